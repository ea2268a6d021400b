import Big from 'big.js';
import fc from 'fast-check';
import { newId } from '../../kernel/ids';
import { allMessages, type Refusal } from '../../kernel/messages';
import { BUDGET_CATEGORIES, type Plan } from './plan';
import { partySums, planOf, signedPlan, sumOf } from './plan.content';
import type { Frame } from './plan.faults';
import { PLAN_CHECKS } from './plan.gaps';
import type { PlanInput } from './plan.inputs';
import { aPlan } from './plan.testing';

const at = new Date('2025-07-01T00:00:00Z');
const [lead, other, stranger] = [newId(at), newId(at), newId(at)];
const frame: Frame = {
  parties: [
    { organisationId: lead, selfFunding: '600000.00' },
    { organisationId: other, selfFunding: '0.00' },
  ],
  ...{ requestedFunding: '3500000.00', startsOn: '2025-12-01', endsOn: '2027-11-30' },
};
const input = aPlan(frame);
const whole = planOf(input, null, frame, [])!;
const gapsOf = (plan: Plan | null, within = frame, values: Record<string, number> = {}): string[] =>
  PLAN_CHECKS.flatMap(({ code, gaps }) =>
    gaps(plan, within, { values, criteria: [] }).map((gap) => `${code} ${gap.code}`),
  );
const refusalOf = (more: PlanInput, metrics: string[] = []): Refusal | null => {
  try {
    planOf({ ...input, ...more }, null, frame, metrics);
    return null;
  } catch (refusal) {
    return refusal as Refusal;
  }
};
const [first, second] = input.workPackages as [object, object];
const [line] = input.budget as [object];
const [milestone] = input.milestones as [object];

describe('what can never stand in a plan', () => {
  const cases: readonly (readonly [why: string, code: string, path: string, more: object])[] = [
    ['a stranger’s work package', 'plans.not-party', 'workPackages.1.organisationId', { workPackages: [first, { ...second, organisationId: stranger }] }],
    ['a stranger at work', 'plans.not-party', 'workPackages.0.shares.0.organisationId', { workPackages: [{ ...first, shares: [{ organisationId: stranger, personMonths: 1 }] }] }],
    ['a party at work twice', 'plans.party-twice', 'workPackages.0.shares.1.organisationId', { workPackages: [{ ...first, shares: [{ organisationId: lead, personMonths: 1 }, { organisationId: lead, personMonths: 2 }] }] }],
    ['an inverted period', 'plans.period-inverted', 'workPackages.0.endsOn', { workPackages: [{ ...first, startsOn: '2026-05-01', endsOn: '2026-04-30' }] }],
    ['work before the project', 'plans.period-outside', 'workPackages.0.startsOn', { workPackages: [{ ...first, startsOn: '2025-11-30' }] }],
    ['work after the project', 'plans.period-outside', 'workPackages.0.endsOn', { workPackages: [{ ...first, endsOn: '2027-12-01' }] }],
    ['two phases at once', 'plans.periods-overlap', 'workPackages.1.startsOn', { workPackages: [{ ...first, endsOn: '2026-06-30' }, { ...first, startsOn: '2026-06-30' }] }],
    ['a stranger’s money', 'plans.not-party', 'budget.0.organisationId', { budget: [{ ...line, organisationId: stranger }] }],
    ['money of another year', 'plans.year-outside', 'budget.0.year', { budget: [{ ...line, year: 2028 }] }],
    ['a line twice', 'plans.line-twice', 'budget.1', { budget: [line, line] }],
    ['a line that does not add up', 'plans.line-total', 'budget.0.total', { budget: [{ ...line, requested: '1.10', selfFunding: '2.20', total: '3.31' }] }],
    ['a milestone too late', 'plans.period-outside', 'milestones.0.dueOn', { milestones: [{ ...milestone, dueOn: '2028-01-01' }] }],
    ['a metric of no need', 'plans.metric-unknown', 'milestones.0.indicators.0.metric', { milestones: [{ ...milestone, indicators: [{ name: 'x', target: '1', metric: '镁含量' }] }] }],
    ['a stranger’s pledge', 'plans.not-party', 'pledges.0.organisationId', { pledges: [{ organisationId: stranger }] }],
    ['a pledge twice', 'plans.party-twice', 'pledges.1.organisationId', { pledges: [{ organisationId: lead }, { organisationId: lead }] }],
  ]; // prettier-ignore

  it.each(cases)('is %s: refused with the field', (_, code, path, more) => {
    const refusal = refusalOf(more)!;
    expect([refusal.code, refusal.at]).toEqual([code, ['input', 'plan', ...path.split('.')]]);
    expect(refusal.message).toContain(path);
    expect(allMessages().get(code)!.zh).toMatch(/{field}/);
  });

  it('is not what is only unfinished, nor phases that follow each other', () => {
    const unfinished = { title: '待定', organisationId: lead };
    expect(
      refusalOf({ workPackages: [unfinished], budget: [], milestones: [{ title: '待定' }], pledges: [] }),
    ).toBeNull();
    const phases = [
      { ...first, endsOn: '2026-06-30' },
      { ...first, startsOn: '2026-07-01' },
    ];
    expect(refusalOf({ workPackages: phases } as never)).toBeNull();
    const metric = { ...milestone, indicators: [{ name: 'x', target: '1', metric: '镁含量' }] };
    expect(refusalOf({ milestones: [metric] as never }, ['镁含量'])).toBeNull();
  });

  it('asks only for what is given: what stays is asked at the formal check', () => {
    const without = { ...frame, parties: frame.parties.slice(0, 1) };
    const kept = planOf({ milestones: [] }, whole, without, [])!;
    expect(kept).toEqual({ ...whole, milestones: [] });
    expect(gapsOf(kept, without)).toEqual(
      expect.arrayContaining(['PLAN plans.not-party', 'BUDGET plans.not-party']),
    );
  });
});

