import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts';
import { OrganisationsModule } from '../organisations';
import { ContractsRecorder } from './recorder';
import { RegisterExport } from './register-export';
import { RegistersController } from './registers.controller';
import { RegisteredContractsResolver, RegistersResolver } from './registers.resolver';
import { ContractStatisticsReader } from './statistics.reader';

@Module({
  imports: [OrganisationsModule, ContractsModule],
  controllers: [RegistersController],
  providers: [
    ContractStatisticsReader,
    ContractsRecorder,
    RegisterExport,
    RegistersResolver,
    RegisteredContractsResolver,
  ],
})
export class RegistersModule {}
