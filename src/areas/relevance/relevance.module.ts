import { Module } from '@nestjs/common';
import { AchievementsModule } from '../achievements';
import { NeedsModule } from '../needs';
import { Corpus } from './corpus';
import { Fitting } from './fitting';
import { MatchIndex } from './match-index';
import { RelevanceResolver } from './relevance.resolver';
import { StatisticsStore } from './statistics.store';
import { StoredDocuments } from './stored-documents';
import { WeightsReader } from './weights.reader';
import { WeightsService } from './weights.service';

@Module({
  imports: [NeedsModule, AchievementsModule],
  providers: [
    Corpus,
    MatchIndex,
    StatisticsStore,
    StoredDocuments,
    Fitting,
    RelevanceResolver,
    WeightsReader,
    WeightsService,
  ],
  exports: [Corpus, MatchIndex, WeightsReader],
})
export class RelevanceModule {}
