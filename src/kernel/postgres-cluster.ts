import type { ChildProcess } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { POSTGRES_MAJOR, runAs, spawnPostgres, unicodeLocale } from './postgres-process';
import { StartError, systemCode } from './start-error';

/** The account that Benfu uses on its own server. */
export const SUPERUSER = 'benfu';

/** initdb takes seconds: what is older was left by a start that was killed. */
const TRACE_MS = 600_000;

/** Makes the cluster unless it is there; refuses a directory of another version or of something else. */
export async function ensureCluster(
  cluster: string,
  log: string,
  password: string,
  durable: boolean,
): Promise<void> {
  const version = versionOf(cluster);
  if (version === POSTGRES_MAJOR) return;
  if (version !== undefined) {
    throw new StartError(
      `${cluster} was made by PostgreSQL ${version} and this Benfu brings ${POSTGRES_MAJOR}: ` +
        `run PostgreSQL ${version} on it and set DATABASE_URL, or set BENFU_DATA to a new directory.`,
    );
  }
  if (existsSync(cluster) && (!statSync(cluster).isDirectory() || readdirSync(cluster).length > 0)) {
    throw new StartError(
      `${cluster} holds something that is not a PostgreSQL database: move it away, or set BENFU_DATA.`,
    );
  }
  await initialise(cluster, log, password, durable);
}

/** The last complaint in PostgreSQL's log, as the reason of a failure. */
export function failureIn(log: string, what: string): StartError {
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
  const reason = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? '';
  return new StartError(`Benfu ${what}: ${reason.replace(/^.*?(FATAL|PANIC|error):\s*/, '')} (see ${log})`);
}

function versionOf(cluster: string): string | undefined {
  try {
    return readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    if (systemCode(error) !== 'EACCES') return undefined;
    throw new StartError(`${cluster} belongs to another user: start Benfu as that user, or set BENFU_DATA.`);
  }
}

/** Makes the cluster beside its place and moves it there whole: a kill half-way leaves nothing half made. */
async function initialise(cluster: string, log: string, password: string, durable: boolean): Promise<void> {
  removeTraces(cluster);
  const fresh = mkdtempSync(`${cluster}.new-`);
  const passwordFile = `${fresh}.password`;
  let child: ChildProcess | undefined;
  const abandon = (): void => {
    if (child?.pid) killGroup(child.pid);
    for (const path of [passwordFile, fresh]) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  };
  process.on('exit', abandon);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const user = runAs(cluster);
  if (user) for (const path of [fresh, passwordFile]) chownSync(path, user.uid, user.gid);
  try {
    const initdb = spawnPostgres('initdb', initdbArguments(fresh, passwordFile, durable), fresh, log);
    child = initdb;
    const code = await new Promise((done) => initdb.once('error', done).once('exit', done));
    child = undefined;
    if (code !== 0) throw failureIn(log, 'could not make its database');
    renameSync(fresh, cluster);
  } catch (error) {
    // Another Benfu that started at the same moment was quicker: its cluster is as good.
    if (!['ENOTEMPTY', 'EEXIST'].includes(systemCode(error))) throw error;
  } finally {
    process.off('exit', abandon);
    abandon();
  }
}

/** What a first start left that was killed outright; not what another Benfu is making at this moment. */
function removeTraces(cluster: string): void {
  const folder = dirname(cluster);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(cluster)}.new-`)) continue;
    const path = join(folder, name);
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (Date.now() - changed > TRACE_MS) rmSync(path, { recursive: true, force: true });
  }
}

/** initdb and the server that it runs to fill the tables. */
function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

/** Sorting by code point, letters by Unicode: the same on every machine, and Chinese counts as letters. */
const initdbArguments = (directory: string, passwordFile: string, durable: boolean): string[] => [
  ...['-D', directory, '-U', SUPERUSER, '-E', 'UTF8', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
  ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--locale=${unicodeLocale()}`],
  ...(durable ? [] : ['--no-sync']),
];
