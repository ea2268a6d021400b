export { ChecksModule } from './checks.module';
export { Dossiers } from './dossiers';
export { checksOf, failuresOf, FormalCheck } from './formal-check';
export { FormalGroundEnum, type Dossier, type FormalGround } from './formal-rule';
export { isAdmissible, LEADER_PROJECTS } from './formal-rules';
