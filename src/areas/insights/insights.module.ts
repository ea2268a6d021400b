import { Global, Module } from '@nestjs/common';
import { AchievementsModule } from '../achievements';
import { EmbeddingsModule } from '../embeddings';
import { MatchingModule } from '../matching';
import { NeedsModule } from '../needs';
import { PeopleModule } from '../people';
import { JudgedPairs, RelevanceModule } from '../relevance';
import { DuplicatesReader } from './duplicates.reader';
import { ExpertNeedsReader } from './expert-needs.reader';
import { Expertise } from './expertise';
import { ExplanationsReader } from './explanations.reader';
import { InsightsResolver, OrganisationMatchesResolver, PersonMatchesResolver } from './insights.resolver';
import { JudgedMatches } from './judged-matches';

/** Global, since the fit of the weights stands upstream and asks for what is judged only here. */
@Global()
@Module({
  imports: [PeopleModule, NeedsModule, AchievementsModule, RelevanceModule, EmbeddingsModule, MatchingModule],
  providers: [
    DuplicatesReader,
    Expertise,
    ExpertNeedsReader,
    ExplanationsReader,
    InsightsResolver,
    PersonMatchesResolver,
    OrganisationMatchesResolver,
    { provide: JudgedPairs, useClass: JudgedMatches },
  ],
  exports: [Expertise, JudgedPairs],
})
export class InsightsModule {}
