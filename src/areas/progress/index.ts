export { Milestone } from './milestone';
export { ProgressModule } from './progress.module';
export { ProgressReport } from './report';
