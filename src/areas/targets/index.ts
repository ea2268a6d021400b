export { Target } from './target';
export { INDICATORS, indicatorOf } from './indicators';
export { SetTargetInput } from './target.inputs';
export { targetSet } from './target.facts';
export { TargetsModule } from './targets.module';
export { TargetsReader } from './targets.reader';
export { TargetsService } from './targets.service';
