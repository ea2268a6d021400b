import { Module } from '@nestjs/common';
import { ChecksModule } from '../checks';
import { PeopleModule } from '../people';
import { ProjectsModule } from '../projects';
import { RoundsModule } from '../rounds';
import { ApplicationDrafts } from './application.drafts';
import { ApplicationsJobs } from './applications.jobs';
import { ApplicationsReader } from './applications.reader';
import {
  ApplicationOriginResolver,
  ApplicationsResolver,
  FormalDecisionsResolver,
  ProjectApplicationResolver,
  RoundApplicationsResolver,
} from './applications.resolver';
import { ApplicationsService } from './applications.service';
import { FormalDecisions } from './formal-decisions';

@Module({
  imports: [PeopleModule, ProjectsModule, RoundsModule, ChecksModule],
  providers: [
    ApplicationsReader,
    ApplicationsService,
    ApplicationDrafts,
    FormalDecisions,
    ApplicationsResolver,
    FormalDecisionsResolver,
    ApplicationOriginResolver,
    RoundApplicationsResolver,
    ProjectApplicationResolver,
    ApplicationsJobs,
  ],
  exports: [ApplicationsReader, ApplicationsService, ApplicationDrafts],
})
export class ApplicationsModule {}
