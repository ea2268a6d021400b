import { Module } from '@nestjs/common';
import { AchievementsModule } from '../achievements';
import { InterestsModule } from '../interests';
import { NeedsModule } from '../needs';
import { OrganisationsModule } from '../organisations';
import { PeopleModule } from '../people';
import { ProgrammesModule } from '../programmes';
import { ProjectsModule } from '../projects';
import { VersionsModule } from '../versions';
import {
  DraftPartiesResolver,
  DraftsResolver,
  DraftSourcesResolver,
  ProjectVersionsResolver,
} from './drafts.resolver';
import { DraftsService } from './drafts.service';
import { ProjectVersions } from './project-versions';

@Module({
  imports: [
    OrganisationsModule,
    PeopleModule,
    NeedsModule,
    AchievementsModule,
    InterestsModule,
    ProgrammesModule,
    VersionsModule,
    ProjectsModule,
  ],
  providers: [
    DraftsService,
    ProjectVersions,
    DraftsResolver,
    DraftSourcesResolver,
    DraftPartiesResolver,
    ProjectVersionsResolver,
  ],
})
export class DraftsModule {}
