import { seeded } from './algebra';
import { Pace } from './pace';
import { setting } from '../kernel/settings';
import { scoreOf, type Values, type Weights } from './factors';

/** One candidate that an organisation has judged for a need. */
export interface JudgedPair {
  readonly needId: string;
  /** Who judged. */
  readonly organisationId: string;
  readonly features: Values;
  /** Higher is better; only differences within a need count. */
  readonly grade: number;
}

/** What one organisation judged of one need, with different grades. */
export interface JudgedNeed<P extends JudgedPair = JudgedPair> {
  readonly needId: string;
  readonly organisationId: string;
  readonly pairs: readonly P[];
}

/** How a comparison on judged needs can end. */
export const OUTCOMES = [
  'ADOPT',
  'TOO_FEW_NEEDS',
  'TOO_FEW_ORGANISATIONS',
  'NOT_BETTER',
  'NOT_SURE',
] as const;

/** What a comparison on judged needs came to; losses from 0 to 1, null where nothing was compared. */
export interface Outcome {
  readonly verdict: (typeof OUTCOMES)[number];
  readonly adopt: boolean;
  readonly lossBefore: number | null;
  readonly lossAfter: number | null;
  /** The share of resamples in which the new way loses less, 0 to 1. */
  readonly certainty: number;
  /** Needs with candidates of different grades. */
  readonly needs: number;
}

/** What orders judged needs in another way is adopted when its loss is lower by more than this. */
export const ADOPT_MARGIN = setting('matching.adopt-margin', 0.005, {
  zh: '夜间学习的新权重在留出需求上的损失至少降低多少才采用（0–1）',
  en: 'How much less the weights learned at night must lose on held-out needs to be adopted (0 to 1)',
  max: 1,
});

/** Fewer judged needs teach nothing. */
export const LEAST_NEEDS = 30;
/** The share of the total that the judgements of one organisation weigh at most. */
export const MOST_OF_ONE = 0.2;
/** The share of resamples in which what is adopted must lose less. */
const CERTAIN = 0.95;
const RESAMPLES = 1_000;

/** Says whether other features order what was judged better. Pure, and it gives the process away between needs. */
export async function tryFeatures<P extends JudgedPair>(
  pairs: readonly P[],
  featuresOf: (pair: P) => Values,
  weights: Weights,
  margin = ADOPT_MARGIN.value,
): Promise<Outcome> {
  const judged = judgedNeeds(pairs);
  const few = tooFew(judged);
  if (few) return few;
  const pace = new Pace({}, judged.length);
  const [before, after]: [number[], number[]] = [[], []];
  for (const { pairs: own } of judged) {
    before.push(lossOf(own, weights));
    after.push(
      lossOf(
        own.map((pair) => ({ ...pair, features: featuresOf(pair) })),
        weights,
      ),
    );
    if (pace.due(1)) await pace.pause();
  }
  return outcomeOf(judged, before, after, margin);
}

/** The judgements by need and organisation, where grades differ; in an order that does not depend on that of the pairs. */
export function judgedNeeds<P extends JudgedPair>(pairs: readonly P[]): JudgedNeed<P>[] {
  const groups = new Map<string, P[]>();
  for (const pair of pairs) {
    const key = `${pair.needId} ${pair.organisationId}`;
    const group = groups.get(key);
    if (group) group.push(pair);
    else groups.set(key, [pair]);
  }
  return [...groups.keys()]
    .sort()
    .map((key) => groups.get(key)!)
    .filter((group) => group.some(({ grade }) => grade !== group[0]!.grade))
    .map((group) => ({ needId: group[0]!.needId, organisationId: group[0]!.organisationId, pairs: group }));
}

/** The organisations that judged. */
export const organisationsOf = (judged: readonly JudgedNeed[]): Set<string> =>
  new Set(judged.map(({ organisationId }) => organisationId));

const countNeeds = (judged: readonly JudgedNeed[]): number =>
  new Set(judged.map(({ needId }) => needId)).size;

