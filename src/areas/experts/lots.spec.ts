import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import {
  balancedOrder,
  drawFrom,
  drawOrder,
  hashOfBytes,
  hashOfPool,
  poolFaults,
  seedOf,
  type SealedPool,
} from './lots';

const APPLICATION = '0192c0de-0000-7000-8000-000000000001';
const id = (n: number): string => `0192c0de-0000-7000-8000-0000000001${String(n).padStart(2, '0')}`;
const pool = Array.from({ length: 10 }, (_, n) => id(n));

describe('the lots', () => {
  it('are the documented HMAC-SHA256, smallest first', () => {
    const lot = (person: string): string =>
      createHmac('sha256', `2026-Q1:${APPLICATION}`).update(person).digest('hex');
    const expected = [...pool].sort((a, b) => (lot(a) < lot(b) ? -1 : 1));
    expect(drawOrder('2026-Q1', APPLICATION, pool)).toEqual(expected);
  });

  it('give a known draw, on any machine', () => {
    expect(drawFrom('xining', APPLICATION, pool, 3)).toEqual([3, 9, 2].map(id));
  });

  it('do not depend on the order in which the pool is given, nor on doubles', () => {
    expect(drawOrder('s', APPLICATION, [...pool].reverse().concat(pool))).toEqual(
      drawOrder('s', APPLICATION, pool),
    );
  });

  it('differ by seed and by application', () => {
    const orders = [
      drawOrder('a', APPLICATION, pool),
      drawOrder('b', APPLICATION, pool),
      drawOrder('a', APPLICATION.replace(/1$/, '2'), pool),
    ];
    expect(new Set(orders.map(String)).size).toBe(3);
  });

  it('keep the others’ order when somebody leaves the pool: a replacement is the next in line', () => {
    const order = drawOrder('s', APPLICATION, pool);
    const without = pool.filter((person) => person !== order[1]);
    expect(drawFrom('s', APPLICATION, without, 3)).toEqual([order[0], order[2], order[3]]);
  });

  it('are fair: over 1,000 seeds everyone is drawn about equally often', () => {
    const times = new Map(pool.map((person) => [person, 0]));
    for (let seed = 0; seed < 1_000; seed++) {
      for (const person of drawFrom(`seed ${seed}`, APPLICATION, pool, 3))
        times.set(person, times.get(person)! + 1);
    }
    // 300 expected, standard deviation 14.5: five of them either way.
    for (const count of times.values()) {
      expect(count).toBeGreaterThan(227);
      expect(count).toBeLessThan(373);
    }
  });
});

describe('a balanced draw', () => {
  const candidates = fc.uniqueArray(
    fc.record({ id: fc.uuid(), load: fc.integer({ min: 0, max: 4 }) }),
    { selector: ({ id: person }) => person, minLength: 1, maxLength: 40 },
  ); // prettier-ignore

  it('takes who has least to do first, each once, in whatever order the pool is given', () => {
    fc.assert(
      fc.property(candidates, fc.string(), fc.uuid(), (given, seed, application) => {
        const order = balancedOrder(seed, application, given);
        expect(balancedOrder(seed, application, [...given].reverse())).toEqual(order);
        expect([...order].sort()).toEqual(given.map(({ id: person }) => person).sort());
        const loads = order.map((person) => given.find((one) => one.id === person)!.load);
        expect(loads).toEqual([...loads].sort((a, b) => a - b));
      }),
      { seed: 1 },
    );
  });

  it('lets the lots of a plain draw decide among equals', () => {
    const equal = pool.map((person) => ({ id: person, load: 2 }));
    expect(balancedOrder('s', APPLICATION, equal)).toEqual(drawOrder('s', APPLICATION, pool));
  });

  it('is uniform where all is equal: every place falls to everyone alike, by a chi-square test', () => {
    const equal = pool.map((person) => ({ id: person, load: 0 }));
    const counts = Array.from({ length: 10 }, () => Array<number>(10).fill(0));
    const SEEDS = 2_000;
    for (let seed = 0; seed < SEEDS; seed++)
      balancedOrder(`seed ${seed}`, APPLICATION, equal).forEach(
        (person, place) => counts[place]![pool.indexOf(person)]!++,
      );
    const expected = SEEDS / 10;
    for (const place of counts) {
      const chi = place.reduce((sum, found) => sum + (found - expected) ** 2 / expected, 0);
      // Nine degrees of freedom: more than 33.7 happens once in ten thousand.
      expect(chi).toBeLessThan(33.7);
    }
  });
});

describe('a committed seed', () => {
  const [seed, salt] = ['ab'.repeat(32), 'cd'.repeat(32)];
  const sealed: SealedPool = {
    ...{ roundId: id(0), seed, seedHash: hashOfBytes(seed), salt, saltHash: hashOfBytes(salt) },
    ...{ entropy: '08', pool, poolHash: hashOfPool(salt, pool) },
  };

  it('is checked against what was published, and so is the pool', () => {
    expect(poolFaults(sealed)).toEqual([]);
    expect(poolFaults({ ...sealed, seed: 'ac'.repeat(32) })).toHaveLength(1);
    expect(poolFaults({ ...sealed, pool: pool.slice(1) })).toHaveLength(1);
    // The pool's hash is salted: it changes with the salt as well.
    expect(poolFaults({ ...sealed, salt: 'ce'.repeat(32) })).toHaveLength(2);
  });

  it('gives other lots with another salt or another public value', () => {
    const seeds = [sealed, { ...sealed, salt: 'ce'.repeat(32) }, { ...sealed, entropy: '09' }].map(seedOf);
    expect(new Set(seeds.map((one) => drawOrder(one, APPLICATION, pool).join())).size).toBe(3);
  });
});
