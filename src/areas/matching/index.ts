export { Judging } from './judging';
export { Listing, versionWith } from './listing';
export { Match, MatchConnection, MatchReason, type MatchKind } from './match';
export { aboutOf, LEAST_SCORE, MatchesReader, mayAsk, textOf } from './matches.reader';
export { MatchingModule } from './matching.module';
export { byWorks, Comparison, type Subject } from './ranking';
