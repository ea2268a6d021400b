import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts';
import { RobotsModule } from '../robots';
import { DeliveriesReader, NotificationsReader } from './notifications.reader';
import { DeliveriesResolver, NotificationsResolver, PreferencesResolver } from './notifications.resolver';
import { NotificationsService } from './notifications.service';
import { Notifier } from './notifier';
import { Preferences } from './preferences';

@Module({
  imports: [AccountsModule, RobotsModule],
  providers: [
    ...[NotificationsReader, DeliveriesReader, Notifier, NotificationsService, Preferences],
    ...[NotificationsResolver, DeliveriesResolver, PreferencesResolver],
  ],
  exports: [NotificationsReader, DeliveriesReader, Notifier, NotificationsService, Preferences],
})
export class NotificationsModule {}
