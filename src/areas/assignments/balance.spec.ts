import { monitorEventLoopDelay } from 'node:perf_hooks';
import fc from 'fast-check';
import { hashOfBytes, hashOfPool, seedOf, type SealedPool } from '../experts';
import { balance, type Asked, type Balance, type Problem } from './balance';

const id = (kind: number, n: number): string =>
  `0192c0de-0000-7000-8000-${String(kind).padStart(4, '0')}${String(n).padStart(8, '0')}`;

/** A problem of `applications` × `reviewers` in which a pair is excluded where `out` says so. */
function problem(
  applications: number,
  reviewers: number,
  {
    out = () => false,
    expertise = () => 0,
    loads = () => 0,
    each = 3,
    most = 10,
    seed = '01',
  }: {
    out?: (application: number, reviewer: number) => boolean;
    expertise?: (application: number, reviewer: number) => number;
    loads?: (reviewer: number) => number;
    each?: number;
    most?: number;
    seed?: string;
  } = {},
): Problem {
  const people = Array.from({ length: reviewers }, (_, n) => id(1, n));
  const committed: SealedPool = {
    ...{ roundId: id(3, 0), seed: seed.repeat(32), seedHash: hashOfBytes(seed.repeat(32)) },
    ...{ salt: '02'.repeat(32), saltHash: hashOfBytes('02'.repeat(32)), entropy: null },
    ...{ pool: people, poolHash: hashOfPool('02'.repeat(32), people) },
  };
  const asked = (n: number): Asked => ({
    ...{ id: id(2, n), title: `项目 ${n}` },
    expertise: people.map((_, at) => expertise(n, at)),
    excluded: Object.fromEntries(people.flatMap((one, at) => (out(n, at) ? [[one, ['SAME_ENTITY']]] : []))),
  });
  return {
    ...{ format: 'benfu-assignment/1', assignment: id(4, 0), at: '2026-01-01T00:00:00.000Z', officer: null },
    ...{ committed, seed: seedOf(committed), each, most, floor: 0 },
    reviewers: people.map((one, at) => ({ id: one, name: `专家 ${at}`, load: loads(at), most })),
    applications: Array.from({ length: applications }, (_, n) => asked(n)),
  };
}

const assigned = (found: Balance): { application: string; experts: readonly { id: string }[] }[] => {
  if ('short' in found) throw new Error(JSON.stringify(found.short));
  return found.assigned;
};

/** The loads at the end, by person. */
function loadsOf({ reviewers }: Problem, found: Balance): Map<string, number> {
  const loads = new Map(reviewers.map(({ id: one, load }) => [one, load]));
  for (const { experts } of assigned(found))
    for (const expert of experts) loads.set(expert.id, loads.get(expert.id)! + 1);
  return loads;
}

/** Numbers from 0 up to 1 that a seed repeats. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

describe('the assignment of a whole round', () => {
  it('gives each application as many experts as asked, none excluded, none above the limit, loads as even as can be', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 1, max: 12 }),
        async (seed, count) => {
          const next = random(seed);
          const barred = Array.from({ length: count }, () => Array.from({ length: 10 }, () => next() < 0.2));
          for (const row of barred) row.fill(false, 0, 3);
          const given = problem(count, 10, {
            out: (a, r) => barred[a]![r]!,
            expertise: () => next(),
            most: 12,
          });
          const found = await balance(given);
          for (const [at, { experts }] of assigned(found).entries()) {
            expect(new Set(experts.map((expert) => expert.id)).size).toBe(3);
            for (const expert of experts)
              expect(given.applications[at]!.excluded).not.toHaveProperty([expert.id]);
          }
          const loads = [...loadsOf(given, found).values()];
          expect(Math.max(...loads)).toBeLessThanOrEqual(12);
          expect(loads.reduce((sum, load) => sum + load, 0)).toBe(3 * count);
        },
      ),
      { numRuns: 8, seed: 1 },
    );
  });

  it('evens the loads out, those of before included', async () => {
    const given = problem(4, 6, { loads: (reviewer) => (reviewer === 0 ? 2 : 0), each: 3 });
    // 2 + 12 reviews among six: two have three, four have two.
    expect([...loadsOf(given, await balance(given)).values()].sort()).toEqual([2, 2, 2, 2, 3, 3]);
  });

  it('then takes those who know the matter, and leaves what is equal to the lots', async () => {
    const expert = problem(2, 6, { expertise: (a, r) => (r % 2 === a ? 0.9 : 0.1) });
    for (const [at, { experts }] of assigned(await balance(expert)).entries())
      expect(experts.map((one) => Number(one.id.slice(-1)) % 2)).toEqual([at, at, at]);
    const names = async (seed: string): Promise<string> =>
      JSON.stringify(assigned(await balance(problem(2, 6, { seed }))));
    const all = [];
    for (const seed of ['01', '02', '03', '04']) all.push(await names(seed));
    expect(new Set(all).size).toBeGreaterThan(1);
    expect(await names('01')).toBe(all[0]);
  });

  it('gives nobody more than they take on themselves', async () => {
    const { reviewers, ...rest } = problem(4, 6);
    const busy = { ...rest, reviewers: reviewers.map((one, at) => ({ ...one, most: at === 0 ? 1 : 10 })) };
    const loads = [...loadsOf(busy, await balance(busy)).values()];
    expect(loads[0]).toBe(1);
    expect(loads.reduce((sum, load) => sum + load)).toBe(12);
  });

  it('names the applications that lack experts, and how many', async () => {
    const lonely = problem(3, 6, { out: (a, r) => a === 1 && r > 1 });
    expect(await balance(lonely)).toEqual({ short: [{ title: '项目 1', eligible: 2, missing: 1 }] });
    const tired = await balance(problem(4, 6, { most: 1 }));
    if (!('short' in tired)) throw new Error('too much was assigned');
    expect(tired.short.reduce((sum, { missing }) => sum + missing, 0)).toBe(6);
    expect(tired.short.every(({ eligible }) => eligible === 6)).toBe(true);
  });

  it('ends at once when nobody wants it any more', async () => {
    const unwanted = new AbortController();
    const working = balance(problem(100, 60), { signal: unwanted.signal });
    unwanted.abort(new Error('cancelled'));
    await expect(working).rejects.toThrow('cancelled');
  });

  it('is found for 300 applications and 120 reviewers within 30 s, while the process answers others', async () => {
    const next = random(7);
    const barred = Array.from({ length: 300 }, () => Array.from({ length: 120 }, () => next() < 0.1));
    const given = problem(300, 120, { out: (a, r) => barred[a]![r]!, expertise: () => next() });
    const progress: number[] = [];
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const began = performance.now();
    const found = await balance(given, { onProgress: (share) => void progress.push(share) });
    const seconds = (performance.now() - began) / 1_000;
    delay.disable();
    if (process.env['SHOW']) process.stderr.write(`${seconds} s, longest wait ${delay.max / 1e6} ms\n`);
    expect(seconds).toBeLessThan(30);
    expect(progress).toEqual([1 / 3, 2 / 3, 1]);
    // 900 reviews among 120: half have seven, half have eight.
    const loads = [...loadsOf(given, found).values()];
    expect([Math.min(...loads), Math.max(...loads)]).toEqual([7, 8]);
  });
});
