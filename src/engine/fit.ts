import { solvePositive } from './algebra';
import { Pace } from './pace';
import { eachFactor, FACTORS, type Weights } from './factors';
import {
  ADOPT_MARGIN,
  eachPair,
  judgedNeeds,
  lossOf,
  organisationsOf,
  outcomeOf,
  sharesOf,
  tooFew,
  type JudgedNeed,
  type JudgedPair,
  type Outcome,
} from './trial';

/** What a fit came to; losses are those on held-out needs. */
export interface Fit extends Outcome {
  readonly weights: Weights;
}

const FOLDS = 5;
/** The weights in use count as much as this many judged needs. */
const PRIOR_NEEDS = 5;
const F = FACTORS.length;

/** What one organisation's judgements of one need teach. */
interface Lesson extends JudgedNeed {
  /** Means over pairs of candidates: products of the differences in features, and with the difference in grade. */
  readonly cross: Float64Array;
  readonly pull: Float64Array;
}

/**
 * Learns weights from judgements and says whether they are to be adopted. Pure: the same input, the same answer. It
 * gives the process away between steps.
 */
export async function fitWeights(
  pairs: readonly JudgedPair[],
  current: Weights,
  margin = ADOPT_MARGIN.value,
): Promise<Fit> {
  const lessons = lessonsOf(pairs);
  const few = tooFew(lessons);
  if (few) return { ...few, weights: current };
  const pace = new Pace({}, lessons.length);
  const { before, after } = await heldOut(lessons, current, pace);
  const weights = await steadyWeights(lessons, current, pace);
  return { ...outcomeOf(lessons, before, after, margin), weights };
}

/** The weights that judgements ask for, each organisation within its share, shrunk towards those in use. */
export const leaning = (pairs: readonly JudgedPair[], current: Weights): Weights =>
  regress(lessonsOf(pairs), current);

const lessonsOf = (pairs: readonly JudgedPair[]): Lesson[] => judgedNeeds(pairs).map(lessonOf);

function lessonOf(judged: JudgedNeed): Lesson {
  const { pairs } = judged;
  const grades = pairs.map(({ grade }) => grade);
  const range = Math.max(...grades) - Math.min(...grades);
  const [cross, pull, change] = [new Float64Array(F * F), new Float64Array(F), new Float64Array(F)];
  const count = (pairs.length * (pairs.length - 1)) / 2;
  eachPair(pairs.length, (i, j) => {
    const [a, b] = [pairs[i]!.features, pairs[j]!.features];
    FACTORS.forEach((factor, f) => (change[f] = (a[factor] ?? NaN) - (b[factor] ?? NaN) || 0));
    const grade = (grades[i]! - grades[j]!) / range;
    for (let f = 0; f < F; f++) {
      pull[f]! += (grade * change[f]!) / count;
      for (let g = 0; g < F; g++) cross[f * F + g]! += (change[f]! * change[g]!) / count;
    }
  });
  return { ...judged, cross, pull };
}

/** Ridge regression of differences in grade on differences in features; what leaves the direction in use is punished. */
function regress(lessons: readonly Lesson[], current: Weights): Weights {
  const shares = sharesOf(lessons);
  const [matrix, pull] = [new Float64Array(F * F), new Float64Array(F)];
  lessons.forEach((lesson, n) => {
    lesson.cross.forEach((value, at) => (matrix[at]! += shares[n]! * value));
    lesson.pull.forEach((value, f) => (pull[f]! += shares[n]! * value));
  });
  const trace = FACTORS.reduce((sum, _, f) => sum + matrix[f * F + f]!, 0);
  const ridge = ((trace / F) * PRIOR_NEEDS) / Math.max(1, lessons.length);
  const square = FACTORS.reduce((sum, factor) => sum + current[factor] * current[factor], 0);
  FACTORS.forEach((a, f) =>
    FACTORS.forEach((b, g) => {
      matrix[f * F + g]! += ridge * ((f === g ? 1 : 0) - (current[a] * current[b]) / square);
    }),
  );
  const found = solvePositive(matrix, pull);
  const total = found.reduce((sum, value) => sum + value, 0);
  return total > 0 ? eachFactor((factor) => found[FACTORS.indexOf(factor)]! / total) : current;
}

/**
 * Each weight moves only where, and only as far as, it would move without any one organisation: so whatever one of them
 * says, a weight stays between the one in use and the one that all others ask for.
 */
async function steadyWeights(lessons: readonly Lesson[], current: Weights, pace: Pace): Promise<Weights> {
  const asked = [regress(lessons, current)];
  for (const id of organisationsOf(lessons)) {
    const others = lessons.filter(({ organisationId }) => organisationId !== id);
    asked.push(regress(others, current));
    if (pace.due(1)) await pace.pause();
  }
  const moves = eachFactor((factor) => {
    const wanted = asked.map((weights) => weights[factor] - current[factor]);
    if (wanted.every((move) => move > 0)) return Math.min(...wanted);
    // The text is never lost: at most half of its weight goes at once.
    const floor = factor === 'text' ? -current.text / 2 : -current[factor];
    return wanted.every((move) => move < 0) ? Math.max(floor, ...wanted) : 0;
  });
  const up = FACTORS.reduce((sum, factor) => sum + Math.max(0, moves[factor]), 0);
  const down = FACTORS.reduce((sum, factor) => sum - Math.min(0, moves[factor]), 0);
  const both = Math.min(up, down);
  if (both === 0) return current;
  return eachFactor((factor) => {
    const move = moves[factor];
    return Math.max(0, current[factor] + (move * both) / (move > 0 ? up : down));
  });
}

/** Each lesson's loss under the weights in use, and under weights learned from the needs of the other folds. */
async function heldOut(
  lessons: readonly Lesson[],
  current: Weights,
  pace: Pace,
): Promise<{ before: number[]; after: number[] }> {
  const [before, after] = [lessons.map(() => 0), lessons.map(() => 0)];
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = lessons.filter(({ needId }) => foldOf(needId) !== fold);
    const learned = await steadyWeights(others, current, pace);
    for (const [n, { needId, pairs }] of lessons.entries()) {
      if (foldOf(needId) !== fold) continue;
      before[n] = lossOf(pairs, current);
      after[n] = lossOf(pairs, learned);
      if (pace.due(1)) await pace.pause();
    }
  }
  return { before, after };
}

/** FNV-1a of the id: a need stays in its fold whatever else is judged. */
function foldOf(needId: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < needId.length; at++) hash = Math.imul(hash ^ needId.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % FOLDS;
}
