import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Redis from 'ioredis';
import { Client } from 'pg';
import { EmbeddedPostgres } from '../../src/kernel/embedded-postgres';
import { until } from '../../src/kernel/kernel.testing';
import { freePort } from '../../src/kernel/postgres-process';

/** A PostgreSQL of one's own that keeps what was committed, and may be killed: it is started again at the same address. */
export class OwnPostgres {
  private constructor(
    private readonly directory: string,
    private readonly server: EmbeddedPostgres,
  ) {}

  static async open(): Promise<OwnPostgres> {
    const directory = mkdtempSync(join(tmpdir(), 'benfu-own-'));
    return new OwnPostgres(directory, await EmbeddedPostgres.open({ directory, mode: 'own', durable: true }));
  }

  get url(): string {
    return this.server.url();
  }

  /** Runs one statement on a connection of its own. */
  async sql<R = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<R[]> {
    const client = new Client({ connectionString: this.url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(text, values)).rows as R[];
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** Ends it without a word to anybody; resolves when it answers again. */
  async crash(): Promise<void> {
    const pid = Number(readFileSync(join(this.directory, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGQUIT');
    await until(() => {
      try {
        return process.kill(pid, 0) && false;
      } catch {
        return true;
      }
    });
    await until(
      () =>
        this.sql('SELECT').then(
          () => true,
          () => false,
        ),
      30_000,
    );
  }

  async close(): Promise<void> {
    await this.server.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** A Redis of one's own, which may lose everything. */
export class OwnRedis {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  static async open(): Promise<OwnRedis> {
    const port = await freePort();
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const child = spawn('redis-server', args, { stdio: 'ignore', cwd: tmpdir() });
    const own = new OwnRedis(child, `redis://127.0.0.1:${port}`);
    await until(() =>
      own
        .asks((redis) => redis.ping())
        .then(
          () => true,
          () => false,
        ),
    );
    return own;
  }

  /** Loses all its data. */
  async forget(): Promise<void> {
    await this.asks((redis) => redis.flushall());
  }

  /** How much it holds. */
  size(): Promise<number> {
    return this.asks((redis) => redis.dbsize());
  }

  async close(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  private async asks<T>(work: (redis: Redis) => Promise<T>): Promise<T> {
    const redis = new Redis(this.url, {
      lazyConnect: true,
      retryStrategy: () => null,
      maxRetriesPerRequest: 0,
    });
    redis.on('error', () => undefined);
    try {
      await redis.connect();
      return await work(redis);
    } finally {
      redis.disconnect();
    }
  }
}
