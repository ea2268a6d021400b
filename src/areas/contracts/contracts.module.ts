import { Module } from '@nestjs/common';
import { AchievementsModule } from '../achievements';
import { ApplicationsModule } from '../applications';
import { OrganisationsModule } from '../organisations';
import { ProjectsModule } from '../projects';
import { ContractParties } from './contract.parties';
import { ContractsJobs } from './contracts.jobs';
import { ContractsReader } from './contracts.reader';
import { ContractsRegistrar } from './contracts.registrar';
import { ContractPartiesResolver, ContractsResolver, ProjectContractsResolver } from './contracts.resolver';
import { ContractsService } from './contracts.service';

@Module({
  imports: [OrganisationsModule, AchievementsModule, ProjectsModule, ApplicationsModule],
  providers: [
    ContractsReader,
    ContractParties,
    ContractsService,
    ContractsRegistrar,
    ContractsJobs,
    ContractsResolver,
    ContractPartiesResolver,
    ProjectContractsResolver,
  ],
  exports: [ContractsReader, ContractParties],
})
export class ContractsModule {}
