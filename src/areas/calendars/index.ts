export { CalendarEntry, CalendarFeed, feedCreated, feedRevoked } from './calendar';
export { CalendarsModule } from './calendars.module';
