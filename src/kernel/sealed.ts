import { createHash } from 'node:crypto';
import { canonical } from './canonical';

/** SHA-256 in lower-case hex; text as UTF-8. */
export const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

/** A record that shows which of its parts was changed. */
export type Sealed<T> = T & {
  /** SHA-256 of each part in canonical JSON, by its name. */
  readonly digests: Readonly<Record<string, string>>;
  /** SHA-256 of the digests in canonical JSON: names the record as a whole. */
  readonly hash: string;
};

/** Adds what makes a later change show. Canonical JSON is that of RFC 8785. */
export function seal<T extends object>(body: T): Sealed<T> {
  const digests = digestsOf(body);
  return { ...body, digests, hash: sha256(canonical(digests)) };
}

/** What is wrong with the text of a sealed record: nothing where not a byte of it was changed. */
export function sealFaults(text: string, record: Sealed<object>): string[] {
  const { digests, hash, ...body } = record;
  const faults = [];
  if (canonical(record) !== text.replace(/\n$/, '')) faults.push('the text is not in canonical form');
  const found: Record<string, string | undefined> = digestsOf(body);
  const stated: Record<string, string | undefined> = { ...digests };
  for (const part of new Set([...Object.keys(found), ...Object.keys(stated)]))
    if (found[part] !== stated[part]) faults.push(`the part “${part}” was changed`);
  if (sha256(canonical(stated)) !== hash) faults.push('the hash of the record is not that of its parts');
  return faults;
}

const digestsOf = (body: object): Record<string, string> =>
  Object.fromEntries(Object.entries(body).map(([part, value]) => [part, sha256(canonical(value))]));
