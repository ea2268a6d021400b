import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const MAIN = join(__dirname, '../src/main.js');

/** Benfu as its users run it: a process of its own on an embedded database. */
export interface Program {
  readonly url: string;
  /** From spawn to ready, in milliseconds. */
  readonly startMs: number;
  /** Resident memory of the Node process now, in MB. */
  readonly memoryMb: () => number;
  readonly stop: () => Promise<void>;
}

/** Starts the built program on `directory` and waits until it says that it is ready. */
export async function startProgram(directory: string, env: Record<string, string> = {}): Promise<Program> {
  const began = performance.now();
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, BENFU_DATA: directory, PORT: '0', SEED: 'demo', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await readyUrl(child);
  return {
    url,
    startMs: performance.now() - began,
    memoryMb: () => residentMb(child.pid!),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const line = text.split('\n').find((candidate) => candidate.includes('"msg":"ready"'));
      if (line) resolve(`http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}`);
    });
    child.once('exit', (code) =>
      reject(new Error(`the program ended with ${code} before it was ready:\n${text}`)),
    );
  });
}

const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;

/** Posts one operation and gives its data; throws on the first error. */
export async function post<T>(
  url: string,
  query: string,
  variables: object = {},
  token?: string,
): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: T; errors?: { message: string }[] };
  if (errors) throw new Error(errors[0]!.message);
  return data;
}

/** Signs a demonstration account in. */
export async function signIn(url: string, email: string): Promise<string> {
  const query =
    'mutation ($email: String!) { signIn(email: $email, password: "benfu-demo") { accessToken } }';
  const { signIn: session } = await post<{ signIn: { accessToken: string } }>(url, query, { email });
  return session.accessToken;
}
