import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { canonical } from '../../kernel/canonical';

/** An entry as the manifest lists it; size in bytes, SHA-256 in hex. */
export interface Listed {
  /** Its path in the archive: ASCII, never absolute. */
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

/** A file of a case file: its bytes, or where they come from once they are asked for. */
export interface Entry extends Listed {
  readonly content: Buffer | (() => Promise<Readable>);
}

/** What a case file says of itself. */
export interface Manifest {
  readonly format: typeof FORMAT;
  /** The project's public id. */
  readonly project: string;
  readonly title: string;
  /** Whose eyes it was read with: the bureau's, or those of a party. */
  readonly view: 'BUREAU' | 'PARTY';
  /** RFC 3339, UTC. */
  readonly exportedAt: string;
  readonly exportedBy: string | null;
  readonly entries: readonly Listed[];
}

export const FORMAT = 'benfu-case/1';
export const MANIFEST = 'manifest.json';
export const INDEX = 'index.html';

/** The facts of one record, in the file beside it. */
export interface FactsFile {
  readonly subject: string;
  /** Whole facts can be hashed again; others are shown without what is withheld, and only their links can be checked. */
  readonly whole: boolean;
  readonly facts: readonly object[];
}

export const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** An entry of these bytes. */
export const entryOf = (name: string, bytes: Buffer): Entry => ({
  ...{ name, size: bytes.length, sha256: sha256(bytes) },
  content: bytes,
});

/** A value as an entry in canonical JSON (RFC 8785). */
export const jsonEntry = (name: string, value: unknown): Entry =>
  entryOf(name, Buffer.from(canonical(value)));

/** How the manifest lists an entry. */
export const listed = ({ name, size, sha256: hash }: Listed): Listed => ({ name, size, sha256: hash });

/** The comment of the archive: the hashes of the two entries that no other lists. */
export const sealOf = (manifest: string, index: string): string =>
  `${FORMAT} ${MANIFEST}=${manifest} ${INDEX}=${index}`;

/** Reads `sealOf`; undefined where the comment is none. */
export function readSeal(comment: string): { manifest: string; index: string } | undefined {
  const [, manifest, index] = /^\S+ \S+=([0-9a-f]{64}) \S+=([0-9a-f]{64})$/.exec(comment) ?? [];
  return manifest && index && comment === sealOf(manifest, index) ? { manifest, index } : undefined;
}
