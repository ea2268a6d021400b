import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications';
import { DeadlinesModule } from '../deadlines';
import { ProjectsModule } from '../projects';
import { TaskBooksModule } from '../taskbooks';
import { AcceptancesJobs } from './acceptances.jobs';
import { AcceptancesReader, RecoveriesReader } from './acceptances.reader';
import { AcceptancesResolver, ProjectAcceptanceResolver, RecoveriesResolver } from './acceptances.resolver';
import { AcceptancesService, ReportedProjects } from './acceptances.service';
import { Claims, RecoveriesService } from './recoveries.service';

@Module({
  imports: [ProjectsModule, ApplicationsModule, DeadlinesModule, TaskBooksModule],
  providers: [
    AcceptancesReader,
    RecoveriesReader,
    ReportedProjects,
    AcceptancesService,
    Claims,
    RecoveriesService,
    AcceptancesJobs,
    AcceptancesResolver,
    RecoveriesResolver,
    ProjectAcceptanceResolver,
  ],
  exports: [RecoveriesReader],
})
export class AcceptancesModule {}
