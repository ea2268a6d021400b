export { Objection, PublicNotice } from './objection';
export * from './objection.facts';
export { ObjectionsModule } from './objections.module';
export { ObjectionsReader } from './objections.reader';
export { ObjectionsService } from './objections.service';
