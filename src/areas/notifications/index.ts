export { DeliveryStateEnum, Notification, type DeliveryState, type NotificationState } from './notification';
export { notificationFailed, notificationTold } from './notification.facts';
export {
  allNotices,
  NOTICE_KINDS,
  notice,
  pageOf,
  SERVED,
  wording,
  type Notice,
  type NoticeKind,
  type Words,
} from './notice';
export { NotificationsModule } from './notifications.module';
export { DeliveriesReader, type DeliveryRow } from './notifications.reader';
export { NotificationsService } from './notifications.service';
export { Notifier, usefulAt } from './notifier';
export { afterQuiet, digestAt, wishes, type Frequency, type Language } from './preference';
export { Preferences } from './preferences';
