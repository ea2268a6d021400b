import { Module } from '@nestjs/common';
import { DeadlinesModule } from '../deadlines';
import { ProjectsModule } from '../projects';
import { TaskBooksModule } from '../taskbooks';
import { ProgressJobs } from './progress.jobs';
import { MilestonesReader, ReportsReader } from './progress.reader';
import { MilestonesResolver, ProjectProgressResolver, ReportsResolver } from './progress.resolver';
import { ProgressRegisters, ProgressService } from './progress.service';

@Module({
  imports: [ProjectsModule, DeadlinesModule, TaskBooksModule],
  providers: [
    MilestonesReader,
    ReportsReader,
    ProgressRegisters,
    ProgressService,
    ProgressJobs,
    MilestonesResolver,
    ReportsResolver,
    ProjectProgressResolver,
  ],
})
export class ProgressModule {}
