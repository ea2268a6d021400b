import fc from 'fast-check';
import { nextPeriod, takenUp } from './earlier-plan';

const was = { startsOn: '2023-12-01', endsOn: '2025-11-30' };
const plan = {
  workPackages: [{ title: '中试', tasks: '放大', organisationId: 'a', startsOn: '2024-01-31', endsOn: null, shares: [{ organisationId: 'a', personMonths: 6 }] }],
  budget: ([2023, 2024, 2025] as const).map((year) => ({ organisationId: 'a', year, category: 'LABOUR' as const, requested: '1.00', selfFunding: '2.00' })),
  milestones: [{ title: '验收', dueOn: '2025-11-30', indicators: [{ name: '纯度', unit: '%', baseline: '98', target: '99.5', metric: '纯度' }] }],
  pledges: [{ organisationId: 'a', version: 1 }],
}; // prettier-ignore

describe('an earlier plan as the beginning of another', () => {
  it('begins in the next month and lasts as long', () => {
    expect(nextPeriod(was, '2026-03-15')).toEqual({ startsOn: '2026-04-01', endsOn: '2028-03-31' });
    expect(nextPeriod(was, '2025-12-31')).toEqual({ startsOn: '2026-01-01', endsOn: '2027-12-31' });
  });

  it('keeps the work, and leaves amounts, pledges and the metrics of another need behind', () => {
    const taken = takenUp(plan, was, nextPeriod(was, '2026-03-15'));
    expect(taken.workPackages[0]).toMatchObject({ title: '中试', startsOn: '2026-05-31', endsOn: null });
    expect(taken.budget.map(({ year, requested, selfFunding }) => [year, requested, selfFunding])).toEqual([
      [2026, '0.00', '0.00'],
      [2027, '0.00', '0.00'],
      [2028, '0.00', '0.00'],
    ]);
    expect(taken.milestones[0]).toMatchObject({
      dueOn: '2028-03-31',
      indicators: [{ name: '纯度', metric: null }],
    });
    expect(taken.pledges).toEqual([]);
  });

  it('folds years beyond the new end into its last', () => {
    const taken = takenUp(plan, was, nextPeriod(was, '2025-12-31'));
    expect(taken.budget.map(({ year }) => year)).toEqual([2026, 2027]);
  });

  const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }).map((at) => at.toISOString().slice(0, 10)); // prettier-ignore

  it('stays inside its period, whatever the day', () => {
    fc.assert(
      fc.property(day, day, day, day, (a, b, inside, today) => {
        const [startsOn, endsOn] = [a, b].sort() as [string, string];
        const dueOn = inside < startsOn ? startsOn : inside > endsOn ? endsOn : inside;
        const is = nextPeriod({ startsOn, endsOn }, today);
        expect(is.startsOn > today && is.startsOn <= is.endsOn).toBe(true);
        const day = { ...plan.workPackages[0]!, startsOn: dueOn, endsOn: dueOn };
        const old = { ...plan, workPackages: [day], milestones: [{ title: 'x', dueOn, indicators: [] }] };
        const moved = takenUp(old, { startsOn, endsOn }, is);
        const [work] = moved.workPackages;
        const days = [is.startsOn, work!.startsOn!, work!.endsOn!, is.endsOn];
        expect([...days].sort()).toEqual(days);
        const due = moved.milestones[0]!.dueOn!;
        expect(is.startsOn <= due && due <= is.endsOn).toBe(true);
      }),
    );
  });
});
