import fc from 'fast-check';
import { canonical } from '../../kernel/canonical';
import { changesOf } from './changes';

const content = {
  title: '碳酸锂',
  leader: null,
  agreement: { risks: '共担', tasks: null },
  parties: [
    { organisation: 'org_a', role: 'LEAD', task: '中试' },
    { organisation: 'org_b', role: 'PARTICIPANT', task: '材料' },
  ],
  plan: {
    budget: [
      { organisation: 'org_a', year: 2025, category: 'LABOUR', requested: '1.00' },
      { organisation: 'org_a', year: 2026, category: 'LABOUR', requested: '2.00' },
    ],
    workPackages: [
      { title: 'WP1', organisation: 'org_a', shares: [{ organisation: 'org_a', personMonths: 3 }] },
    ],
  },
};

describe('what a version changed', () => {
  it('is told field by field, with what was and what is', () => {
    const after = {
      ...content,
      title: '氯化锂',
      leader: 'person_a',
      agreement: { risks: '共担', tasks: '分工' },
    };
    expect(changesOf(content, after)).toEqual([
      { path: 'agreement.tasks', before: null, after: '分工' },
      { path: 'leader', before: null, after: 'person_a' },
      { path: 'title', before: '碳酸锂', after: '氯化锂' },
    ]);
  });

  it('finds elements by what names them: one put in before others does not change those', () => {
    const budget = [
      { organisation: 'org_b', year: 2025, category: 'LABOUR', requested: '5.00' },
      ...content.plan.budget.map((line) => (line.year === 2026 ? { ...line, requested: '3.00' } : line)),
    ];
    expect(changesOf(content, { ...content, plan: { ...content.plan, budget } })).toEqual([
      { path: 'plan.budget.org_a 2026 LABOUR.requested', before: '2.00', after: '3.00' },
      { path: 'plan.budget.org_b 2025 LABOUR', before: null, after: canonical(budget[0]) },
    ]);
    const parties = content.parties.slice(0, 1);
    expect(changesOf(content, { ...content, parties })).toEqual([
      { path: 'parties.org_b', before: canonical(content.parties[1]), after: null },
    ]);
  });

  it('tells of another order as a whole', () => {
    const budget = [...content.plan.budget].reverse();
    expect(changesOf(content, { ...content, plan: { ...content.plan, budget } })).toEqual([
      { path: 'plan.budget', before: canonical(content.plan.budget), after: canonical(budget) },
    ]);
  });

  const element = fc.record({ title: fc.constantFrom('a', 'b', 'c'), n: fc.option(fc.integer()) });
  const value = fc.record({
    ...{
      text: fc.option(fc.string()),
      list: fc.array(element, { maxLength: 4 }),
      tags: fc.array(fc.string()),
    },
    inner: fc.option(fc.dictionary(fc.string(), fc.option(fc.string()))),
  });
  const without = (one: unknown): string =>
    canonical(JSON.parse(JSON.stringify(one, (_, v: unknown) => v ?? undefined)));

  it('is nothing exactly where both say the same; there and back tell of the same fields', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(changesOf(a, structuredClone(a))).toEqual([]);
        const there = changesOf(a, b);
        if (without(a) !== without(b)) expect(there.length).toBeGreaterThan(0);
        const back = changesOf(b, a).map(({ path, before, after }) => ({
          path,
          before: after,
          after: before,
        }));
        expect(back).toEqual(there);
      }),
    );
  });
});
