export { RemindersModule } from './reminders.module';
export { MEETING_MINUTES } from './reminders.jobs';
