import { Logger } from '@nestjs/common';
import {
  createPostgresBackend,
  type DefaultJobOptions,
  type Job,
  type PostgresConnectionOptions,
  type Processor,
  Queue,
  runMigrations,
  withBackend,
  Worker,
} from 'bullmq';
import Redis, { type RedisOptions } from 'ioredis';
import { Pool } from 'pg';
import type { QueueName } from './job-registry';
import { sparingly } from './log';
import { StartError } from './start-error';

/** What the queues must know; the kernel's module fills it from the configuration in use. */
export abstract class JobSettings {
  /** The database in use: `postgres://…`. */
  abstract readonly databaseUrl: string;
  /** The queue lives on Redis when set, else on the database. */
  abstract readonly redisUrl?: string | undefined;
  /** Keeps the keys of several installations on one Redis apart. */
  abstract readonly queuePrefix: string;
  /** How long a silent worker keeps its job, in milliseconds; its job then runs again within twice this. */
  readonly lockMs?: number | undefined;
  /** The wait before the second attempt, in milliseconds; it doubles with each. */
  readonly backoffMs?: number | undefined;
}

/** What is asked of a queue, whatever it stands on. */
export type JobQueue = Pick<
  Queue,
  | 'add'
  | 'addBulk'
  | 'close'
  | 'getJobCounts'
  | 'getJobSchedulers'
  | 'getJobSchedulersCount'
  | 'removeJobScheduler'
  | 'upsertJobScheduler'
>;

/** A worker, whatever its queue stands on. */
export interface JobWorker {
  close(): Promise<void>;
  isRunning(): boolean;
  on(event: 'failed', listener: (job: Job | undefined, error: Error) => void): unknown;
  waitUntilReady(): Promise<unknown>;
}

/** Where jobs wait: the same for both backends. */
export interface Queues {
  queue(name: QueueName): JobQueue;
  worker(name: QueueName, process: Processor): JobWorker;
  /** Prepares the backend and says aloud what is wrong with its set-up. */
  prepare(): Promise<void>;
  /** Closes the connections, once workers and queues are closed. */
  close(): Promise<void>;
}

const CONCURRENCY: Record<QueueName, number> = { quick: 10, slow: 2, outside: 5 };
const SCHEMA = 'bullmq';
/** Connections to PostgreSQL: three workers listen on one each, the rest is shared. */
const POOL = 10;
const LOCK_MS = 10_000;
const CONNECT_MS = 10_000;

/** Five attempts, after about 1, 2, 4 and 8 seconds; what is done is forgotten after a day, what failed is kept. */
const jobOptions = ({ backoffMs = 1_000 }: JobSettings): DefaultJobOptions => ({
  attempts: 5,
  backoff: { type: 'exponential', delay: backoffMs, jitter: 0.5 },
  removeOnComplete: { age: 86_400, count: 1_000 },
  removeOnFail: { age: 90 * 86_400, count: 10_000 },
});

const log = new Logger('Queues');

/** Opens the queue on Redis if there is one, else on the database. */
export const openQueues = (settings: JobSettings): Queues =>
  settings.redisUrl ? onRedis(settings, settings.redisUrl) : onPostgres(settings);

const workerOptions = (name: QueueName, settings: JobSettings) => {
  const lockDuration = settings.lockMs ?? LOCK_MS;
  // A job of a killed worker is started again, up to its five attempts.
  return { concurrency: CONCURRENCY[name], lockDuration, stalledInterval: lockDuration, maxStalledCount: 5 };
};

function onPostgres(settings: JobSettings): Queues {
  const classes = withBackend(createPostgresBackend);
  const pool = new Pool({
    connectionString: settings.databaseUrl,
    options: `-c search_path=${SCHEMA}`,
    max: POOL,
    keepAlive: true,
    application_name: 'benfu-queue',
  });
  pool.setMaxListeners(0);
  pool.on('error', warn);
  // bullmq describes the pool by types of its own, narrower than those of pg.
  const connection = pool as unknown as PostgresConnectionOptions;
  return {
    queue: (name) => heard(new classes.Queue(name, { connection, defaultJobOptions: jobOptions(settings) })),
    worker: (name, process) =>
      heard(new classes.Worker(name, process, { connection, ...workerOptions(name, settings) })),
    prepare: async () => {
      const client = await pool.connect();
      try {
        await runMigrations(client, SCHEMA); // under an advisory lock of its own: safe from several processes
      } finally {
        client.release();
      }
    },
    close: () => pool.end(),
  };
}

function onRedis(settings: JobSettings, url: string): Queues {
  const prefix = settings.queuePrefix;
  const base: RedisOptions = {
    retryStrategy: (times) => Math.min(1_000 * 2 ** Math.min(times - 1, 5), 20_000),
    connectTimeout: CONNECT_MS,
  };
  // Adding a job fails at once while Redis is away; a worker waits for it for ever.
  const adding = heard(new Redis(url, { ...base, enableOfflineQueue: false, maxRetriesPerRequest: 1 }));
  const working = heard(new Redis(url, { ...base, maxRetriesPerRequest: null, lazyConnect: true }));
  return {
    queue: (name) =>
      heard(new Queue(name, { connection: adding, prefix, defaultJobOptions: jobOptions(settings) })),
    worker: (name, process) =>
      heard(new Worker(name, process, { connection: working, prefix, ...workerOptions(name, settings) })),
    prepare: async () => {
      await connected(adding, url);
      await checkRedis(adding);
    },
    close: async () => {
      adding.disconnect();
      working.disconnect();
    },
  };
}

/** Waits for the first connection, but not for ever: a start without Redis must say so, in one sentence. */
async function connected(redis: Redis, url: string): Promise<void> {
  if (redis.status === 'ready') return;
  await new Promise<void>((resolve, reject) => {
    let reason = 'no answer';
    const heed = (error: Error): void => void (reason = error.message.replace(/\.$/, '') || reason);
    const late = setTimeout(() => {
      redis.off('error', heed);
      const { host } = new URL(url);
      reject(
        new StartError(`Benfu cannot reach Redis at ${host}: ${reason}. Start it, or correct REDIS_URL.`),
      );
    }, CONNECT_MS);
    redis.on('error', heed).once('ready', () => {
      redis.off('error', heed);
      clearTimeout(late);
      resolve();
    });
  });
}

/** A Redis that evicts or forgets loses wake-ups: the database brings them back, but later. */
async function checkRedis(redis: Redis): Promise<void> {
  const setting = async (name: string): Promise<string | undefined> =>
    ((await redis.config('GET', name).catch(() => [])) as string[])[1];
  const policy = await setting('maxmemory-policy');
  const aof = await setting('appendonly');
  if (policy !== 'noeviction')
    log.warn(`Redis maxmemory-policy is ${policy ?? 'unknown'}: set it to noeviction`);
  if (aof !== 'yes')
    log.warn(`Redis appendonly is ${aof ?? 'unknown'}: set it to yes, so that a crash loses no job`);
}

const complain = sparingly((text) => log.warn(text));
const warn = (error: Error): void => complain(`queue connection: ${error.message}`);

function heard<T extends { on(event: 'error', listener: (error: Error) => void): unknown }>(source: T): T {
  source.on('error', warn);
  return source;
}
