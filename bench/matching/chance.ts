import { seeded } from '../../src/engine/algebra';

/** A mean with its 95 % bootstrap interval, and of how many values. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

const RESAMPLES = 1_000;
const SEED = 20_260_101;

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The mean of the values that are there; undefined where none is. The same values give the same interval. */
export function estimate(given: readonly (number | undefined)[]): Estimate | undefined {
  const values = given.filter((value) => value !== undefined);
  const count = values.length;
  if (count === 0) return undefined;
  const random = seeded(SEED);
  const means = new Float64Array(RESAMPLES).map(() => {
    let sum = 0;
    for (let drawn = 0; drawn < count; drawn++) sum += values[Math.floor(random() * count)]!;
    return sum / count;
  });
  means.sort();
  const at = (share: number): number => means[Math.round(share * (RESAMPLES - 1))]!;
  return { mean: meanOf(values), low: at(0.025), high: at(0.975), count };
}
