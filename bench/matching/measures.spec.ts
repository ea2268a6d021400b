import fc from 'fast-check';
import {
  aucOf,
  lossOf,
  ndcgOf,
  precisionOf,
  rankingOf,
  recallOf,
  reciprocalRankOf,
  type Ranking,
} from './measures';

/** The definition, pair by pair. */
function pairwise(scores: readonly number[], grades: readonly number[]): number | undefined {
  let wrong = 0;
  let all = 0;
  grades.forEach((better, a) =>
    grades.forEach((worse, b) => {
      if (better <= worse) return;
      all += better - worse;
      if (scores[a]! < scores[b]!) wrong += better - worse;
      if (scores[a] === scores[b]) wrong += (better - worse) / 2;
    }),
  );
  return all > 0 ? wrong / all : undefined;
}

/** Every order of a ranking in which the ties could stand. */
function orders(ranking: Ranking): number[][] {
  const permutations = (rest: readonly number[]): number[][] =>
    rest.length === 0
      ? [[]]
      : rest.flatMap((one, at) => permutations(rest.toSpliced(at, 1)).map((tail) => [one, ...tail]));
  return ranking.reduce<number[][]>(
    (heads, tied) => heads.flatMap((head) => permutations(tied).map((tail) => [...head, ...tail])),
    [[]],
  );
}

const strict = (...grades: number[]): Ranking => grades.map((grade) => [grade]);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const pairs = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -4, max: 12 })), {
  maxLength: 40,
});

describe('loss', () => {
  it('is that of its definition, for any scores and fractional grades', () => {
    fc.assert(
      fc.property(pairs, (given) => {
        const scores = given.map(([score]) => score);
        const grades = given.map(([, grade]) => grade / 4);
        const [fast, slow] = [lossOf(rankingOf(scores, grades)), pairwise(scores, grades)];
        if (slow === undefined) expect(fast).toBeUndefined();
        else expect(fast).toBeCloseTo(slow, 10);
      }),
    );
  });

  it('is 0 for the right order, 1 for the reverse, a half where all is tied', () => {
    expect(lossOf(strict(3, 2, 0.5))).toBe(0);
    expect(lossOf(strict(0.5, 2, 3))).toBe(1);
    expect(lossOf([[3, 0.5, 2]])).toBe(0.5);
  });

  it('weighs a pair by its difference', () => expect(lossOf(strict(1, 3, 0))).toBeCloseTo(2 / 6));

  it('is not there without a pair of different grade', () => {
    expect(lossOf(strict(2, 2))).toBeUndefined();
    expect(lossOf([])).toBeUndefined();
  });

  it('of 2,000 candidates takes a few milliseconds', () => {
    const scores = Array.from({ length: 2_000 }, (_, at) => Math.sin(at));
    const grades = scores.map((_, at) => Math.cos(at * 7));
    const began = performance.now();
    for (let n = 0; n < 10; n++) lossOf(rankingOf(scores, grades));
    expect((performance.now() - began) / 10).toBeLessThan(50);
  });
});

it('a score that is no number is an error, not a rank', () => {
  expect(() => rankingOf([1, Number.NaN], [0, 1])).toThrow('a score is NaN');
});

describe('NDCG@10', () => {
  it('is what the formula gives', () => {
    const at = (rank: number): number => 1 / Math.log2(rank + 1);
    expect(ndcgOf(strict(0, 3, 1), 10)).toBeCloseTo((7 * at(2) + at(3)) / (7 * at(1) + at(2)), 12);
  });

  it('sees the first ten only', () => {
    expect(ndcgOf(strict(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), 10)).toBe(0);
  });

  it('is not there where no grade is above 0', () => expect(ndcgOf(strict(0, 0), 10)).toBeUndefined());
});

describe('AUC', () => {
  it('counts relevant pairs in order, ties half', () => {
    expect(aucOf(strict(3, 0, 2, 1), 1.5)).toBeCloseTo(3 / 4);
    expect(aucOf([[3, 0]], 1.5)).toBe(0.5);
  });

  it('needs both kinds', () => {
    expect(aucOf(strict(3, 2), 1.5)).toBeUndefined();
    expect(aucOf(strict(1, 0), 1.5)).toBeUndefined();
  });
});

describe('the first ranks', () => {
  it('count what is relevant', () => {
    expect(precisionOf(strict(2, 0, 3, 0, 0, 2), 5, 1.5)).toBeCloseTo(2 / 5);
    expect(recallOf(strict(2, 0, 3, 0, 0, 2), 5, 1.5)).toBeCloseTo(2 / 3);
    expect(reciprocalRankOf(strict(0, 1, 2), 1.5)).toBeCloseTo(1 / 3);
  });

  it('say nothing where nothing is relevant', () => {
    const none = strict(0, 1);
    expect([precisionOf(none, 5, 1.5), recallOf(none, 10, 1.5), reciprocalRankOf(none, 1.5)]).toEqual(
      Array(3).fill(undefined),
    );
  });

  const tied: Ranking = [[0, 2], [1, 0, 2], [1]];
  it.each([
    ['precision', (ranking: Ranking) => precisionOf(ranking, 2, 2)!],
    ['recall', (ranking: Ranking) => recallOf(ranking, 3, 2)!],
    ['reciprocal rank', (ranking: Ranking) => reciprocalRankOf(ranking, 1)!],
    ['NDCG', (ranking: Ranking) => ndcgOf(ranking, 3)!],
  ])('take ties as if in any order: %s', (_, measure) => {
    for (const ranking of [tied, [tied.flat()]])
      expect(measure(ranking)).toBeCloseTo(mean(orders(ranking).map((order) => measure(strict(...order)))));
  });
});
