export { ProjectChange } from './change';
export { ChangesModule } from './changes.module';
