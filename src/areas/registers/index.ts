export { ContractsRecorder } from './recorder';
export { REGISTER_COLUMNS } from './register-rows';
export { RegistersModule } from './registers.module';
export { ContractStatisticsReader } from './statistics.reader';
