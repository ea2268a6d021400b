import fc from 'fast-check';
import { seeded } from './algebra';
import { fitWeights, leaning } from './fit';
import { lossOf, MOST_OF_ONE, type JudgedPair } from './trial';
import { eachFactor, FACTORS, scoreOf, type Values, type Weights } from './factors';

const CURRENT: Weights = {
  ...{ text: 0.7, field: 0.12, trl: 0.06, budget: 0.02 },
  ...{ mode: 0.02, region: 0.04, record: 0.03, fresh: 0.01 },
};
const PLANTED: Weights = {
  ...{ text: 0.35, field: 0.1, trl: 0.3, budget: 0.05 },
  ...{ mode: 0.02, region: 0.02, record: 0.15, fresh: 0.01 },
};

interface World {
  readonly needs: number;
  readonly organisations: number;
  readonly seed: number;
  readonly candidates?: number;
  readonly names?: string;
  readonly grade: (features: Values, random: () => number) => number;
}

/** Judgements of an invented world: each need belongs to one organisation. */
function judged({ needs, organisations, seed, candidates = 8, names = 'o', grade }: World): JudgedPair[] {
  const random = seeded(seed);
  return Array.from({ length: needs }, (_, need) =>
    Array.from({ length: candidates }, () => {
      const features = eachFactor(() => Math.round(random() * 100) / 100);
      const [needId, organisationId] = [`${names}-need-${need}`, `${names}${need % organisations}`];
      return { needId, organisationId, features, grade: grade(features, random) };
    }),
  ).flat();
}

/** Grades from 0 to 3 as the planted weights would give them, with some noise. */
const planted = (features: Values, random: () => number): number =>
  Math.max(0, Math.min(3, Math.round(6 * scoreOf(features, PLANTED) - 1.5 + (random() - 0.5) / 2)));
const contrary = (features: Values): number => Math.round(30 * (1 - scoreOf(features, PLANTED)));
const sumOf = (weights: Weights): number => FACTORS.reduce((sum, factor) => sum + weights[factor], 0);

describe('the loss', () => {
  const pair = (text: number | undefined, grade: number): JudgedPair => ({
    ...{ needId: 'n', organisationId: 'o', grade },
    features: text === undefined ? {} : { text },
  });

  it.each([
    ['a perfect order', [pair(0.9, 3), pair(0.5, 1), pair(0.1, 0)], 0],
    ['the order upside down', [pair(0.1, 3), pair(0.5, 1), pair(0.9, 0)], 1],
    ['equal scores', [pair(0.5, 3), pair(0.5, 0)], 0.5],
    ['one step wrong of six', [pair(0.9, 3), pair(0.1, 1), pair(0.5, 0)], 1 / 6],
    ['equal grades only', [pair(0.9, 2), pair(0.1, 2)], 0],
    ['no data at all', [pair(undefined, 1), pair(undefined, 0)], 0.5],
  ])('of %s', (_, pairs, loss) => expect(lossOf(pairs, CURRENT)).toBeCloseTo(loss, 12));
});

