import Big from 'big.js';
import { DateTime } from 'luxon';
import type { Refusal, Sentence } from '../../kernel/messages';
import { term, type Terms } from '../programmes';
import type { Plan, PlanMilestone, WorkPackage } from './plan';
import { sumOf } from './plan.content';
import { PlanFinding } from './plan-finding';
import { lineFaults, workFaults, type Frame } from './plan.faults';
import { PLEDGE_NOW } from './pledge';
import { refuse } from './plans.messages';

/** Whether nothing can be submitted without a plan: 1 yes, 0 no. A plan that is given is checked either way. */
const PLAN_REQUIRED = term('plans.required', 0, {
  zh: '申报是否必须附项目实施方案（1 是，0 否）',
  en: 'Whether an application needs a plan (1 yes, 0 no)',
  max: 1,
});
/** Of what is asked of the city, the most that one party may receive, in percent. */
const PARTY_SHARE_MAX = term('plans.party-share-max', 100, {
  zh: '单个参与方申请经费占比上限（%）',
  en: 'Share of the funding that one party may receive at most (%)',
  min: 1,
  max: 100,
});
/** Indirect costs at most, in percent of the direct costs without equipment: 国办发〔2021〕32号 gives 30 for small projects. */
const INDIRECT_MAX = term('plans.indirect-max', 30, {
  zh: '间接费用占扣除设备费后直接费用的上限（%）',
  en: 'Indirect costs at most, as a share of the direct costs without equipment (%)',
  max: 100,
});
/** People that one party can put to work in one work package at once, full time; above it a typing error is likely. */
const PEOPLE_MAX = term('plans.people-max', 100, {
  zh: '单方在一个工作包中同时投入的人数上限（全时）',
  en: 'People that one party may put to work in one work package at once, full time',
  min: 1,
  max: 100_000,
});

const DAYS_OF_MONTH = 365.25 / 12;

/** Months from the first to the last day, both included. */
const monthsOf = (startsOn: string, endsOn: string): number =>
  (DateTime.fromISO(endsOn).diff(DateTime.fromISO(startsOn), 'days').days + 1) / DAYS_OF_MONTH;

function packageGaps(one: WorkPackage, at: readonly string[], terms: Terms): Refusal[] {
  const { title, tasks, startsOn, endsOn, shares } = one;
  const worked = shares.some(({ personMonths }) => personMonths > 0);
  if (!tasks || startsOn === null || endsOn === null || !worked)
    return [refuse('plans.package-open', { title }, at)];
  const duration = Math.max(monthsOf(startsOn, endsOn), 1 / DAYS_OF_MONTH);
  return shares.flatMap(({ personMonths: months }, n) => {
    const people = Math.ceil(months / duration);
    const max = PEOPLE_MAX.of(terms);
    const params = { title, months, people, max };
    return people > max ? [refuse('plans.package-crowded', params, [...at, 'shares', String(n)])] : [];
  });
}

function milestoneGaps({ title, dueOn, indicators }: PlanMilestone, at: readonly string[]): Refusal[] {
  if (dueOn === null || indicators.length === 0) return [refuse('plans.milestone-open', { title }, at)];
  return indicators.flatMap(({ name, target }, n) =>
    /\p{N}/u.test(target)
      ? []
      : [refuse('plans.indicator-vague', { title, name }, [...at, 'indicators', String(n), 'target'])],
  );
}

function partyGaps(plan: Plan, { parties }: Frame): Refusal[] {
  return parties.flatMap(({ organisationId }, at) => {
    const n = at + 1;
    const pledged = plan.pledges.some(
      (one) => one.organisationId === organisationId && one.version === PLEDGE_NOW,
    );
    return [
      ...(sumOf(plan, organisationId).personMonths > 0
        ? []
        : [refuse('plans.party-idle', { n }, ['workPackages'])]),
      ...(pledged ? [] : [refuse('plans.pledge-missing', { n }, ['pledges'])]),
    ];
  });
}

/** Each gap with where it lies in the plan. */
function workGaps(plan: Plan | null, frame: Frame, terms: Terms): Refusal[] {
  if (!plan) return PLAN_REQUIRED.of(terms) ? [refuse('plans.none', {}, [])] : [];
  const { workPackages, milestones } = plan;
  return [
    ...workFaults(plan, frame),
    ...(workPackages.length > 0 ? [] : [refuse('plans.no-packages', {}, ['workPackages'])]),
    ...workPackages.flatMap((one, n) => packageGaps(one, ['workPackages', String(n)], terms)),
    ...(milestones.length > 0 ? [] : [refuse('plans.no-milestones', {}, ['milestones'])]),
    ...milestones.flatMap((one, n) => milestoneGaps(one, ['milestones', String(n)])),
    ...partyGaps(plan, frame),
  ];
}

