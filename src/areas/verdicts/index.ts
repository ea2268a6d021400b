export { matchJudged } from './verdict.facts';
export { MATCH_VERDICTS, MatchVerdictEnum, type MatchVerdict } from './verdict';
export { OpinionsReader, type OwnerOpinion } from './opinions.reader';
export { VerdictsModule } from './verdicts.module';
