import fc from 'fast-check';
import { completenessOf, CRITERIA, holdsNumber, missingFrom } from './completeness';

const EMPTY = {
  title: '',
  description: '',
  keywords: [] as string[],
  sectors: [] as string[],
  metrics: [] as { name: string; unit: null; current: null; target: string }[],
  budgetMin: null as string | null,
  budgetMax: null as string | null,
  deadline: null as string | null,
  trlNow: null as number | null,
  trlWanted: null as number | null,
};
const FULL = {
  title: '高镁锂比卤水提锂吸附剂',
  description: '盐'.repeat(60),
  keywords: ['提锂', '吸附剂'],
  sectors: ['C26'],
  metrics: [{ name: '溶损率', unit: null, current: null, target: '0.05' }],
  budgetMin: null,
  budgetMax: '3500000.00',
  deadline: '2025-12-31',
  trlNow: 4,
  trlWanted: 7,
};

const content = fc.record({
  title: fc.string({ maxLength: 20 }),
  description: fc.string({ maxLength: 80 }),
  keywords: fc.array(fc.string(), { maxLength: 3 }),
  sectors: fc.array(fc.constant('C26'), { maxLength: 1 }),
  metrics: fc.constantFrom(EMPTY.metrics, FULL.metrics),
  budgetMin: fc.constantFrom(null, '1.00'),
  budgetMax: fc.constantFrom(null, '2.00'),
  deadline: fc.constantFrom(null, '2025-12-31'),
  trlNow: fc.constantFrom(null, 4),
  trlWanted: fc.constantFrom(null, 7),
});

describe('completeness', () => {
  it('goes from 0 to 100', () => {
    expect(completenessOf(EMPTY)).toBe(0);
    expect(completenessOf(FULL)).toBe(100);
    expect(CRITERIA.reduce((sum, { points }) => sum + points, 0)).toBe(100);
  });

  it('lists what is missing, the heaviest first', () => {
    expect(missingFrom(FULL)).toEqual([]);
    const points = missingFrom(EMPTY).map((criterion) => criterion.points);
    expect(points).toEqual([...points].sort((a, b) => b - a));
  });

  it('and what is missing make 100 together', () => {
    fc.assert(
      fc.property(content, (need) => {
        const missing = missingFrom(need).reduce((sum, { points }) => sum + points, 0);
        expect(completenessOf(need) + missing).toBe(100);
      }),
    );
  });

  it('counts characters as people do', () => {
    const points = (description: string): number => completenessOf({ ...EMPTY, description });
    expect(points('𠮷'.repeat(59))).toBe(0);
    expect(points('𠮷'.repeat(60))).toBe(25);
  });

  it('counts a metric only when its target has a number', () => {
    const points = (...targets: string[]): number =>
      completenessOf({
        ...EMPTY,
        metrics: targets.map((target) => ({ name: '纯度', unit: null, current: null, target })),
      });
    expect([points('国际一流'), points('as high as possible'), points('国际一流', '≥ 99.9 %')]).toEqual([
      0, 0, 25,
    ]);
  });

  it('asks for both levels of readiness', () => {
    expect(completenessOf({ ...EMPTY, trlNow: 4 })).toBe(0);
    expect(completenessOf({ ...EMPTY, trlNow: 4, trlWanted: 6 })).toBe(5);
  });
});

describe('a number in a text', () => {
  it.each([
    ...['≤ 50', '0.05', '９５％', '约40℃', 'pH7', '10⁴', '5N', '四十', '循环两百次', '二十五度', '衰减三成'],
    ...[
      '一倍',
      '半年',
      '两个月',
      '三分之一',
      '减半',
      '翻一番',
      '零排放',
      'ten times',
      'Half of it',
      'up to 3 kW',
    ],
  ])('is in “%s”', (text) => expect(holdsNumber(text)).toBe(true));

  it.each([
    ...[
      '',
      '国际一流',
      '十分稳定',
      '千万不要',
      '一定提高',
      'Li₂CO₃',
      'CO2',
      'C26',
      '零件',
      '万一',
      '一次完成',
    ],
    ...['as good as new', 'often', 'one of the best'],
  ])('is not in “%s”', (text) => expect(holdsNumber(text)).toBe(false));
});
