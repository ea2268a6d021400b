export { Target } from './target';
export { INDICATORS, indicatorOf, isMeasured } from './indicators';
export { elapsedOf, statusOf } from './pace';
export { SetTargetInput } from './target.inputs';
export { targetSet } from './target.facts';
export { TargetsModule } from './targets.module';
export { TargetsReader } from './targets.reader';
export { TargetsService } from './targets.service';
