export { OUTCOMES, OutcomeEnum, type Outcome } from './ballot';
export { Panel } from './panel';
export { panelKind } from './panel.kind';
export { PanelsModule } from './panels.module';
export { PanelsReader } from './panels.reader';
export { PanelsService } from './panels.service';
