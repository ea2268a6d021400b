export { Corpus } from './corpus';
export { textOfAchievement, textOfNeed, type Beside } from './compared';
export { MatchIndex } from './match-index';
export { RelevanceModule } from './relevance.module';
export { WeightsReader } from './weights.reader';
export { JudgedPairs, type JudgedMatch } from './weights.service';
