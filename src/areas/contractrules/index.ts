export { ContractCheck, contractChecksOf, ContractDefault } from './contract-check';
export { defaultsOf } from './contract.defaults';
export {
  CONTRACT_REGIMES,
  ContractRegimeEnum,
  OBJECTION_WORKDAYS,
  regimeOf,
  RULE_PACKS,
  SUPPLEMENT_WORKDAYS,
  type ContractRegime,
} from './contract.packs';
export * from './contract.types';
export { WORDS, wordOf } from './contract.words';
export { ContractRulesModule } from './contractrules.module';
