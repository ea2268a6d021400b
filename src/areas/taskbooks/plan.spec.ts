import { budgetFault, planFault, planIn, type Frame } from './plan';
import type { TaskBookPlan } from './taskbook';

const FRAME: Frame = {
  grantedFunding: '1000000.10',
  partyIds: ['a', 'b'],
  startsOn: '2025-12-01',
  endsOn: '2027-11-30',
};
const line = (organisationId: string, year: number, amount: string) => ({ organisationId, year, amount });
const PLAN: TaskBookPlan = {
  objectives: '建成中试线',
  indicators: [{ name: '钠含量', unit: 'ppm', baseline: '600', target: '≤ 50', needTarget: '≤ 50' }],
  milestones: [{ title: '小试', dueOn: '2026-06-30', deliverable: '工艺包' }],
  budget: [line('a', 2026, '1000000'), line('b', 2027, '0.10')],
};

describe('a budget', () => {
  it.each([
    ['adds up to the fen', PLAN.budget, undefined],
    ['is short of one fen', [line('a', 2026, '1000000.09')], 'taskbooks.budget-unbalanced'],
    ['is above by one fen', [line('a', 2026, '1000000.11')], 'taskbooks.budget-unbalanced'],
    ['is empty', [], 'taskbooks.budget-unbalanced'],
    ['has a line of no party', [line('c', 2026, '1000000.10')], 'taskbooks.budget-stranger'],
    ['has a line before the project', [line('a', 2024, '1000000.10')], 'taskbooks.budget-year'],
    ['has a line after the project', [line('a', 2028, '1000000.10')], 'taskbooks.budget-year'],
    ['has a line twice', [line('a', 2026, '1000000'), line('a', 2026, '0.10')], 'taskbooks.budget-twice'],
  ])('%s', (_, budget, code) => {
    expect(budgetFault(budget, FRAME)?.code).toBe(code);
  });

  it('is not added up in binary fractions', () => {
    const tenths = Array.from({ length: 10 }, (_, at) => line('a', 2000 + at, '0.1'));
    const frame = { ...FRAME, grantedFunding: '1.00', startsOn: '2000-01-01', endsOn: '2009-12-31' };
    expect(budgetFault(tenths, frame)).toBeUndefined();
  });
});

describe('a plan', () => {
  it.each([
    ['stands', {}, undefined],
    ['says no objectives', { objectives: '' }, 'taskbooks.objectives'],
    ['has no indicators', { indicators: [] }, 'taskbooks.no-indicators'],
    ['has no milestones', { milestones: [] }, 'taskbooks.no-milestones'],
    [
      'has a milestone after the end',
      { milestones: [{ ...PLAN.milestones[0]!, dueOn: '2027-12-01' }] },
      'taskbooks.milestone-outside',
    ],
  ])('%s', (_, part, code) => {
    expect(planFault({ plan: { ...PLAN, ...part }, ...FRAME })?.code).toBe(code);
  });

  it('keeps what the need asks for, whatever the parties promise, and refuses to drop it', () => {
    const [metric] = PLAN.indicators;
    const own = { name: '专利', target: '≥ 3' };
    const given = { ...PLAN, indicators: [{ ...metric!, target: '≤ 60' }, own] };
    expect(planIn(given, PLAN).indicators).toEqual([
      { ...metric, target: '≤ 60', needTarget: '≤ 50' },
      { ...own, unit: null, baseline: null, needTarget: null },
    ]);
    expect(() => planIn({ ...PLAN, indicators: [own] }, PLAN)).toThrow(/钠含量/);
    expect(() => planIn({ ...PLAN, indicators: [metric!, metric!] }, PLAN)).toThrow(/twice/);
  });
});
