import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { OrganisationsModule } from '../organisations';
import { PeopleModule } from '../people';
import { ProjectsModule } from '../projects';
import { TaskBooksModule } from '../taskbooks';
import { ChangeChecks } from './change.effects';
import { ChangedSubjects, ChangeEffects } from './changed';
import { ChangesJobs } from './changes.jobs';
import { ChangesReader } from './changes.reader';
import { ChangesResolver, ProjectChangesResolver } from './changes.resolver';
import { ChangesService } from './changes.service';

@Module({
  imports: [OrganisationsModule, PeopleModule, ProjectsModule, ApplicationsModule, TaskBooksModule],
  providers: [
    ChangesReader,
    ChangeChecks,
    ChangeEffects,
    ChangedSubjects,
    ChangesService,
    ChangesJobs,
    ChangesResolver,
    ProjectChangesResolver,
  ],
})
export class ChangesModule {}
