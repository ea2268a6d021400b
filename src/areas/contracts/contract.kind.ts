import { addWorkdays } from '../../kernel/calendar';
import { dayOf } from '../../kernel/clock';
import { isBureau } from '../../kernel/actor';
import { kind } from '../../kernel/kind';
import type { Check } from '../../kernel/lifecycle';
import { any, either, never, nobody, policy, sql, type Rule } from '../../kernel/policy';
import { contractChecksOf, OBJECTION_WORKDAYS, RULE_PACKS } from '../contractrules';
import { Contract } from './contract';
import { CONTRACT_VERBS, contractLifecycle, type ContractVerb } from './contract.lifecycle';
import { refuse } from './contracts.messages';

/** A member of one of the parties. */
const party: Rule<Contract> = (actor, { partyIds }) =>
  actor.organisationIds.some((id) => partyIds.includes(id));
/** A member of who entered it. */
const entrant: Rule<Contract> = (actor, { organisationId }) => actor.organisationIds.includes(organisationId);
const seller: Rule<Contract> = (actor, { sellerId }) =>
  sellerId !== null && actor.representedIds.includes(sellerId);
/** 回避: nobody decides on a contract of their own organisation. */
const officer: Rule<Contract> = (actor, contract) => isBureau(actor) && !party(actor, contract);
/** What was not filed yet is the parties' alone. */
const filed: Rule<Contract> = (actor, { state }) => isBureau(actor) && state !== 'DRAFT';

/** Who may do what to a contract, and who may know of it. */
export const contractPolicy = policy<Contract>()<ContractVerb | 'EDIT'>({
  rules: {
    read: any(party, entrant, filed),
    EDIT: any(
      (actor, { sellerId }) => sellerId !== null && actor.organisationIds.includes(sellerId),
      (actor, contract) => entrant(actor, contract) && party(actor, contract),
    ),
    FILE: seller,
    RETURN: officer,
    REFER: officer,
    REGISTER: officer,
    REFUSE: officer,
    WITHDRAW: any(
      seller,
      (actor, { state, organisationId }) =>
        state === 'DRAFT' && actor.representedIds.includes(organisationId),
    ),
    OBJECT: seller,
    UPHOLD: officer,
    OVERRULE: officer,
    ASK_CHANGE: seller,
    CHANGE: officer,
    DECLINE_CHANGE: officer,
    CANCEL: officer,
    RECORD: nobody,
  },
  readable: (actor) => {
    const ways = isBureau(actor) ? [sql`t.state <> 'DRAFT'`] : [];
    const { organisationIds } = actor;
    if (organisationIds.length > 0)
      ways.push(sql`t.party_ids ?| ${organisationIds}`, sql`t.organisation_id = ANY(${organisationIds})`);
    return ways.length > 0 ? either(...ways) : never;
  },
});

/** The blocking rules of its regime are met. */
const lawful: Check<Contract> = (contract) => {
  const broken = contractChecksOf(contract).find(({ blocking, passed }) => blocking && !passed);
  return broken && refuse('contracts.rule', { code: broken.code }, ['input', broken.field]);
};
const reviewed: Check<Contract> = (contract) =>
  contract.state === 'FILED' && RULE_PACKS[contract.regime].needsExperts(contract)
    ? refuse('contracts.experts-first', {})
    : undefined;
const objectable: Check<Contract> = ({ objectedOn, decidedOn }, now) => {
  if (objectedOn !== null) return refuse('contracts.objected-already', {});
  const until = addWorkdays(decidedOn!, OBJECTION_WORKDAYS.value);
  return dayOf(now) > until ? refuse('contracts.objection-late', { until }) : undefined;
};
const asked: Check<Contract> = ({ proposed }) =>
  proposed === null ? refuse('contracts.change-none', {}) : undefined;

/** The contract as the engine, the API and the tests know it. */
export const contractKind = kind({
  prefix: 'contract',
  entity: Contract,
  lifecycle: contractLifecycle,
  policy: contractPolicy,
  verbs: ['REGISTER', 'ASK_CHANGE', ...CONTRACT_VERBS],
  checks: {
    FILE: [lawful],
    REGISTER: [reviewed],
    OBJECT: [objectable],
    ASK_CHANGE: [({ proposed }) => (proposed === null ? undefined : refuse('contracts.change-pending', {}))],
    CHANGE: [asked],
    DECLINE_CHANGE: [asked],
  },
  labels: {
    DRAFT: { zh: '草稿', en: 'draft' },
    FILED: { zh: '待登记', en: 'filed' },
    IN_REVIEW: { zh: '专家评审中', en: 'with experts' },
    RETURNED: { zh: '退回补正', en: 'returned' },
    REGISTERED: { zh: '已登记', en: 'registered' },
    CHANGED: { zh: '已变更登记', en: 'registered as changed' },
    REFUSED: { zh: '不予登记', en: 'refused' },
    OBJECTED: { zh: '异议处理中', en: 'objected to' },
    CANCELLED: { zh: '已注销', en: 'cancelled' },
    WITHDRAWN: { zh: '已撤回', en: 'withdrawn' },
    FILE: { zh: '申请登记', en: 'file' },
    RETURN: { zh: '退回补正', en: 'return' },
    REFER: { zh: '送专家评审', en: 'refer to experts' },
    REGISTER: { zh: '登记', en: 'register' },
    REFUSE: { zh: '不予登记', en: 'refuse' },
    WITHDRAW: { zh: '撤回', en: 'withdraw' },
    OBJECT: { zh: '提出异议', en: 'object' },
    UPHOLD: { zh: '异议成立', en: 'uphold' },
    OVERRULE: { zh: '异议不成立', en: 'overrule' },
    ASK_CHANGE: { zh: '申请变更', en: 'ask for a change' },
    CHANGE: { zh: '准予变更', en: 'change' },
    DECLINE_CHANGE: { zh: '不予变更', en: 'decline the change' },
    CANCEL: { zh: '注销登记', en: 'cancel' },
    RECORD: { zh: '录入', en: 'record' },
  },
});