function partyBudgetGaps(plan: Plan, { parties, requestedFunding }: Frame, terms: Terms): Refusal[] {
  return parties.flatMap(({ organisationId, selfFunding: declared }, at) => {
    const n = at + 1;
    const { requested, selfFunding: sum } = sumOf(plan, organisationId);
    const max = PARTY_SHARE_MAX.of(terms);
    const above = new Big(requested).times(100).gt(new Big(requestedFunding).times(max));
    const share = new Big(requestedFunding).gt(0)
      ? new Big(requested).times(100).div(requestedFunding).toFixed(1)
      : '—';
    return [
      ...(new Big(sum).eq(declared) ? [] : [refuse('plans.budget-self', { n, sum, declared }, ['budget'])]),
      ...(above ? [refuse('plans.budget-share', { n, share, max }, ['budget'])] : []),
    ];
  });
}

function indirectGaps({ budget }: Plan, terms: Terms): Refusal[] {
  const spent = (...categories: string[]): Big =>
    budget
      .filter(({ category }) => categories.includes(category))
      .reduce((sum, { requested }) => sum.plus(requested), new Big(0));
  const indirect = spent('INDIRECT');
  const max = INDIRECT_MAX.of(terms);
  const most = spent('OPERATIONS', 'LABOUR').times(max).div(100);
  const params = { indirect: indirect.toFixed(2), most: most.toFixed(2), max };
  return indirect.gt(most) ? [refuse('plans.budget-indirect', params, ['budget'])] : [];
}

/** The budget has to balance with what the parties declare. */
function budgetGaps(plan: Plan | null, frame: Frame, terms: Terms): Refusal[] {
  if (!plan) return [];
  if (plan.budget.length === 0) return [refuse('plans.no-budget', {}, ['budget'])];
  const { requested: sum } = sumOf(plan);
  const declared = new Big(frame.requestedFunding).toFixed(2);
  const balanced = new Big(sum).eq(declared);
  return [
    ...lineFaults(plan.budget, frame),
    ...(balanced ? [] : [refuse('plans.budget-requested', { sum, declared }, ['budget'])]),
    ...partyBudgetGaps(plan, frame, terms),
    ...indirectGaps(plan, terms),
  ];
}

/** A rule of the formal check (形式审查) on a plan. */
interface PlanCheck {
  readonly code: 'PLAN' | 'BUDGET';
  readonly text: Sentence;
  /** On what it rests. */
  readonly source: Sentence;
  /** What keeps the plan from being submitted under these terms. */
  readonly gaps: (plan: Plan | null, frame: Frame, terms: Terms) => Refusal[];
}

/** The rules on a plan. Without one there are no gaps, unless the programme requires it. */
export const PLAN_CHECKS: readonly PlanCheck[] = [
  {
    code: 'PLAN',
    text: {
      zh: '实施方案的工作包、人月、里程碑与考核指标、诚信承诺完整且在项目期内',
      en: 'The plan is complete and within the project: work, person-months, milestones with indicators, pledges',
    },
    source: {
      zh: '本计划管理要求；《关于进一步加强科研诚信建设的若干意见》三（七）',
      en: 'Rules of the programme; Opinions on Strengthening Research Integrity (2018), III (7)',
    },
    gaps: workGaps,
  },
  {
    code: 'BUDGET',
    text: {
      zh: '预算平衡，与申请经费和各方自筹一致，未超上限',
      en: 'The budget balances with the funding and the parties’ own funds, within the caps',
    },
    source: {
      zh: '本计划管理要求；参照国办发〔2021〕32号',
      en: 'Rules of the programme; after the State Council’s opinions on research funds of 2021 (No. 32)',
    },
    gaps: budgetGaps,
  },
];

/** What keeps a plan from being submitted under these terms, rule by rule. */
export const planFindings = (plan: Plan | null, frame: Frame, terms: Terms): PlanFinding[] =>
  PLAN_CHECKS.flatMap(({ code, gaps }) => gaps(plan, frame, terms).map((gap) => new PlanFinding(code, gap)));
