export { Meeting, MeetingConnection, ActionItem } from './meeting';
export { LiaisonSeries, LiaisonSeriesConnection } from './series';
export { HoldMeetingInput, StartLiaisonInput } from './liaison.inputs';
export * from './liaison.facts';
export { meetingKind } from './meeting.kind';
export { ActionItemsReader, MeetingsReader, SeriesReader } from './liaison.reader';
export { LiaisonModule } from './liaison.module';
export { LiaisonService } from './liaison.service';
export { MINUTES_AFTER_DAYS } from './liaison.jobs';
