export { type Relation } from './declaration';
export { Reviewer } from './reviewer';
export { ReviewersModule } from './reviewers.module';
export { RelationsReader, ReviewersReader } from './reviewers.reader';
export { LOAD_LIMIT } from './reviewers.service';
