import Big from 'big.js';
import { term, type Terms } from '../programmes';
import { refuse } from './reviews.messages';
import type { Refusal } from '../../kernel/messages';
import type { Review } from './review';
import { COUNTING, UNSEALED } from './review.lifecycle';

/** Experts for an application at least. */
export const MINIMUM = term('reviews.minimum', 3, {
  zh: '每项申报至少抽取的评审专家人数',
  en: 'Experts drawn for an application at least',
  min: 1,
  max: 50,
});
/** The average from which the experts are taken to be in favour, 0 to 100. */
export const PASS_SCORE = term('reviews.pass-score', 60, {
  zh: '评审通过的平均分（0–100）',
  en: 'Average score from which the experts are in favour (0–100)',
  max: 100,
});

/** A reviewer's score for one criterion, 0 to 100. */
export interface Score {
  readonly criterion: string;
  readonly score: number;
  /** Why, in the reviewer's words. */
  readonly comment?: string | null;
}

/** The scores in the order of the criteria. Refuses a criterion that is missing, unknown or scored twice. */
export function scoresOf({ criteria }: Terms, given: readonly Score[]): Score[] {
  const path = ['input', 'scores'];
  const unknown = given.find(({ criterion }) => !criteria.some(({ code }) => code === criterion));
  if (unknown) throw refuse('reviews.criterion-unknown', { criterion: unknown.criterion }, path);
  return criteria.map(({ code }) => {
    const [score, again] = given.filter(({ criterion }) => criterion === code);
    if (!score) throw refuse('reviews.criterion-missing', { criterion: code }, path);
    if (again) throw refuse('reviews.criterion-twice', { criterion: code }, path);
    return { criterion: code, score: score.score, ...(score.comment ? { comment: score.comment } : {}) };
  });
}

/** The weighted sum, 0 to 100, rounded half up to 2 decimals. */
export const totalOf = ({ criteria }: Terms, scores: readonly Score[]): number =>
  scores
    .reduce(
      (sum, { criterion, score }) =>
        sum.plus(new Big(score).times(criteria.find(({ code }) => code === criterion)!.weight)),
      new Big(0),
    )
    .round(2)
    .toNumber();

/** The mean of some totals, rounded half up to 2 decimals; null of none. */
export const averageOf = (totals: readonly number[]): number | null =>
  totals.length === 0
    ? null
    : totals
        .reduce((sum, total) => sum.plus(total), new Big(0))
        .div(totals.length)
        .round(2)
        .toNumber();

/** Whether a determination goes against the experts: above the pass score without, or below it with support. */
export const isAgainstExperts = (recommend: boolean, average: number, passScore: number): boolean =>
  recommend ? average < passScore : average >= passScore;

/** Why these reviews, those that count for one application, do not allow a determination yet. */
export function incompleteness(terms: Terms, reviews: readonly Review[]): Refusal | undefined {
  if (reviews.length === 0) return refuse('reviews.none-drawn', {});
  const outstanding = reviews.filter(({ state }) => state === 'ASSIGNED').length;
  if (outstanding > 0) return refuse('reviews.outstanding', { outstanding });
  const sealed = reviews.some(({ state }) => state === 'SUBMITTED');
  return sealed
    ? refuse('reviews.short', { submitted: reviews.length, minimum: MINIMUM.of(terms) })
    : undefined;
}

/** Refuses a draw of `count` experts for an application with these earlier reviews: too few, or not those to replace. */
export function expectDrawable(terms: Terms, earlier: readonly Review[], count: number): void {
  const path = ['input', 'count'];
  if (earlier.length === 0) {
    const minimum = MINIMUM.of(terms);
    if (count < minimum) throw refuse('reviews.too-few', { minimum }, path);
    return;
  }
  if (earlier.some(({ state }) => UNSEALED.includes(state))) throw refuse('reviews.already-open', {});
  const first = earlier.filter(({ drawId }) => drawId === earlier[0]!.drawId).length;
  const missing = first - earlier.filter(({ state }) => COUNTING.includes(state)).length;
  if (missing === 0) throw refuse('reviews.already-drawn', {});
  if (count !== missing) throw refuse('reviews.replacements', { missing }, path);
}
