export { Grant } from './grant';
export { GrantsModule } from './grants.module';
export { Instalment } from './instalment';
export { MatchingMoney } from './matching';
