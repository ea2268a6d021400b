export { Meeting, MeetingConnection } from './meeting';
export {
  involved,
  involvedIn,
  LiaisonSeries,
  LiaisonSeriesConnection,
  SeriesReader,
  StartLiaisonInput,
} from '../series';
export * from './liaison.facts';
export { meetingKind } from './meeting.kind';
export { MeetingsReader } from './liaison.reader';
export { LiaisonModule } from './liaison.module';
export { LiaisonService } from './liaison.service';
export { SeriesService } from './series.service';
export { MINUTES_AFTER_DAYS } from './liaison.jobs';
