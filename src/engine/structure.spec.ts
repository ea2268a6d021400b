import fc from 'fast-check';
import { combine, eachFactor, FACTORS, type Values } from './factors';
import { echoesOf } from './feedback';
import { fieldValue, freshValue, recordValue, regionValue, trlValue } from './structure';

describe('a factor', () => {
  it.each([
    [['C26'], ['C2613'], 1],
    [['26'], ['C26'], 1],
    [['C261'], ['C262'], 0.6],
    [['C2613'], ['C2614'], 0.8],
    [['C26'], ['C32'], 0.3],
    [['C26'], ['A01'], 0],
    [['A01', 'C26'], ['C2613'], 1],
    [['C'], ['C26'], 1],
  ])('of trades %p and %p is %p', (these, those, value) => expect(fieldValue(these, those)).toBe(value));

  it('of readiness takes more for as good as exact', () => {
    expect(trlValue(7, 9)).toBe(1);
    expect(trlValue(7, 4)).toBe(0.5);
    expect(trlValue(9, 1)).toBe(0);
  });

  it('of districts goes by what they share', () => {
    expect(regionValue('630104', '630104')).toBe(1);
    expect(regionValue('630104', '630121')).toBe(0.8);
    expect(regionValue('630104', '632801')).toBe(0.5);
    expect(regionValue('630104', '120104')).toBe(0);
  });

  it('of which nothing is known has no value', () => {
    const nothing = [
      fieldValue([], ['C26']),
      trlValue(null, 3),
      regionValue(null, '630104'),
      recordValue(0, 0),
    ];
    expect([...nothing, freshValue(0, 1)]).toEqual(Array(5).fill(undefined));
  });

  it('of a record doubts one talk, and of time fades', () => {
    expect(recordValue(1, 1)).toBeCloseTo(2 / 3, 12);
    expect(recordValue(20, 20)).toBeGreaterThan(0.95);
    expect(freshValue(1, 1)).toBe(1);
    expect(freshValue(1, 1 + 365 * 86_400_000)).toBeCloseTo(Math.exp(-1), 12);
  });
});

const WEIGHTS = eachFactor((factor) => (factor === 'text' ? 0.7 : 0.3 / 7));

const values = fc.record(
  Object.fromEntries(FACTORS.map((factor) => [factor, fc.double({ min: 0, max: 1, noNaN: true })])),
  { requiredKeys: [] },
) as fc.Arbitrary<Values>;

describe('the score', () => {
  it('is the sum of its parts, from 0 to 1, and no worse for what nobody knows', () => {
    fc.assert(
      fc.property(values, (known) => {
        const { score, contributions } = combine(known, WEIGHTS);
        const total = Object.values(contributions).reduce((sum, one) => sum + one, 0);
        expect(Math.abs(total - score)).toBeLessThan(1e-12);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
    expect(combine({ text: 0.5 }, WEIGHTS).score).toBe(0.5);
  });
});

describe('an opinion', () => {
  const like = (likeness: number, sign: 1 | -1 = 1) => ({ id: 'judged', sign, likeness: () => likeness });

  it('moves what is like the judged candidate, the more the liker it is', () => {
    const [near, far] = [0.8, 0.1].map((likeness) => echoesOf('other', [like(likeness)])[0]!.contribution);
    expect(near).toBeGreaterThan(far!);
    expect(far).toBeGreaterThan(0);
    expect(echoesOf('other', [like(0)])).toEqual([]);
    expect(echoesOf('judged', [like(0, -1)])[0]!.contribution).toBeLessThan(-0.2);
  });

  it('moves nothing further than the bound, however many there are', () => {
    const many = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(1 as const, -1 as const)),
    );
    fc.assert(
      fc.property(many, (all) => {
        const echoes = echoesOf(
          'other',
          all.map(([likeness, sign]) => like(likeness, sign)),
        );
        expect(Math.abs(echoes.reduce((sum, { contribution }) => sum + contribution, 0))).toBeLessThanOrEqual(
          0.3,
        );
      }),
    );
  });
});