/** Why so little says nothing; undefined where there is enough. */
export function tooFew(judged: readonly JudgedNeed[]): Outcome | undefined {
  const needs = countNeeds(judged);
  const none = { adopt: false, lossBefore: null, lossAfter: null, certainty: 0, needs };
  if (needs < LEAST_NEEDS) return { ...none, verdict: 'TOO_FEW_NEEDS' };
  if (organisationsOf(judged).size < 1 / MOST_OF_ONE) return { ...none, verdict: 'TOO_FEW_ORGANISATIONS' };
  return undefined;
}

/** What the losses of two ways come to, need by need in the order of `judged`. */
export function outcomeOf(
  judged: readonly JudgedNeed[],
  before: readonly number[],
  after: readonly number[],
  margin: number,
): Outcome {
  const shares = sharesOf(judged);
  const mean = (losses: readonly number[]): number =>
    losses.reduce((sum, loss, n) => sum + loss * shares[n]!, 0);
  const [lossBefore, lossAfter] = [mean(before), mean(after)];
  const certainty = certaintyOf(before.map((loss, n) => (loss - after[n]!) * shares[n]!));
  const better = lossBefore - lossAfter > margin;
  const verdict = !better ? 'NOT_BETTER' : certainty < CERTAIN ? 'NOT_SURE' : 'ADOPT';
  return { verdict, adopt: verdict === 'ADOPT', lossBefore, lossAfter, certainty, needs: countNeeds(judged) };
}

/** Weighted Kendall loss: the difference in grade over wrongly ordered pairs (ties half), of that over all pairs. */
export function lossOf(pairs: readonly JudgedPair[], weights: Weights): number {
  const scores = pairs.map(({ features }) => scoreOf(features, weights));
  let [wrong, all] = [0, 0];
  eachPair(pairs.length, (i, j) => {
    const [grade, score] = [pairs[i]!.grade - pairs[j]!.grade, scores[i]! - scores[j]!];
    const tie = Math.abs(score) < 1e-12;
    wrong += Math.abs(grade) * (tie ? 0.5 : grade > 0 === score > 0 ? 0 : 1);
    all += Math.abs(grade);
  });
  return all > 0 ? wrong / all : 0;
}

/** Visits every two of so many. */
export function eachPair(count: number, visit: (i: number, j: number) => void): void {
  for (let i = 0; i < count; i++) for (let j = i + 1; j < count; j++) visit(i, j);
}

/** What each of these weighs, 1 in all: no need more than another, no organisation more than it may. */
export function sharesOf(lessons: readonly JudgedNeed[]): number[] {
  const judges = new Map<string, number>();
  for (const { needId } of lessons) judges.set(needId, (judges.get(needId) ?? 0) + 1);
  const own = lessons.map(({ needId }) => 1 / judges.get(needId)!);
  const sums = new Map<string, number>();
  lessons.forEach(({ organisationId: id }, n) => sums.set(id, (sums.get(id) ?? 0) + own[n]!));
  const cap = capOf([...sums.values()].sort((a, b) => b - a));
  const total = [...sums.values()].reduce((all, sum) => all + Math.min(sum, cap), 0);
  return lessons.map(({ organisationId: id }, n) => (own[n]! * Math.min(1, cap / sums.get(id)!)) / total);
}

/** What an organisation may count, so that none has more than its share of what then counts in all; sums descend. */
function capOf(sums: readonly number[]): number {
  const most = Math.max(MOST_OF_ONE, 1 / sums.length);
  let rest = sums.reduce((all, sum) => all + sum, 0);
  for (let capped = 0; capped < sums.length; capped++) {
    const cap = (most * rest) / (1 - most * capped);
    if (sums[capped]! <= cap * (1 + 1e-9)) return cap;
    rest -= sums[capped]!;
  }
  return sums.at(-1) ?? 0;
}

/** The share of resamples of the lessons (paired bootstrap) in which the gains add up to more than nothing. */
function certaintyOf(gains: readonly number[]): number {
  const random = seeded(gains.length);
  let better = 0;
  for (let n = 0; n < RESAMPLES; n++) {
    let sum = 0;
    for (let drawn = 0; drawn < gains.length; drawn++) sum += gains[Math.floor(random() * gains.length)]!;
    if (sum > 0) better++;
  }
  return better / RESAMPLES;
}
