/** Grades in the order of a ranker, best first; those of equal score stand together. */
export type Ranking = readonly (readonly number[])[];

/** The order that scores give to grades; `scores` and `grades` are of the same candidates. */
export function rankingOf(scores: ArrayLike<number>, grades: readonly number[]): Ranking {
  const order = Uint32Array.from(grades, (_, at) => at).sort((a, b) => scores[b]! - scores[a]!);
  const ranking: number[][] = [];
  let last = Number.NaN;
  for (const at of order) {
    const score = scores[at]!;
    if (!Number.isFinite(score)) throw new Error(`a score is ${score}`);
    if (score === last) ranking.at(-1)!.push(grades[at]!);
    else ranking.push([grades[at]!]);
    last = score;
  }
  return ranking;
}

/** Counts and sums of grades met so far, by grade (a Fenwick tree): what lies below a grade in O(log n). */
class Met {
  private readonly counts: Float64Array;
  private readonly sums: Float64Array;
  private readonly steps: ReadonlyMap<number, number>;

  constructor(sortedGrades: readonly number[]) {
    this.steps = new Map([...new Set(sortedGrades)].map((grade, at) => [grade, at + 1]));
    this.counts = new Float64Array(this.steps.size + 1);
    this.sums = new Float64Array(this.steps.size + 1);
  }

  add(grade: number): void {
    for (let at = this.steps.get(grade)!; at < this.counts.length; at += at & -at) {
      this.counts[at]!++;
      this.sums[at]! += grade;
    }
  }

  /** Σ (grade − met) over those met that are below the grade. */
  shortfall(grade: number): number {
    let sum = 0;
    for (let at = this.steps.get(grade)! - 1; at > 0; at -= at & -at)
      sum += grade * this.counts[at]! - this.sums[at]!;
    return sum;
  }
}

const ascending = (grades: readonly number[]): number[] => [...grades].sort((a, b) => a - b);

/** Σ |difference| over all pairs. */
const spread = (grades: readonly number[]): number =>
  ascending(grades).reduce((sum, grade, at) => sum + grade * (2 * at - grades.length + 1), 0);

/**
 * The share of the grade differences that is ordered wrongly, equal scores half: 0 perfect, 0.5 random, 1 reversed;
 * undefined where all grades are equal. O(n log n).
 */
export function lossOf(ranking: Ranking): number | undefined {
  const grades = ascending(ranking.flat());
  if (grades.length === 0 || grades[0] === grades.at(-1)) return undefined;
  const above = new Met(grades);
  let wrong = 0;
  for (const tied of ranking) {
    for (const grade of tied) wrong += above.shortfall(grade);
    wrong += spread(tied) / 2;
    for (const grade of tied) above.add(grade);
  }
  return wrong / spread(grades);
}

const graded = (ranking: Ranking, least: number): Ranking =>
  ranking.map((tied) => tied.map((grade) => (grade >= least ? 1 : 0)));

/** How likely a relevant candidate (grade ≥ `least`) is above another, 0 to 1; undefined unless there are both. */
export function aucOf(ranking: Ranking, least: number): number | undefined {
  const loss = lossOf(graded(ranking, least));
  return loss === undefined ? undefined : 1 - loss;
}

/** What is to be expected at each of the first ranks, where those of equal score come in any order. */
function expected(ranking: Ranking, ranks: number, gain: (grade: number) => number): number[] {
  const gains: number[] = [];
  for (const tied of ranking) {
    const mean = tied.reduce((sum, grade) => sum + gain(grade), 0) / tied.length;
    for (let n = 0; n < tied.length && gains.length < ranks; n++) gains.push(mean);
  }
  return gains;
}

const gainOf = (grade: number): number => 2 ** grade - 1;
const discounted = (gains: readonly number[]): number =>
  gains.reduce((sum, gain, at) => sum + gain / Math.log2(at + 2), 0);

/** NDCG of the first `ranks`, gain 2^grade − 1, 0 to 1; undefined where no grade is above 0. */
export function ndcgOf(ranking: Ranking, ranks: number): number | undefined {
  const ideal = ascending(ranking.flat())
    .reverse()
    .map((grade) => [grade]);
  if (!(ideal[0] && ideal[0][0]! > 0)) return undefined;
  const gain = (grade: number): number => Math.max(0, gainOf(grade));
  return discounted(expected(ranking, ranks, gain)) / discounted(expected(ideal, ranks, gain));
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const relevant = (ranking: Ranking, least: number): number => sumOf(graded(ranking, least).flat());
const hits = (ranking: Ranking, ranks: number, least: number): number =>
  sumOf(expected(graded(ranking, least), ranks, Number));

/** The share of relevant ones among the first `ranks`, 0 to 1; undefined where nothing is relevant. */
export const precisionOf = (ranking: Ranking, ranks: number, least: number): number | undefined =>
  relevant(ranking, least) > 0 ? hits(ranking, ranks, least) / ranks : undefined;

/** The share of the relevant ones that is among the first `ranks`, 0 to 1; undefined where nothing is relevant. */
export const recallOf = (ranking: Ranking, ranks: number, least: number): number | undefined =>
  relevant(ranking, least) > 0 ? hits(ranking, ranks, least) / relevant(ranking, least) : undefined;

/** 1 / the rank of the first relevant one, as is to be expected of ties; undefined where nothing is relevant. */
export function reciprocalRankOf(ranking: Ranking, least: number): number | undefined {
  let before = 0;
  for (const tied of graded(ranking, least)) {
    const fitting = sumOf(tied);
    if (fitting > 0) return expectedReciprocal(before, tied.length, fitting);
    before += tied.length;
  }
  return undefined;
}

/** Of `fitting` among `count` in any order, after `before` others: E[1 / rank of the first]. */
function expectedReciprocal(before: number, count: number, fitting: number): number {
  let sum = 0;
  let none = 1;
  for (let at = 0; at <= count - fitting; at++) {
    const here = fitting / (count - at);
    sum += (none * here) / (before + at + 1);
    none *= 1 - here;
  }
  return sum;
}
