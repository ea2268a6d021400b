import { Module } from '@nestjs/common';
import { Config } from '../../kernel/config';
import { AchievementsModule } from '../achievements';
import { NeedsModule } from '../needs';
import { RelevanceModule } from '../relevance';
import { EmbeddingsResolver } from './embeddings.resolver';
import { EmbeddingsService } from './embeddings.service';
import { Filling, Waking } from './filling';
import { EmbeddingsInUse, ModelStore } from './models.store';
import { NearnessReader } from './nearness.reader';
import { EmbeddingProvider, OpenAiProvider } from './provider';
import { SentTexts } from './sent-texts';
import { Trials } from './trials';
import { VectorStore } from './vectors.store';

/** The endpoint that the operator has set; none otherwise. */
const providerOf = ({ embeddingsUrl, embeddingsModel, embeddingsKey }: Config): EmbeddingProvider | null =>
  embeddingsUrl && embeddingsModel
    ? new OpenAiProvider({ url: embeddingsUrl, model: embeddingsModel, key: embeddingsKey })
    : null;

@Module({
  imports: [NeedsModule, AchievementsModule, RelevanceModule],
  providers: [
    { provide: EmbeddingProvider, inject: [Config], useFactory: providerOf },
    VectorStore,
    ModelStore,
    SentTexts,
    Filling,
    Waking,
    EmbeddingsInUse,
    NearnessReader,
    EmbeddingsService,
    Trials,
    EmbeddingsResolver,
  ],
  exports: [EmbeddingsInUse, NearnessReader],
})
export class EmbeddingsModule {}
