import { topic } from '../../kernel/facts';

/** A person was told something: it stands in their inbox from now on. */
export const notificationTold = topic<{ kind: string }>('notification.told');
/** A letter could not be delivered, however often it was tried; the subject is one of the notifications in it. */
export const notificationFailed = topic<{ attempts: number; error: string }>('notification.failed');
/** A letter that was given up is tried again. */
export const notificationRetried = topic<{ letterId: string }>('notification.retried');
