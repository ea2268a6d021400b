import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { enumOf } from '../../kernel/fields';
import { term, type Terms } from '../programmes';
import { averageOf, MINIMUM, Review } from '../reviews';

/** Points between the highest and the lowest total from which the bureau is told. */
const SPREAD_POINTS = term('reviews.spread-points', 30, {
  zh: '专家总分最高与最低相差达到多少分时提示分歧（分，0–100）',
  en: 'Points between the highest and the lowest total from which a spread is flagged (0–100)',
  min: 1,
  max: 100,
});
/** Points from the median from which a total may be an outlier. */
const OUTLIER_POINTS = term('reviews.outlier-points', 15, {
  zh: '总分偏离中位数至少多少分才可能视为异常（分，0–100）',
  en: 'Points from the median from which a total may be flagged as an outlier (0–100)',
  min: 1,
  max: 100,
});
/** The modified z-score beyond which a total is an outlier. */
const OUTLIER_Z = term('reviews.outlier-z', 3.5, {
  zh: '修正 Z 分数超过多少视为异常（Iglewicz 与 Hoaglin 1993 年建议 3.5）',
  en: 'Modified z-score beyond which a total is flagged as an outlier (3.5 by Iglewicz and Hoaglin, 1993)',
  min: 1,
  max: 100,
});

/** From where on reviews are flagged. */
export interface Limits {
  readonly spread: number;
  readonly outlier: number;
  readonly z: number;
}

/** What may be wrong with a set of reviews. */
const FLAG_KINDS = ['SPREAD', 'OUTLIER', 'DIVIDED'] as const;
export type FlagKind = (typeof FLAG_KINDS)[number];
export const FlagKindEnum = enumOf('ReviewFlagKind', FLAG_KINDS);

/** A flag before it is put into words: its numbers are points, rounded to 2 decimals. */
export interface Flag {
  readonly kind: FlagKind;
  readonly points: number;
  /** Whose total it is about, by place in the list; of all of them where absent. */
  readonly at?: number;
}

// Iglewicz & Hoaglin, How to Detect and Handle Outliers (1993): the modified z-score is 0.6745 · |x − median| / MAD, and
// where more than half of the values are alike (MAD = 0) |x − median| / (1.253314 · mean absolute deviation).
const MAD_SCALE = 0.6745;
const MEAN_SCALE = 1.253314;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const rounded = (value: number): number => Math.round(value * 100) / 100;

/** The middle value, or the mean of the two in the middle. Throws on nothing. */
export function medianOf(values: readonly number[]): number {
  if (values.length === 0) throw new Error('median of nothing');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The standard deviation of the sample (n − 1); 0 of a single value. */
export function deviationOf(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = sum(values) / values.length;
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
}

/** How far each value stands from the median, in modified z-scores; 0 where all are alike. */
export function modifiedZ(values: readonly number[]): number[] {
  const median = medianOf(values);
  const distances = values.map((value) => Math.abs(value - median));
  const mad = medianOf(distances);
  if (mad > 0) return distances.map((distance) => (MAD_SCALE * distance) / mad);
  const mean = sum(distances) / distances.length;
  return distances.map((distance) => (mean === 0 ? 0 : distance / (MEAN_SCALE * mean)));
}

/** What stands out among the totals of an application; at least three of them for an outlier. */
export function flagsOf(totals: readonly number[], divided: boolean, { spread, outlier, z }: Limits): Flag[] {
  if (totals.length === 0) return [];
  const median = medianOf(totals);
  const between = rounded(Math.max(...totals) - Math.min(...totals));
  const scores = modifiedZ(totals);
  const outliers = totals.flatMap((total, at): Flag[] => {
    const points = rounded(Math.abs(total - median));
    const out = totals.length >= 3 && points >= outlier && scores[at]! > z;
    return out ? [{ kind: 'OUTLIER', points, at }] : [];
  });
  return [
    ...(between >= spread ? [{ kind: 'SPREAD', points: between } as const] : []),
    ...outliers,
    ...(divided ? [{ kind: 'DIVIDED', points: between } as const] : []),
  ];
}

/** Something that the bureau should look at before it decides. */
@ObjectType({ description: 'Something in the reviews that the bureau should look at before it decides.' })
export class ReviewFlag {
  @Field(() => FlagKindEnum) kind!: FlagKind;
  /** In the caller's language. */
  @Field(() => String) text!: string;
  @Field(() => Review, { nullable: true, description: 'The review that it is about; null = all of them.' })
  review!: Review | null;
}

/** The reviews of one application, taken together. */
@ObjectType({ description: 'The reviews of one application, taken together; points are 0 to 100.' })
export class ReviewAssessment {
  /** Reviews that count. */
  @Field(() => Int) submitted!: number;
  /** Reviews that are needed for a determination. */
  @Field(() => Int) quorum!: number;
  @Field(() => Int) supports!: number;
  @Field(() => Int) neutrals!: number;
  @Field(() => Int) opposes!: number;
  @Field(() => Float) average!: number;
  @Field(() => Float) median!: number;
  /** Points between the highest and the lowest total. */
  @Field(() => Float) spread!: number;
  /** Standard deviation of the totals (n − 1), rounded to 2 decimals. */
  @Field(() => Float) deviation!: number;
  @Field(() => [ReviewFlag]) flags!: ReviewFlag[];
}

/** The reviews taken together; null while any of them is without a total. `word` says a flag in the reader's language. */
export function assessmentOf(
  reviews: readonly Review[],
  terms: Terms,
  word: (flag: Flag) => string,
): ReviewAssessment | null {
  const totals = reviews.flatMap(({ total }) => total ?? []);
  if (totals.length === 0 || totals.length < reviews.length) return null;
  const saying = (what: Review['recommendation']): number =>
    reviews.filter(({ recommendation }) => recommendation === what).length;
  const [supports, neutrals, opposes] = [saying('SUPPORT'), saying('NEUTRAL'), saying('OPPOSE')];
  const limits = {
    spread: SPREAD_POINTS.of(terms),
    outlier: OUTLIER_POINTS.of(terms),
    z: OUTLIER_Z.of(terms),
  };
  const flags = flagsOf(totals, supports > 0 && opposes > 0, limits);
  return {
    ...{
      submitted: reviews.length,
      quorum: MINIMUM.of(terms),
      supports,
      neutrals,
      opposes,
      average: averageOf(totals)!,
    },
    median: rounded(medianOf(totals)),
    spread: rounded(Math.max(...totals) - Math.min(...totals)),
    deviation: rounded(deviationOf(totals)),
    flags: flags.map((flag) => ({
      kind: flag.kind,
      text: word(flag),
      review: flag.at === undefined ? null : reviews[flag.at]!,
    })),
  };
}
