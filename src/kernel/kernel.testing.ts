import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, type Provider } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test, type TestingModule } from '@nestjs/testing';
import Redis from 'ioredis';
import { DataSource } from 'typeorm';
import { Clock } from './clock';
import { FactSignal } from './fact-signal';
import { FactStream } from './fact-stream';
import { Facts } from './facts';
import { FailedJobs } from './failed-jobs';
import { Inbox } from './inbox';
import { JobRegistry } from './job-registry';
import { Jobs } from './jobs';
import { Outbox } from './outbox';
import { JobSettings } from './queues';
import { UnitOfWork } from './unit-of-work';

/** One process as a test sees it: the jobs and facts of the kernel, and the providers under test. */
export interface Process {
  readonly uow: UnitOfWork;
  readonly facts: Facts;
  readonly inbox: Inbox;
  readonly jobs: Jobs;
  readonly outbox: Outbox;
  readonly stream: FactStream;
  readonly signal: FactSignal;
  readonly dataSource: DataSource;
  get<T>(token: new (...args: never[]) => T): T;
  close(): Promise<void>;
}

/** Starts a process on a migrated database; `close` ends it in order. */
export async function startProcess(settings: JobSettings, providers: Provider[] = []): Promise<Process> {
  const dataSource = await new DataSource({
    type: 'postgres',
    url: settings.databaseUrl,
    logging: false,
  }).initialize();
  const kernel = [UnitOfWork, Facts, JobRegistry, Inbox, FailedJobs, Jobs, Outbox, FactSignal, FactStream];
  const module: TestingModule = await Test.createTestingModule({
    imports: [DiscoveryModule],
    providers: [
      { provide: DataSource, useValue: dataSource },
      { provide: Clock, useValue: new Clock() },
      { provide: JobSettings, useValue: settings },
      ...kernel,
      ...providers,
    ],
  }).compile();
  Logger.overrideLogger(false); // what goes wrong on purpose in these suites would fill the screen
  await module.init();
  const [jobs, outbox, stream, signal] = [
    module.get(Jobs),
    module.get(Outbox),
    module.get(FactStream),
    module.get(FactSignal),
  ];
  return {
    uow: module.get(UnitOfWork),
    facts: module.get(Facts),
    inbox: module.get(Inbox),
    ...{ jobs, outbox, stream, signal, dataSource },
    get: (token) => module.get(token),
    close: async () => {
      await jobs.stop();
      await outbox.close();
      await jobs.close();
      await stream.close();
      await signal.close();
      await module.get(UnitOfWork).onApplicationShutdown();
      await dataSource.destroy();
    },
  };
}

const REDIS_URL = process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379';

/** The backends that the job suites run on. */
export const BACKENDS = ['postgres', 'redis'] as const;
export type Backend = (typeof BACKENDS)[number];

/** Whether a backend can be tested here; aloud when not, and an error where BENFU_REQUIRE names it. */
export async function canTest(backend: Backend): Promise<boolean> {
  if (backend === 'postgres') return true;
  const redis = new Redis(REDIS_URL, {
    lazyConnect: true,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return true;
  } catch (error) {
    if (process.env['BENFU_REQUIRE']?.includes('redis'))
      throw new Error(`no Redis at ${REDIS_URL}: ${String(error)}`);
    process.stderr.write(`SKIPPED on Redis: none at ${REDIS_URL}\n`);
    return false;
  } finally {
    redis.disconnect();
  }
}

/** Settings for one test's queues: keys of its own, and times short enough to wait for. */
export const queueSettings = (backend: Backend, databaseUrl: string): JobSettings => ({
  databaseUrl,
  redisUrl: backend === 'redis' ? REDIS_URL : undefined,
  queuePrefix: `benfu-test-${randomUUID()}`,
  lockMs: 1_000,
  backoffMs: 50,
});

/** Removes the keys that a test left in Redis. */
export async function forgetQueues({ redisUrl, queuePrefix }: JobSettings): Promise<void> {
  if (!redisUrl) return;
  const redis = new Redis(redisUrl);
  for await (const keys of redis.scanStream({ match: `${queuePrefix}*`, count: 1_000 }) as AsyncIterable<
    string[]
  >) {
    if (keys.length > 0) await redis.del(...keys);
  }
  redis.disconnect();
}

/** Waits until `met`, at most `timeoutMs`; then throws. */
export async function until(met: () => boolean | Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!(await met())) {
    if (Date.now() > end) throw new Error(`not met within ${timeoutMs} ms: ${met.toString()}`);
    await sleep(20);
  }
}
