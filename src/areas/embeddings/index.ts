export { EmbeddingsModule } from './embeddings.module';
export { NearnessReader, type Nearness } from './nearness.reader';
