import { randomInt, randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { Config } from '../../src/kernel/config';
import type { TestApp } from './app';
import type { Mailbox } from './mailbox';
import { startProgram, type Program } from './program';

const NAMES = ['worker-a', 'worker-b'];

/** Two processes with ROLE=worker beside an app that serves, on its database and its queue. */
export class Workers {
  private readonly running = new Map<string, Program>();
  private closed = false;
  private starting: Promise<PromiseSettledResult<void>[]> = Promise.resolve([]);

  constructor(
    private readonly app: TestApp,
    private readonly mailbox: Mailbox,
  ) {}

  /**
   * Ends those that run and starts both, or one, anew; it is then `local` in Xining: `2026-01-08T09:00`. When this
   * resolves, each has done once what fell due while nobody worked.
   */
  async restart(local: string, { alone = false } = {}): Promise<void> {
    await this.stop();
    if (this.closed) throw new Error('the workers are closed'); // a test that has timed out goes on
    const now = `${local}:00+08:00`;
    this.app.clock.set(now);
    const names = alone ? NAMES.slice(0, 1) : NAMES;
    this.starting = Promise.allSettled(names.map((name) => this.start(name, now)));
    for (const outcome of await this.starting) if (outcome.status === 'rejected') throw outcome.reason;
  }

  /** Kills one with SIGKILL: it gets no chance to say or tidy anything. */
  async kill(name: string): Promise<void> {
    const worker = this.running.get(name);
    if (!worker?.running) throw new Error(`no ${name} runs`);
    this.running.delete(name);
    await worker.kill();
  }

  /** Ends those that run, as an operator does, and those that are about to; none may end with an error. */
  async stop(): Promise<void> {
    await this.starting;
    const all = [...this.running];
    this.running.clear();
    const codes = await Promise.all(all.map(async ([name, worker]) => [name, await worker.stop()] as const));
    const ill = codes.filter(([, code]) => code !== 0).map(([name, code]) => `${name} ended with ${code}`);
    if (ill.length > 0) throw new Error(ill.join(', '));
  }

  /** Ends those that run, whatever they end with, and starts none any more. */
  async close(): Promise<void> {
    this.closed = true;
    await this.stop().catch(() => undefined);
  }

  private async start(name: string, now: string): Promise<void> {
    const { redisUrl, queuePrefix, dataDirectory } = this.app.get(Config);
    const worker = await startProgram({
      ROLE: 'worker',
      SEED: 'none',
      BENFU_NOW: now,
      BENFU_DATA: dataDirectory,
      DATABASE_URL: this.app.databaseUrl,
      ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
      QUEUE_PREFIX: queuePrefix,
      SMTP_URL: `${this.mailbox.url}/?name=${name}`,
      AUTH_SECRET: randomUUID(),
      PORT: String(await quietPort()),
    });
    this.running.set(name, worker);
  }
}

/** A free port below those that the system gives to outgoing connections while the worker starts. */
async function quietPort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const free = await new Promise<boolean>((done) => {
      const server = createServer();
      server.once('error', () => done(false));
      server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
    });
    if (free) return port;
  }
}
