export { Application, ApplicationConnection } from './application';
export { applicationKind, Determinable, Impartiality } from './application.kind';
export * from './application.lifecycle';
export { applicationPolicy, insider as applicationInsider } from './application.policy';
export { ApplicationsModule } from './applications.module';
export { ApplicationsReader } from './applications.reader';
export { ApplicationDrafts } from './application.drafts';
export { ApplicationsService, type Determination } from './applications.service';
