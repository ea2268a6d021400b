import { seeded } from '../../src/engine/algebra';
import { estimate } from './chance';

it('the same seed gives the same even numbers, another seed others', () => {
  const draw = (seed: number): number[] => Array.from({ length: 10_000 }, seeded(seed));
  const numbers = draw(1);
  expect(draw(1)).toEqual(numbers);
  expect(draw(2)).not.toEqual(numbers);
  expect(numbers.every((one) => one >= 0 && one < 1)).toBe(true);
  const deciles = Array.from(
    { length: 10 },
    (_, at) => numbers.filter((one) => Math.floor(one * 10) === at).length,
  );
  expect(Math.min(...deciles)).toBeGreaterThan(900);
});

describe('an estimate', () => {
  it('has the interval of the normal law where there are many values', () => {
    const values = Array.from({ length: 400 }, (_, at) => at % 2);
    const { mean, low, high, count } = estimate(values)!;
    expect([mean, count]).toEqual([0.5, 400]);
    const half = (1.96 * 0.5) / Math.sqrt(400);
    expect(mean - low).toBeCloseTo(half, 2);
    expect(high - mean).toBeCloseTo(half, 2);
  });

  it('leaves out what is not there', () => {
    expect(estimate([undefined, 2, undefined])).toEqual({ mean: 2, low: 2, high: 2, count: 1 });
    expect(estimate([undefined])).toBeUndefined();
  });
});
