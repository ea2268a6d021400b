export { Deadline, type DeadlineKind } from './deadline';
export { Deadlines } from './deadlines';
export { DeadlinesModule } from './deadlines.module';
