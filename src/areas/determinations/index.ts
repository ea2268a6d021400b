export { Determination } from './determination';
export * from './determination.facts';
export { DeterminationsModule } from './determinations.module';
export { DeterminationsReader } from './determinations.reader';
