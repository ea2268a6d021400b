import { createHmac } from 'node:crypto';
import { canonical } from '../../kernel/canonical';
import { sha256 } from '../../kernel/sealed';

/**
 * A person's lot: HMAC-SHA256 with the key `seed + ':' + application id` over the person id (ids as lower-case uuids,
 * text as UTF-8), written in hex.
 */
export const lotOf = (seed: string, applicationId: string, personId: string): string =>
  createHmac('sha256', `${seed}:${applicationId}`).update(personId).digest('hex');

/**
 * The pool in the order in which it is drawn: the smallest lot comes first. So anyone who has seed and pool gets the
 * same order on any machine, and nobody can steer it without the seed.
 */
export const drawOrder = (seed: string, applicationId: string, pool: readonly string[]): string[] =>
  balancedOrder(
    seed,
    applicationId,
    pool.map((id) => ({ id, load: 0 })),
  );

/** The first `count` of the order. */
export const drawFrom = (
  seed: string,
  applicationId: string,
  pool: readonly string[],
  count: number,
): string[] => drawOrder(seed, applicationId, pool).slice(0, count);

/** Someone who may be drawn, and how many reviews they have in the round already. */
export interface Candidate {
  readonly id: string;
  readonly load: number;
}

/** Who has fewer reviews comes first; among equals the lots decide. */
export function balancedOrder(
  seed: string,
  applicationId: string,
  candidates: readonly Candidate[],
): string[] {
  const lots = new Map(candidates.map(({ id, load }) => [id, { load, lot: lotOf(seed, applicationId, id) }]));
  const of = (id: string): { load: number; lot: string } => lots.get(id)!;
  return [...lots.keys()].sort(
    (a, b) => of(a).load - of(b).load || compare(of(a).lot, of(b).lot) || compare(a, b),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What a round draws from: a seed that was fixed before the pool was, and a pool that was fixed before the seed was known. */
export interface SealedPool {
  readonly roundId: string;
  /** 32 bytes in hex, and the SHA-256 of these bytes, published before the pool closed. */
  readonly seed: string;
  readonly seedHash: string;
  /** The same; never published, since whoever has seed and salt and guesses the pool learns who reviews. */
  readonly salt: string;
  readonly saltHash: string;
  /** A public value that nobody could know when the pool closed; null = none was announced. */
  readonly entropy: string | null;
  /** Person ids, sorted. */
  readonly pool: readonly string[];
  readonly poolHash: string;
}

/** SHA-256 of 32 bytes given in hex. */
export const hashOfBytes = (hex: string): string => sha256(Buffer.from(hex, 'hex'));

/** SHA-256 of pool and salt in canonical JSON: nobody can try pools against it without the salt. */
export const hashOfPool = (salt: string, pool: readonly string[]): string =>
  sha256(canonical({ pool, salt }));

/** What the lots of a round are made from. */
export const seedOf = ({ seed, salt, entropy }: SealedPool): string => [seed, salt, entropy ?? ''].join(':');

/** What is wrong with a pool and its seed; nothing where they are what was published. */
export function poolFaults({ seed, seedHash, salt, saltHash, pool, poolHash }: SealedPool): string[] {
  const faults = [];
  if (hashOfBytes(seed) !== seedHash) faults.push('the seed is not the one that was committed');
  if (hashOfBytes(salt) !== saltHash) faults.push('the salt is not the one that was committed');
  if (hashOfPool(salt, pool) !== poolHash) faults.push('the pool is not the one that was closed');
  return faults;
}
