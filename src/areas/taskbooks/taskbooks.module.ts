import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { DeadlinesModule } from '../deadlines';
import { NeedsModule } from '../needs';
import { OrganisationsModule } from '../organisations';
import { PeopleModule } from '../people';
import { ProjectsModule } from '../projects';
import { RoundsModule } from '../rounds';
import { TaskBooksJobs } from './taskbooks.jobs';
import { TaskBooksReader } from './taskbooks.reader';
import {
  GrantLinesResolver,
  EditionsResolver,
  ProjectTaskBookResolver,
  TaskBooksResolver,
} from './taskbooks.resolver';
import { TaskBookKeeping, TaskBooksService } from './taskbooks.service';

@Module({
  imports: [
    OrganisationsModule,
    PeopleModule,
    NeedsModule,
    ProjectsModule,
    RoundsModule,
    ApplicationsModule,
    DeadlinesModule,
  ],
  providers: [
    TaskBooksReader,
    TaskBookKeeping,
    TaskBooksService,
    TaskBooksJobs,
    TaskBooksResolver,
    ProjectTaskBookResolver,
    GrantLinesResolver,
    EditionsResolver,
  ],
  exports: [TaskBooksReader, TaskBooksService],
})
export class TaskBooksModule {}
