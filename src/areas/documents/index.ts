export { DocumentsModule } from './documents.module';
export { Sheet, type Column } from './sheet';