describe('a plan', () => {
  it('is none where nothing is planned', () => {
    expect(planOf({}, null, frame, [])).toBeNull();
    expect(planOf({ workPackages: [], budget: [] }, null, frame, [])).toBeNull();
    expect(planOf(null, whole, frame, [])).toBeNull();
    expect(planOf({}, whole, frame, [])).toEqual(whole);
  });

  it('is signed with public ids and the wording of the pledges', () => {
    const text = JSON.stringify(signedPlan(whole));
    expect(text).not.toContain(lead);
    expect(text.match(/"organisation":"org_/g)).toHaveLength(8);
    expect(text.match(/本单位承诺/g)).toHaveLength(2);
  });
});

describe('the formal check of a plan', () => {
  let values: Record<string, number> = {};
  afterEach(() => (values = {}));
  const gaps = (more: Partial<Plan>): string[] => gapsOf({ ...whole, ...more }, frame, values);
  const wp = whole.workPackages[0]!;
  const budgetOf = (...parts: [string, string, string, string][]): Partial<Plan> => ({
    budget: parts.map(([organisationId, category, requested, selfFunding]) => ({
      ...{ organisationId, category: category as 'LABOUR', requested, selfFunding, year: 2026 },
    })),
  });

  it('finds nothing amiss in a whole one, and none missing until the programme asks for one', () => {
    expect(gapsOf(whole)).toEqual([]);
    expect(gapsOf(null)).toEqual([]);
    expect(gapsOf(null, frame, { 'plans.required': 1 })).toEqual(['PLAN plans.none']);
  });

  it('finds what is open in the work', () => {
    expect(gaps({ workPackages: [] })).toEqual([
      'PLAN plans.no-packages',
      'PLAN plans.party-idle',
      'PLAN plans.party-idle',
    ]);
    for (const more of [
      { tasks: '' },
      { startsOn: null },
      { endsOn: null },
      { shares: [{ organisationId: lead, personMonths: 0 }] },
    ])
      expect(gaps({ workPackages: [{ ...wp, ...more }, whole.workPackages[1]!] })[0]).toBe(
        'PLAN plans.package-open',
      );
    expect(gaps({ workPackages: [wp] })).toEqual(['PLAN plans.party-idle']);
  });

  it('takes more people than a party can have for a slip', () => {
    values = { 'plans.people-max': 2 };
    const month = { ...wp, startsOn: '2026-01-01', endsOn: '2026-01-31' };
    const worked = (personMonths: number): string[] =>
      gaps({
        workPackages: [
          { ...month, shares: [{ organisationId: lead, personMonths }] },
          whole.workPackages[1]!,
        ],
      });
    expect(worked(2)).toEqual([]);
    expect(worked(2.5)).toEqual(['PLAN plans.package-crowded']);
  });

  it('wants milestones that can be measured', () => {
    const [one] = whole.milestones;
    const [indicator] = one!.indicators;
    expect(gaps({ milestones: [] })).toEqual(['PLAN plans.no-milestones']);
    expect(gaps({ milestones: [{ ...one!, indicators: [] }] })).toEqual(['PLAN plans.milestone-open']);
    expect(gaps({ milestones: [{ ...one!, dueOn: null }] })).toEqual(['PLAN plans.milestone-open']);
    const vague = { ...one!, indicators: [{ ...indicator!, target: '明显改善' }] };
    expect(gaps({ milestones: [vague] })).toEqual(['PLAN plans.indicator-vague']);
  });

  it('wants every party’s pledge in the present wording', () => {
    expect(gaps({ pledges: whole.pledges.slice(0, 1) })).toEqual(['PLAN plans.pledge-missing']);
    expect(gaps({ pledges: whole.pledges.map((one) => ({ ...one, version: 0 })) })).toHaveLength(2);
  });

  it('wants the budget to balance to the cent, for each party too', () => {
    expect(gaps({ budget: [] })).toEqual(['BUDGET plans.no-budget']);
    const low = budgetOf([lead, 'LABOUR', '3499999.99', '600000.00']);
    expect(gaps(low)).toEqual(['BUDGET plans.budget-requested']);
    const self = budgetOf(
      [lead, 'LABOUR', '1750000.00', '599999.99'],
      [other, 'LABOUR', '1750000.00', '0.01'],
    );
    expect(gaps(self)).toEqual(['BUDGET plans.budget-self', 'BUDGET plans.budget-self']);
  });

  it('holds each party to its cap, and indirect costs to theirs', () => {
    values = { 'plans.party-share-max': 60 };
    const to = (a: string, b: string): string[] =>
      gaps(budgetOf([lead, 'LABOUR', a, '600000.00'], [other, 'LABOUR', b, '0.00']));
    expect(to('2100000.00', '1400000.00')).toEqual([]);
    expect(to('2100000.01', '1399999.99')).toEqual(['BUDGET plans.budget-share']);
    values = { 'plans.indirect-max': 40 };
    const indirect = (equipment: string, labour: string, overhead: string): string[] =>
      gaps(
        budgetOf(
          [lead, 'EQUIPMENT', equipment, '600000.00'],
          [lead, 'LABOUR', labour, '0.00'],
          [lead, 'INDIRECT', overhead, '0.00'],
        ),
      );
    expect(indirect('0.00', '2500000.00', '1000000.00')).toEqual([]);
    expect(indirect('0.01', '2499999.99', '1000000.00')).toEqual(['BUDGET plans.budget-indirect']);
  });
});

describe('sums', () => {
  const cents = fc.integer({ min: 0, max: 10 ** 12 }).map((n) => new Big(n).div(100).toFixed(2));
  const lines = fc.array(
    fc.record({
      organisationId: fc.constantFrom(lead, other, stranger),
      year: fc.integer({ min: 2025, max: 2027 }),
      category: fc.constantFrom(...BUDGET_CATEGORIES),
      ...{ requested: cents, selfFunding: cents },
    }),
  );

  it('of the parties are those of the plan, to the cent, in any order', () => {
    fc.assert(
      fc.property(lines, (budget) => {
        const plan = { ...whole, budget };
        const sum = sumOf(plan);
        const parts = partySums(plan);
        const added = (key: 'requested' | 'selfFunding' | 'total'): string =>
          parts.reduce((total, part) => total.plus(part[key]), new Big(0)).toFixed(2);
        expect([added('requested'), added('selfFunding'), added('total')]).toEqual([
          sum.requested,
          sum.selfFunding,
          sum.total,
        ]);
        expect(new Big(sum.requested).plus(sum.selfFunding).toFixed(2)).toBe(sum.total);
        expect(sumOf({ ...plan, budget: [...budget].reverse() })).toEqual(sum);
      }),
    );
  });

  it('balance exactly where the funding says the sum', () => {
    fc.assert(
      fc.property(lines, cents, (budget, requestedFunding) => {
        const unbalanced = gapsOf({ ...whole, budget }, { ...frame, requestedFunding }).includes(
          'BUDGET plans.budget-requested',
        );
        expect(unbalanced).toBe(
          budget.length > 0 && sumOf({ ...whole, budget }).requested !== requestedFunding,
        );
      }),
    );
  });
});
