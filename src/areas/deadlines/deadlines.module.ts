import { Module } from '@nestjs/common';
import { ProjectsModule } from '../projects';
import { Deadlines } from './deadlines';
import { DeadlinesJobs } from './deadlines.jobs';
import { DeadlinesResolver, ProjectDeadlinesResolver } from './deadlines.resolver';
import { DeadlineNotices } from './notices';

@Module({
  imports: [ProjectsModule],
  providers: [Deadlines, DeadlineNotices, DeadlinesJobs, DeadlinesResolver, ProjectDeadlinesResolver],
  exports: [Deadlines],
})
export class DeadlinesModule {}
