import { Module } from '@nestjs/common';
import { AchievementsModule } from '../achievements';
import { AttachmentsModule } from '../attachments';
import { InterestsModule } from '../interests';
import { NeedsModule } from '../needs';
import { OrganisationsModule } from '../organisations';
import { PeopleModule } from '../people';
import { SignaturesModule } from '../signatures';
import { ProjectProgress } from './project.progress';
import { ProjectSources } from './project.sources';
import { ProjectsReader } from './projects.reader';
import {
  NeedProjectsResolver,
  PartiesResolver,
  ProjectSourcesResolver,
  ProjectsResolver,
} from './projects.resolver';
import { ProjectsService } from './projects.service';

@Module({
  imports: [
    OrganisationsModule,
    PeopleModule,
    NeedsModule,
    AchievementsModule,
    InterestsModule,
    SignaturesModule,
    AttachmentsModule,
  ],
  providers: [
    ProjectsReader,
    ProjectsService,
    ProjectProgress,
    ProjectSources,
    ProjectsResolver,
    PartiesResolver,
    NeedProjectsResolver,
    ProjectSourcesResolver,
  ],
  exports: [ProjectsReader, ProjectsService, ProjectProgress],
})
export class ProjectsModule {}
