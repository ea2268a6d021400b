import { canonical } from '../../kernel/canonical';
import { hashOf, type FactRow } from '../../kernel/facts';
import { uuidOf } from '../../kernel/ids';
import { verifyDraw } from '../experts';
import { readArchive, type Archive } from './case.archive';
import {
  FORMAT,
  INDEX,
  MANIFEST,
  readSeal,
  sha256,
  type FactsFile,
  type Listed,
  type Manifest,
} from './case.entries';

/** What a check of a case file found. */
export interface CaseReport {
  /** SHA-256 in hex of the manifest as it is: to be compared with the project's fact `case.exported`. */
  readonly manifest: string;
  readonly project: string | null;
  /** How many of each were checked and hold. */
  readonly held: { files: number; facts: number; links: number; signed: number; draws: number };
  /** Every fault, with the name of the file. Empty where the file is as it was handed out. */
  readonly faults: readonly string[];
}

type Held = CaseReport['held'];

/** Checks a case file, by its path or its bytes, without any database. Throws where it is no readable ZIP. */
export async function checkCaseFile(source: string | Buffer): Promise<CaseReport> {
  const archive = await readArchive(source);
  const held: Held = { files: 0, facts: 0, links: 0, signed: 0, draws: 0 };
  const listing = archive.entries.get(MANIFEST);
  const manifest = listing && readJson<Manifest>(listing);
  const faults = [...archive.faults, ...sealFaults(archive), ...listFaults(archive, manifest, held)];
  for (const [name, bytes] of archive.entries) {
    if (!name.endsWith('.json') || name === MANIFEST) continue;
    for (const fault of contentFaults(name, bytes, archive, held)) faults.push(`${name}: ${fault}`);
  }
  return {
    ...{ manifest: listing ? sha256(listing) : '', project: manifest?.project ?? null },
    ...{ held, faults },
  };
}

/** Manifest and index are listed nowhere: the comment of the archive, and the index for the manifest, vouch for them. */
function sealFaults({ comment, entries }: Archive): string[] {
  const [listing, index] = [entries.get(MANIFEST), entries.get(INDEX)];
  const seal = readSeal(comment);
  const faults = seal ? [] : ['the comment of the archive: is changed or missing'];
  if (!listing) faults.push(`${MANIFEST}: is missing`);
  else if (seal && sha256(listing) !== seal.manifest) {
    const printed = index?.includes(sha256(listing)) && seal.index === sha256(index);
    faults.push(printed ? 'the comment of the archive: is changed' : `${MANIFEST}: is changed`);
  }
  if (!index) faults.push(`${INDEX}: is missing`);
  else if (seal ? sha256(index) !== seal.index : listing && !index.includes(sha256(listing)))
    faults.push(`${INDEX}: is changed`);
  return faults;
}

function listFaults({ entries }: Archive, manifest: Manifest | undefined, held: Held): string[] {
  const list: unknown = manifest?.format === FORMAT ? manifest.entries : undefined;
  if (!Array.isArray(list) || !list.every(isListed)) return [`${MANIFEST}: is none of the format ${FORMAT}`];
  const known = new Map(list.map((entry) => [entry.name, entry]));
  const faults = [...known.values()].flatMap((entry) => fileFault(entries.get(entry.name), entry, held));
  const more = [...entries.keys()].filter((name) => name !== MANIFEST && name !== INDEX && !known.has(name));
  return [...faults, ...more.map((name) => `${name}: is additional, the manifest does not list it`)];
}

const isListed = (entry: unknown): entry is Listed =>
  typeof entry === 'object' && entry !== null && typeof (entry as Listed).name === 'string';

function fileFault(bytes: Buffer | undefined, { name, size, sha256: hash }: Listed, held: Held): string[] {
  if (!bytes) return [`${name}: is missing`];
  if (bytes.length !== size) return [`${name}: is changed (${bytes.length} bytes instead of ${size})`];
  if (sha256(bytes) !== hash) return [`${name}: is changed`];
  held.files += 1;
  return [];
}

function contentFaults(name: string, bytes: Buffer, archive: Archive, held: Held): string[] {
  if (name.endsWith('.signed.json')) return signedFault(name, bytes, archive, held);
  const value = readJson<object>(bytes);
  if (value === undefined) return ['is no JSON'];
  try {
    if (name.endsWith('.facts.json')) return chainFaults(value as FactsFile, held);
    return (value as DrawShown).__typename === 'Draw' ? drawFault(value as DrawShown, held) : [];
  } catch (error) {
    return [`cannot be understood (${(error as Error).message})`];
  }
}

function signedFault(name: string, bytes: Buffer, { entries }: Archive, held: Held): string[] {
  const record = entries.get(name.replace('.signed.json', '.json'));
  const { contentHash, hash } = (record && readJson<{ contentHash?: string; hash?: string }>(record)) ?? {};
  if ((contentHash ?? hash) !== sha256(bytes)) return ['is not the text whose hash the parties signed'];
  held.signed += 1;
  return [];
}

type Link = Pick<FactRow, 'seq' | 'hash' | 'previousHash'>;

/** Each fact follows the one before; where facts are whole, each hash is that of its content. */
function chainFaults({ whole, facts }: FactsFile, held: Held): string[] {
  if (!Array.isArray(facts)) return ['holds no facts'];
  const faults: string[] = [];
  (facts as Link[]).forEach((fact, at) => {
    const before = (facts as Link[])[at - 1];
    const linked = fact.seq === at + 1 && fact.previousHash === (before?.hash ?? null);
    if (linked) held.links += 1;
    else faults.push(`fact ${at + 1} does not follow the one before it`);
    if (!whole) return;
    if (hashOf({ ...(fact as FactRow), at: instant(fact) }) === fact.hash) held.facts += 1;
    else faults.push(`fact ${at + 1} is not what its hash says`);
  });
  return faults;
}

const instant = (fact: object): Date => {
  const at = new Date((fact as { at: string }).at);
  return Number.isNaN(at.getTime()) ? new Date(0) : at;
};

interface DrawShown {
  readonly __typename: string;
  /** Null for a whole round, whose assignment holds the record. */
  readonly record: string | null;
  readonly drawn: readonly { id: string }[];
}

/** The record, drawn again, gives the same experts. */
function drawFault({ record, drawn }: DrawShown, held: Held): string[] {
  if (record === null) return [];
  const again = verifyDraw(record);
  if (again.faults.length > 0) return again.faults.map((fault) => `is no record of a draw: ${fault}`);
  if (again.drawn.join() !== drawn.map(({ id }) => uuidOf('person', id)).join())
    return ['the record does not give the experts that were drawn'];
  held.draws += 1;
  return [];
}

/** What the bytes say, if they are JSON in the one form in which it is handed out. */
function readJson<T>(bytes: Buffer): T | undefined {
  try {
    const value = JSON.parse(bytes.toString()) as T;
    return canonical(value) === bytes.toString() ? value : undefined;
  } catch {
    return undefined;
  }
}
