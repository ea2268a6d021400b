export { Acceptance } from './acceptance';
export { AcceptancesModule } from './acceptances.module';
export { Recovery } from './recovery';
