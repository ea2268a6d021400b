import fc from 'fast-check';
import { deviationOf, flagsOf, medianOf, modifiedZ, type Flag } from './assessment';

const LIMITS = { spread: 30, outlier: 15, z: 3.5 };
const kinds = (totals: number[], divided = false): string[] =>
  flagsOf(totals, divided, LIMITS).map(({ kind, at }) => (at === undefined ? kind : `${kind} ${at}`));

describe('the flags on the reviews of an application', () => {
  it.each<[string, number[], string[]]>([
    ['near each other', [78, 80, 82], []],
    ['one far below', [80, 82, 40], ['SPREAD', 'OUTLIER 2']],
    ['one far above', [40, 42, 44, 90], ['SPREAD', 'OUTLIER 3']],
    ['alike but for one near by: no outlier within the least distance', [80, 80.5, 84], []],
    ['all but one alike', [80, 80, 80, 80, 60], ['OUTLIER 4']],
    ['far apart, and nobody stands out', [50, 65, 80], ['SPREAD']],
    ['two alone have no outlier', [20, 90], ['SPREAD']],
    ['one', [20], []],
    ['none', [], []],
  ])('%s', (_, totals, expected) => {
    expect(kinds(totals)).toEqual(expected);
  });

  it('tell that some support it and some oppose it, and how many points lie between', () => {
    expect(flagsOf([70, 75.5, 80], true, LIMITS)).toEqual<Flag[]>([{ kind: 'DIVIDED', points: 10 }]);
  });

  it('are the same in any order', () => {
    const totals = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(totals, (given) => {
        const sorted = (list: number[]): string[] =>
          flagsOf(list, false, LIMITS)
            .map(({ kind, points }) => `${kind} ${points}`)
            .sort();
        expect(sorted([...given].reverse())).toEqual(sorted(given));
      }),
    );
  });

  it('rest on the textbook’s numbers', () => {
    expect(medianOf([1, 9, 3])).toBe(3);
    expect(medianOf([1, 9, 3, 5])).toBe(4);
    expect(() => medianOf([])).toThrow('median of nothing');
    expect(deviationOf([2, 4, 4, 4, 5, 5, 7, 9])).toBeCloseTo(2.138, 3);
    expect(deviationOf([5])).toBe(0);
    // MAD of these is 2: 0.6745 · 38 / 2.
    expect(modifiedZ([80, 82, 42, 80, 84])[2]).toBeCloseTo(12.8155, 4);
    expect(modifiedZ([80, 80, 80])).toEqual([0, 0, 0]);
    // More than half alike: 20 / (1.253314 · 4).
    expect(modifiedZ([80, 80, 80, 80, 60])[4]).toBeCloseTo(3.9894, 4);
  });
});
