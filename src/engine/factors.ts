/** What a match is judged by. */
export const FACTORS = ['text', 'field', 'trl', 'budget', 'mode', 'region', 'record', 'fresh'] as const;
export type Factor = (typeof FACTORS)[number];

/** How much each factor counts: not negative, adding up to 1. */
export type Weights = Readonly<Record<Factor, number>>;

/** One number for each factor. */
export const eachFactor = (number: (factor: Factor) => number): Weights =>
  Object.fromEntries(FACTORS.map((factor) => [factor, number(factor)])) as Record<Factor, number>;

/** What is known of a match, each 0 to 1; a factor of which nothing is known is left out. */
export type Values = Readonly<Partial<Record<Factor, number>>>;

/** What each known factor contributes to the score: they add up to it. */
export type Contributions = Readonly<Partial<Record<Factor, number>>>;

/** The weighted mean of what is known, taken apart; factors without a value do not count against anyone. */
export function combine(values: Values, weights: Weights): { score: number; contributions: Contributions } {
  const known = FACTORS.filter((factor) => values[factor] !== undefined);
  const total = known.reduce((sum, factor) => sum + weights[factor], 0) || 1;
  const contributions = Object.fromEntries(
    known.map((factor) => [factor, (weights[factor] / total) * values[factor]!]),
  ) as Contributions;
  const score = known.reduce((sum, factor) => sum + contributions[factor]!, 0);
  return { score, contributions };
}

/** The score alone. */
export const scoreOf = (values: Values, weights: Weights): number => combine(values, weights).score;