describe('the nightly fit', () => {
  it('finds the weights that judgements follow, and says how much better they are', async () => {
    const pairs = judged({ needs: 300, organisations: 10, seed: 1, grade: planted });
    const fit = await fitWeights(pairs, CURRENT);
    expect(fit).toMatchObject({ verdict: 'ADOPT', adopt: true, certainty: 1 });
    for (const factor of FACTORS) expect(Math.abs(fit.weights[factor] - PLANTED[factor])).toBeLessThan(0.05);
    expect(sumOf(fit.weights)).toBeCloseTo(1, 9);
    expect(fit.lossAfter!).toBeLessThan(fit.lossBefore! - 0.05);
    const held = judged({ needs: 100, organisations: 10, seed: 2, names: 'new', grade: planted });
    expect(lossOf(held, fit.weights)).toBeLessThan(lossOf(held, CURRENT));
  });

  it('finds nothing better once they are in use', async () => {
    const pairs = judged({ needs: 300, organisations: 10, seed: 1, grade: planted });
    const { weights } = await fitWeights(pairs, CURRENT);
    const again = await fitWeights(pairs, weights);
    expect(again).toMatchObject({ verdict: 'NOT_BETTER', adopt: false });
    for (const factor of FACTORS) expect(again.weights[factor]).toBeCloseTo(weights[factor], 1);
  });

  it('gives the same numbers in whatever order the judgements come', async () => {
    const pairs = judged({ needs: 60, organisations: 6, seed: 3, grade: planted });
    const byNeed = [...pairs].sort((a, b) => (a.needId < b.needId ? 1 : a.needId > b.needId ? -1 : 0));
    expect(await fitWeights(byNeed, CURRENT)).toEqual(await fitWeights(pairs, CURRENT));
  });

  it.each([
    ['that means nothing', (_: Values, random: () => number) => Math.floor(random() * 4), 4],
    [
      'around the weights in use',
      (features: Values, random: () => number) => Math.round(6 * scoreOf(features, CURRENT) + 4 * random()),
      2,
    ],
  ])('refuses noise %s', async (_, grade, most) => {
    let adopted = 0;
    for (let seed = 0; seed < 40; seed++) {
      const noise = judged({ needs: 60, organisations: 8, seed, names: `s${seed}`, grade });
      if ((await fitWeights(noise, CURRENT)).adopt) adopted++;
    }
    // Where no weights are better than others, 95 % certainty still lets some one in twenty pass.
    expect(adopted).toBeLessThanOrEqual(most);
  });

  it('learns from what there is where data are missing, and leaves factors without data in proportion', async () => {
    const pairs = judged({ needs: 200, organisations: 8, seed: 5, grade: planted }).map(
      ({ features: { region: _r, fresh: _f, ...features }, ...pair }, n) => {
        const { trl: _t, ...withoutTrl } = features;
        return { ...pair, features: n % 4 ? features : withoutTrl };
      },
    );
    const { verdict, weights } = await fitWeights(pairs, CURRENT);
    expect(verdict).toBe('ADOPT');
    expect(weights.trl).toBeGreaterThan(0.15);
    for (const factor of FACTORS) expect(weights[factor]).toBeGreaterThanOrEqual(0);
    expect(weights.text).toBeGreaterThanOrEqual(CURRENT.text / 2);
  });

  it.each([
    ['29 needs', { needs: 29, organisations: 8 }, 'TOO_FEW_NEEDS', 29],
    [
      'four organisations, of which none could stay within its share',
      { needs: 80, organisations: 4 },
      'TOO_FEW_ORGANISATIONS',
      80,
    ],
  ] as const)('does not begin with %s', async (_, world, verdict, needs) => {
    const fit = await fitWeights(judged({ ...world, seed: 1, grade: planted }), CURRENT);
    expect(fit).toEqual({
      ...{ verdict, adopt: false, weights: CURRENT, needs },
      ...{ lossBefore: null, lossAfter: null, certainty: 0 },
    });
  });

  it('counts only needs whose candidates differ in grade', async () => {
    const pairs = judged({ needs: 100, organisations: 8, seed: 1, grade: () => 2 });
    expect(await fitWeights(pairs, CURRENT)).toMatchObject({ verdict: 'TOO_FEW_NEEDS', needs: 0 });
    expect(await fitWeights([], CURRENT)).toMatchObject({ verdict: 'TOO_FEW_NEEDS', needs: 0 });
  });
});

describe('one organisation', () => {
  const honest = judged({ needs: 60, organisations: 7, seed: 11, grade: planted });
  const wanted = leaning(honest, CURRENT);
  const between = (value: number, a: number, b: number): boolean =>
    value >= Math.min(a, b) - 1e-9 && value <= Math.max(a, b) + 1e-9;
  const strange = fc.record({
    needs: fc.integer({ min: 1, max: 150 }),
    candidates: fc.integer({ min: 2, max: 8 }),
    seed: fc.integer(),
    extreme: fc.boolean(),
  });

  it('leaves every weight between the one in use and the one that all others ask for, whatever it says', async () => {
    const { weights: alone } = await fitWeights(honest, CURRENT);
    await fc.assert(
      fc.asyncProperty(strange, async ({ needs, candidates, seed, extreme }) => {
        const steering = judged({
          ...{ needs, candidates, seed, organisations: 1, names: 'steers' },
          grade: extreme ? ({ fresh = 0 }) => 1e6 * fresh : contrary,
        });
        const { weights } = await fitWeights([...honest, ...steering], CURRENT);
        expect(sumOf(weights)).toBeCloseTo(1, 9);
        for (const factor of FACTORS) {
          expect(between(weights[factor], CURRENT[factor], wanted[factor])).toBe(true);
          // Both fits lie on that stretch, so its length bounds what the organisation moves.
          const bound = Math.abs(wanted[factor] - CURRENT[factor]) + 1e-9;
          expect(Math.abs(weights[factor] - alone[factor])).toBeLessThanOrEqual(bound);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('gains nothing when it also judges the needs of others', async () => {
    const steering = honest.map((pair) => ({
      ...pair,
      organisationId: 'steers',
      grade: contrary(pair.features),
    }));
    const { weights } = await fitWeights([...honest, ...steering], CURRENT);
    for (const factor of FACTORS)
      expect(between(weights[factor], CURRENT[factor], wanted[factor])).toBe(true);
  });

  it('weighs no more than its share: more of the same judgements change nothing', () => {
    const steering = (needs: number): JudgedPair[] =>
      Array.from({ length: needs }, (_, n) =>
        judged({ needs: 1, organisations: 1, seed: 4, names: 'steers', grade: contrary }).map((pair) => ({
          ...pair,
          needId: `steers-${n}`,
        })),
      ).flat();
    const [many, more] = [40, 400].map((needs) => leaning([...honest, ...steering(needs)], CURRENT));
    // The shrinkage alone knows the number of needs.
    for (const factor of FACTORS) expect(many![factor]).toBeCloseTo(more![factor], 1);
    expect(MOST_OF_ONE).toBe(0.2);
  });
});
