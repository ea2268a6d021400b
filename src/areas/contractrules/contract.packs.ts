import Big from 'big.js';
import { addDays, addWorkdays } from '../../kernel/calendar';
import { enumOf } from '../../kernel/fields';
import type { Sentence } from '../../kernel/messages';
import { setting } from '../../kernel/settings';
import type { RuledContract } from './contract.types';

/** By which rules a contract is registered: those of the day on which it was signed. */
export const CONTRACT_REGIMES = ['RULES_2001', 'MEASURES_2026'] as const;
export type ContractRegime = (typeof CONTRACT_REGIMES)[number];
export const ContractRegimeEnum = enumOf(
  'ContractRegime',
  CONTRACT_REGIMES,
  'RULES_2001: the rules of 2000 and 2001 on recognising and registering technology contracts. MEASURES_2026: the measures of 2026-01-23 in their place. A contract keeps the rules of its signing day.',
);

const REGIME_FROM = setting('contracts.regime-2026-from', 20_260_123, {
  zh: '签订日起适用 2026 年办法的第一天（年月日八位数；施行日待核实）',
  en: 'First signing day under the measures of 2026, as YYYYMMDD (the day in force is still to be verified)',
  min: 20_260_101,
  max: 20_991_231,
});
const DECIDE_WORKDAYS = setting('contracts.decide-workdays', 15, {
  zh: '2026 年办法：登记决定的期限（工作日；出自征求意见稿，待核实）',
  en: 'Measures of 2026: working days in which registration is decided (from their draft, still to be verified)',
  min: 1,
  max: 250,
});
const EXPERT_WORKDAYS = setting('contracts.expert-workdays', 30, {
  zh: '2026 年办法：需专家评审时登记决定的期限（工作日，自受理日起；出自征求意见稿，待核实）',
  en: 'Measures of 2026: working days from filing in which it is decided after expert review (from their draft, still to be verified)',
  min: 1,
  max: 250,
});
const EXPERTS_FROM = setting('contracts.experts-from', 5_000_000, {
  zh: '2026 年办法：技术交易额达到多少元须经专家评审（出自征求意见稿，待核实）',
  en: 'Measures of 2026: technology value in yuan from which experts review a contract (from their draft, still to be verified)',
  max: 1_000_000_000_000,
});
const DECIDE_DAYS_2001 = setting('contracts.decide-days-2001', 30, {
  zh: '2000、2001 年规则：登记决定的期限（自然日；待核实）',
  en: 'Rules of 2000 and 2001: days in which registration is decided (still to be verified)',
  min: 1,
  max: 366,
});
/** Working days in which a seller completes what was returned. */
export const SUPPLEMENT_WORKDAYS = setting('contracts.supplement-workdays', 15, {
  zh: '技术合同补正的期限（工作日；惯例，待核实）',
  en: 'Working days in which a seller completes a contract that was returned (usual practice, still to be verified)',
  min: 1,
  max: 250,
});
/** Working days in which a seller may object to a refusal. */
export const OBJECTION_WORKDAYS = setting('contracts.objection-workdays', 15, {
  zh: '对不予登记提出异议的期限（工作日；惯例，待核实）',
  en: 'Working days in which a seller may object to a refusal (usual practice, still to be verified)',
  min: 1,
  max: 250,
});

/** The rules of one time: what they are called, and their clocks. */
export interface RulePack {
  readonly regime: ContractRegime;
  readonly source: Sentence;
  /** The last day for the decision on what was filed on a day. */
  readonly dueOn: (filedOn: string, experts: boolean) => string;
  /** Whether experts have to review it before it is registered. */
  readonly needsExperts: (contract: Pick<RuledContract, 'technologyValue' | 'turnover'>) => boolean;
}

/** Both packs by regime. */
export const RULE_PACKS: Readonly<Record<ContractRegime, RulePack>> = {
  RULES_2001: {
    regime: 'RULES_2001',
    source: {
      zh: '《技术合同认定登记管理办法》（2000）、《技术合同认定规则》（2001）',
      en: 'Measures on recognising and registering technology contracts (2000) and rules on recognising them (2001)',
    },
    dueOn: (filedOn) => addDays(filedOn, DECIDE_DAYS_2001.value),
    needsExperts: () => false,
  },
  MEASURES_2026: {
    regime: 'MEASURES_2026',
    source: {
      zh: '工业和信息化部技术合同登记管理办法（2026-01-23；细节据征求意见稿，待核实）',
      en: 'MIIT measures on registering technology contracts (2026-01-23; details from their draft, still to be verified)',
    },
    dueOn: (filedOn, experts) =>
      addWorkdays(filedOn, experts ? EXPERT_WORKDAYS.value : DECIDE_WORKDAYS.value),
    needsExperts: ({ technologyValue, turnover }) =>
      new Big(technologyValue ?? turnover).gte(EXPERTS_FROM.value),
  },
};

/** The regime of a signing day. */
export const regimeOf = (signedOn: string): ContractRegime =>
  Number(signedOn.replaceAll('-', '')) >= REGIME_FROM.value ? 'MEASURES_2026' : 'RULES_2001';
