export { Reconsideration } from './reconsideration';
export { reconsiderationKind } from './reconsideration.kind';
export * from './reconsideration.lifecycle';
export { ReconsiderationsModule } from './reconsiderations.module';
export { ReconsiderationsReader } from './reconsiderations.reader';
