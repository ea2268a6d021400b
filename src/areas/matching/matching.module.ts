import { Module } from '@nestjs/common';
import { AchievementsModule } from '../achievements';
import { EmbeddingsModule } from '../embeddings';
import { NeedsModule } from '../needs';
import { OrganisationsModule } from '../organisations';
import { PeopleModule } from '../people';
import { RelevanceModule } from '../relevance';
import { VerdictsModule } from '../verdicts';
import { Candidates } from './candidates';
import { Examples } from './examples';
import { Judging } from './judging';
import { Listing } from './listing';
import { MatchesReader } from './matches.reader';
import { AchievementMatchesResolver, NeedMatchesResolver } from './matches.resolver';
import { TraitsReader } from './traits.reader';

@Module({
  imports: [
    OrganisationsModule,
    PeopleModule,
    NeedsModule,
    AchievementsModule,
    VerdictsModule,
    RelevanceModule,
    EmbeddingsModule,
  ],
  providers: [
    MatchesReader,
    Candidates,
    Examples,
    Judging,
    Listing,
    TraitsReader,
    NeedMatchesResolver,
    AchievementMatchesResolver,
  ],
  exports: [MatchesReader, Judging, Listing],
})
export class MatchingModule {}
