export { isInWindow, Round, RoundConnection } from './round';
export * from './round.facts';
export { roundKind } from './round.kind';
export { RoundsModule } from './rounds.module';
export { RoundsReader } from './rounds.reader';
export { RoundsService, spoken } from './rounds.service';
export { quarterlyWindows, wholeQuarterWindows, type RoundWindow } from './windows';
