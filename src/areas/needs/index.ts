export { completenessOf, holdsNumber, missingFrom } from './completeness';
export { Need, NeedConnection, Metric } from './need';
export { DraftNeedInput, MetricInput } from './need.inputs';
export { FINDABLE } from './need.lifecycle';
export * from './need.facts';
export { COMPLETENESS_THRESHOLD, needKind } from './need.kind';
export { NeedsModule } from './needs.module';
export { NeedsReader } from './needs.reader';
export { faultsOf, NeedsService } from './needs.service';
