import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { transform, type Options } from '@swc/core';
import { ROOT } from './sources';

const FOLDERS = ['src', 'migrations', 'seeds'];
const CACHE = join(ROOT, 'node_modules/.cache/benfu-test');
const START_MS = 60_000;
const STEP_MS = 50;

/** The program in a process of its own, as an operator runs it. */
export class Program {
  /** All that it wrote. */
  log = '';
  /** Where it answers. */
  url = '';
  private readonly ended: Promise<number | null>;

  constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => (this.log += text));
    }
    this.ended = new Promise((resolve) => child.once('exit', resolve));
    const abandon = (): boolean => child.kill('SIGKILL');
    process.once('exit', abandon);
    void this.ended.then(() => process.off('exit', abandon));
  }

  get pid(): number {
    return this.child.pid!;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Waits until it serves. Fails with its log when it ends before. */
  async ready(): Promise<this> {
    for (const until = Date.now() + START_MS; Date.now() < until && this.running; await sleep(STEP_MS)) {
      this.url = /"url":"([^"]+)".*"msg":"ready"/.exec(this.log)?.[1] ?? '';
      if (this.url) return this;
    }
    await this.kill();
    throw new Error(`the program did not start:\n${this.log}`);
  }

  /** Ends it as an operator does, and gives its exit code. */
  stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }

  /** Ends it as a power cut does. */
  kill(): Promise<number | null> {
    this.child.kill('SIGKILL');
    return this.ended;
  }
}

/** Starts the built program and waits until it serves; `environment` is all that it is told beside PATH and HOME. */
export async function startProgram(
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<Program> {
  const main = join(await buildProgram(), 'src/main.js');
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, PORT: '0', ...environment };
  const child = spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  return new Program(child).ready();
}

let building: Promise<string> | undefined;

/** Compiles the sources as `npm run build` does and gives the folder: the same for all that a test file starts. */
export function buildProgram(): Promise<string> {
  return (building ??= build());
}

/** Once for each state of the sources. */
async function build(): Promise<string> {
  const files = ['package.json', '.swcrc', ...FOLDERS.flatMap(filesOf)];
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(ROOT, file)));
  const built = join(CACHE, hash.digest('hex').slice(0, 16));
  if (existsSync(built)) return built;
  const made = `${built}.${process.pid}`;
  await Promise.all(files.map((file) => compile(file, made)));
  try {
    renameSync(made, built);
  } catch (error) {
    // Two test files may build at once; whoever comes second uses the build of the first.
    if (!existsSync(built)) throw error;
    rmSync(made, { recursive: true, force: true });
  }
  forget();
  return built;
}

/** Builds of other sources go after an hour: a younger one may still be run by somebody. */
function forget(): void {
  for (const name of readdirSync(CACHE)) {
    const path = join(CACHE, name);
    if (statSync(path).mtimeMs < Date.now() - 3_600_000) rmSync(path, { recursive: true, force: true });
  }
}

const settings = (): Options => ({
  ...(JSON.parse(readFileSync(join(ROOT, '.swcrc'), 'utf8')) as Options),
  swcrc: false,
  sourceMaps: 'inline',
});

async function compile(file: string, folder: string): Promise<void> {
  const target = join(folder, file);
  mkdirSync(dirname(target), { recursive: true });
  if (extname(file) !== '.ts') return cpSync(join(ROOT, file), target);
  const { exclude: _, ...options } = settings();
  const { code } = await transform(readFileSync(join(ROOT, file), 'utf8'), { ...options, filename: file });
  writeFileSync(target.replace(/\.ts$/, '.js'), code);
}

function filesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return path === 'src/console' ? [] : filesOf(path);
    return /\.(spec|db-spec|testing)\.ts$/.test(path) ? [] : [path];
  });
}
