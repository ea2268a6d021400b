import { canonical } from '../../kernel/canonical';
import { seal, sealFaults, type Sealed } from '../../kernel/sealed';
import { balancedOrder, poolFaults, seedOf, type Candidate, type SealedPool } from './lots';

/** Names the form of a record, and its version. */
export const DRAW_FORMAT = 'benfu-draw/1';

/** A person as a record names them. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Someone who could be drawn. `expertise` from 0 to 1, for this application. */
export interface NamedCandidate extends Named, Candidate {
  readonly expertise: number;
}

/** Everything that a draw follows from: with it alone it can be repeated. */
export interface DrawRecord {
  readonly format: typeof DRAW_FORMAT;
  /** The draw's id, and when it was made, UTC. */
  readonly draw: string;
  readonly at: string;
  /** The officer's person id; null = the platform. */
  readonly officer: string | null;
  readonly application: { readonly id: string; readonly title: string };
  /** Null where the officer gave a seed of their own: then nothing was committed. */
  readonly committed: SealedPool | null;
  readonly seed: string;
  readonly count: number;
  /** The least expertise of a candidate. */
  readonly floor: number;
  /** Sorted by id. */
  readonly candidates: readonly NamedCandidate[];
  /** Sorted by id; `why` are codes. */
  readonly excluded: readonly (Named & { readonly why: readonly string[] })[];
  /** In the order of drawing. */
  readonly drawn: readonly Named[];
}

/** The text of a record, as it is kept and handed out, and its hash. */
export function writeRecord(record: object): { text: string; hash: string } {
  const sealed = seal(record);
  return { text: canonical(sealed), hash: sealed.hash };
}

/** What repeating a record gave. */
export interface Verdict {
  /** What a reader should see, a line each. */
  readonly told: readonly string[];
  /** What differs; nothing where the record is verified. */
  readonly faults: readonly string[];
}

/** What repeating the draw of one application gave: also the ids of those who are drawn. */
export interface DrawVerdict extends Verdict {
  readonly drawn: readonly string[];
}

/** Repeats a draw from its record alone. Throws on what is no record at all. */
export function verifyDraw(text: string): DrawVerdict {
  const record = JSON.parse(text) as Sealed<DrawRecord>;
  const { application, candidates, committed, drawn } = record;
  const again = balancedOrder(record.seed, application.id, candidates).slice(0, record.count);
  const names = new Map(candidates.map(({ id, name }) => [id, name]));
  const faults = [...sealFaults(text, record), ...(committed ? poolFaults(committed) : [])];
  if (committed) faults.push(...coverageFaults(record, committed));
  for (const { name, expertise } of candidates)
    if (expertise < record.floor) faults.push(`${name} is below the floor of expertise`);
  if (again.join() !== drawn.map(({ id }) => id).join())
    faults.push(`the lots give ${again.map((id) => names.get(id)).join('、')}, not who is named`);
  for (const { id, name } of drawn)
    if (names.get(id) !== name) faults.push(`the pool does not know “${name}” by that id`);
  return { told: tell(record, again, names), faults, drawn: again };
}

/** Whoever stood in the pool is a candidate or was left out for a reason, and nobody else is. */
function coverageFaults({ candidates, excluded, seed }: DrawRecord, committed: SealedPool): string[] {
  const faults = [];
  const named = [...candidates, ...excluded].map(({ id }) => id).sort();
  if (named.join() !== committed.pool.join())
    faults.push('candidates and excluded are not together the pool that was closed');
  if (excluded.some(({ why }) => why.length === 0)) faults.push('somebody was left out without a reason');
  if (seed !== seedOf(committed)) faults.push('the lots were not made from the committed seed');
  return faults;
}

function tell(
  { application, committed, hash }: Sealed<DrawRecord>,
  again: readonly string[],
  names: ReadonlyMap<string, string>,
): string[] {
  return [
    `Application: ${application.title} (${application.id})`,
    ...again.map((id, at) => `${at + 1}. ${names.get(id)} (${id})`),
    ...tellCommitted(committed),
    `Record: ${hash}`,
  ];
}

/** The lines that a reader compares with what the round publishes. */
export const tellCommitted = (committed: SealedPool | null): string[] =>
  committed === null
    ? ['Seed: given by the officer; nothing was committed beforehand.']
    : [
        `Round: ${committed.roundId}; compare with what it publishes:`,
        `  seed commitment ${committed.seedHash}`,
        `  salt commitment ${committed.saltHash}`,
        `  pool ${committed.poolHash}`,
        `  entropy ${committed.entropy ?? '(none)'}`,
      ];
