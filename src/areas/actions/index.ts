export { ActionItem, actionKind, actionSet } from './action';
export { ActionItemInput } from './actions.inputs';
export { ActionsModule } from './actions.module';
export { ActionItemsReader } from './actions.reader';
export { recordOf } from './actions.resolver';
export { ActionsService, linked } from './actions.service';
