export { Acceptance } from './acceptance';
export { AcceptancesModule } from './acceptances.module';
export { RecoveriesReader } from './acceptances.reader';
export { Disbursed } from './recoveries.service';
export { Recovery, recoveryRecovered } from './recovery';
