import { Module } from '@nestjs/common';
import { NotificationsModule } from '../notifications';
import { ProjectsModule } from '../projects';
import { Deadlines } from './deadlines';
import { DeadlinesJobs } from './deadlines.jobs';
import { DeadlinesResolver, ProjectDeadlinesResolver } from './deadlines.resolver';
import { DeadlineNotices } from './notices';

@Module({
  imports: [NotificationsModule, ProjectsModule],
  providers: [Deadlines, DeadlineNotices, DeadlinesJobs, DeadlinesResolver, ProjectDeadlinesResolver],
  exports: [Deadlines],
})
export class DeadlinesModule {}
