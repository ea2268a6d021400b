export { LiaisonSeries, LiaisonSeriesConnection, SeriesParty } from './series';
export * from './schedule';
export * from './series.facts';
export {
  AddMeetingInput,
  ChangeLiaisonInput,
  PauseLiaisonInput,
  ResumeLiaisonInput,
  StartLiaisonInput,
} from './series.inputs';
export { involved, involvedIn, seriesKind } from './series.kind';
export { partiesOf, SeriesReader } from './series.reader';
export { speakersOf } from './contacts';
export { ContactsService } from './contacts.service';
export { SeriesModule } from './series.module';
