import { Module } from '@nestjs/common';
import { LettersModule } from '../letters';
import { LiaisonModule } from '../liaison';
import { NotificationsModule } from '../notifications';
import { ActionLadder } from './action-ladder';
import { Reminders } from './reminders';
import { RemindersJobs } from './reminders.jobs';
import { RemindersResolver } from './reminders.resolver';

@Module({
  imports: [NotificationsModule, LettersModule, LiaisonModule],
  providers: [Reminders, ActionLadder, RemindersJobs, RemindersResolver],
})
export class RemindersModule {}
