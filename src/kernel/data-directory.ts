import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartError, systemCode } from './start-error';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'part of the path is a file',
  EEXIST: 'it is a file',
  ENOSPC: 'the disk is full',
  // What mkdir says below a read-only place.
  ENOENT: 'it cannot be made there',
};

/** The sentence for a directory that cannot be written. */
export const unwritable = (directory: string, error: unknown, variable = 'BENFU_DATA'): StartError =>
  new StartError(
    `Benfu cannot keep its data in ${directory}: ${REASONS[systemCode(error)] ?? String(error)}. ` +
      `Set ${variable} to a directory that it may write.`,
  );

/** Makes a directory for data; refuses, in one sentence, a place that cannot be written, set by `variable`. */
export function ensureDataDirectory(directory: string, variable?: string): void {
  try {
    makeFolder(directory);
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unwritable(directory, error, variable);
  }
}

/** One folder after the other: where the system makes none, as in /proc, Node 20's `recursive` tries for ever. */
function makeFolder(directory: string): void {
  if (!existsSync(dirname(directory))) makeFolder(dirname(directory));
  try {
    mkdirSync(directory);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST' || !statSync(directory).isDirectory()) throw error;
  }
}

/** A secret kept in a file that only its owner can read: made on the first start, the same ever after. */
export function keptSecret(directory: string, name: string): string {
  ensureDataDirectory(directory);
  const path = join(directory, name);
  try {
    // `wx`: of two processes that start at once, the second reads what the first wrote.
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw unwritable(directory, error);
  }
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 32) throw new StartError(`${path} is damaged: delete it, and a new secret is made.`);
  return secret;
}
