import { Injectable, Logger } from '@nestjs/common';
import { type Job as QueuedJob, UnrecoverableError } from 'bullmq';
import sql from 'sql-template-tag';
import { CITY_ZONE } from './clock';
import { FailedJobs } from './failed-jobs';
import { Inbox, type Delivery } from './inbox';
import { JobRegistry, QUEUES, type QueueName, type Schedule } from './job-registry';
import { Refusal } from './messages';
import { JobSettings, openQueues, type JobQueue, type JobWorker, type Queues } from './queues';
import { UnitOfWork } from './unit-of-work';

export { Every, Job, On } from './job-registry';
export { JobSettings } from './queues';

/** `delayMs` in milliseconds; a second job under the `jobId` of one that stands in the queue is not added. */
export interface AddOptions {
  readonly delayMs?: number;
  readonly jobId?: string;
}

/** How often the schedules are looked at, and put back when the queue has lost them; milliseconds. */
const CHECK_MS = 60_000;
const UPSERTS = 5;

/** Adds jobs, and in worker roles does them. A job is a wake-up: what is due stands in the database. */
@Injectable()
export class Jobs {
  private readonly log = new Logger('Jobs');
  private readonly opened = new Map<QueueName, JobQueue>();
  private readonly busy = new Set<Promise<unknown>>();
  private queues: Queues | undefined;
  private preparing: Promise<void> | undefined;
  private workers: JobWorker[] = [];
  private started = false;
  private checking: NodeJS.Timeout | undefined;

  constructor(
    private readonly settings: JobSettings,
    private readonly registry: JobRegistry,
    private readonly inbox: Inbox,
    private readonly failures: FailedJobs,
    private readonly uow: UnitOfWork,
  ) {}

  /** Between `start` and `close`: what is delivered goes through the queue. */
  get running(): boolean {
    return this.started;
  }

  /** Starts the schedules and the workers, then does once what fell due while nobody was there. */
  async start({ catchUp = true } = {}): Promise<void> {
    await this.registerSchedules();
    const queues = await this.open();
    this.workers = QUEUES.map((name) => this.work(queues, name));
    await Promise.all(this.workers.map((worker) => worker.waitUntilReady()));
    this.started = true;
    this.checking = setInterval(() => void this.track(this.checkSchedules()), CHECK_MS);
    if (catchUp) await this.track(this.runTicks());
  }

  /** Adds a job; inside a unit of work, once it has committed. Throws when nobody handles `name`. */
  async add(name: string, data: object = {}, options: AddOptions = {}): Promise<void> {
    const { queue } = this.registry.handler(name);
    if (options.jobId?.includes(':')) throw new Error(`no ":" in a job id: ${options.jobId}`);
    const add = async (): Promise<void> => {
      const open = await this.queue(queue);
      await open.add(name, data, {
        ...(options.delayMs === undefined ? {} : { delay: options.delayMs }),
        ...(options.jobId === undefined ? {} : { jobId: options.jobId }),
      });
    };
    if (!this.uow.active) return add();
    const late = (error: unknown): void => this.log.error(`${name} not added: ${String(error)}`);
    this.uow.afterCommit(() => void this.track(add().catch(late)));
  }

  /** Wakes subscribers; one that is already in the queue is not woken twice. */
  async deliver(deliveries: readonly Delivery[]): Promise<void> {
    for (const name of QUEUES) {
      const jobs = deliveries.flatMap(({ subscriber, factId }) => {
        if (this.registry.subscribers.get(subscriber)?.queue !== name) return [];
        const jobId = `${factId}-${subscriber.replace(/[^\w.-]/g, '_')}`;
        return [{ name: subscriber, data: { factId }, opts: { jobId } }];
      });
      if (jobs.length > 0) await (await this.queue(name)).addBulk(jobs);
    }
  }

  /** Runs every scheduled method now, in this process and in the order of declaration. A failure is logged. */
  async runTicks(): Promise<void> {
    for (const schedule of this.registry.schedules) {
      await schedule.run({}).catch((error: unknown) => {
        this.log.error(
          `${schedule.name}: ${String(error)}`,
          error instanceof Error ? error.stack : undefined,
        );
      });
    }
  }

  /** Puts a job that failed for good back in the queue. */
  async retry(failedJobId: string): Promise<void> {
    const failed = await this.failures.take(failedJobId);
    if (failed) await (await this.queue(failed.queue)).add(failed.name, failed.data);
  }

  /** For health: throws when the queue does not answer or a worker stands still. */
  async ready(): Promise<void> {
    if (!this.queues) return;
    await this.active();
    if (!this.workers.every((worker) => worker.isRunning())) throw new Error('a worker does not run');
  }

  /** Jobs that wait for a worker or are being done; delayed ones are not counted. */
  async active(): Promise<number> {
    const counts = await Promise.all(
      QUEUES.map(async (name) => (await this.queue(name)).getJobCounts('wait', 'active')),
    );
    return counts.flatMap((count) => Object.values(count)).reduce((sum, count) => sum + count, 0);
  }

  /** Takes no more jobs and waits for those in progress. Jobs may still be added until `close`. */
  async stop(): Promise<void> {
    clearInterval(this.checking);
    const workers = this.workers;
    this.workers = [];
    await Promise.all(workers.map((worker) => worker.close()));
    await Promise.allSettled(this.busy);
  }

  /** Stops, then closes the queues. */
  async close(): Promise<void> {
    await this.stop();
    this.started = false;
    for (const queue of this.opened.values()) await queue.close();
    this.opened.clear();
    await this.queues?.close();
    this.queues = this.preparing = undefined;
  }

  /** Writes every schedule, one process at a time, since parallel upserts of one scheduler clash on PostgreSQL. */
  private registerSchedules(): Promise<void> {
    return this.uow.run(async () => {
      await this.uow.query(sql`SET LOCAL lock_timeout = '60s'`);
      await this.uow.query(sql`SET LOCAL statement_timeout = '60s'`);
      await this.uow.query(sql`SELECT pg_advisory_xact_lock(hashtextextended('benfu schedules', 0))`);
      for (const name of QUEUES) {
        const queue = await this.queue(name);
        const wanted = this.registry.schedules.filter((schedule) => schedule.queue === name);
        const standing = await queue.getJobSchedulers();
        for (const { key } of standing) {
          if (!wanted.some((schedule) => schedule.name === key)) await queue.removeJobScheduler(key);
        }
        for (const schedule of wanted) await this.upsert(queue, schedule);
      }
    });
  }

  private async upsert(queue: JobQueue, { name, pattern }: Schedule): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await queue.upsertJobScheduler(name, { pattern, tz: CITY_ZONE }, { name, data: {} });
        return;
      } catch (error) {
        if (attempt >= UPSERTS) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** attempt));
      }
    }
  }

  /** A queue that forgot its schedules gets them back. */
  async checkSchedules(): Promise<void> {
    try {
      const counts = await Promise.all(
        QUEUES.map(async (name) => (await this.queue(name)).getJobSchedulersCount()),
      );
      const standing = counts.reduce((sum, count) => sum + count, 0);
      if (standing < this.registry.schedules.length) await this.registerSchedules();
    } catch (error) {
      this.log.warn(`schedules not checked: ${String(error)}`);
    }
  }

  private work(queues: Queues, name: QueueName): JobWorker {
    const worker = queues.worker(name, (job) => this.process(job));
    worker.on('failed', (job, error) => {
      if (job && isFinal(job, error)) void this.track(this.failures.record(name, job, error));
    });
    return worker;
  }

  private async process(job: QueuedJob<unknown>): Promise<void> {
    try {
      if (this.registry.subscribers.has(job.name)) {
        const { factId } = job.data as { factId: string };
        await this.inbox.deliver({ subscriber: job.name, factId });
      } else {
        await this.registry.handler(job.name).run(job.data);
      }
    } catch (error) {
      // The business said no: asking again gives the same answer.
      if (error instanceof Refusal) throw new UnrecoverableError(`${error.code}: ${error.message}`);
      throw error;
    }
  }

  private async queue(name: QueueName): Promise<JobQueue> {
    const queues = await this.open();
    let queue = this.opened.get(name);
    if (!queue) this.opened.set(name, (queue = queues.queue(name)));
    return queue;
  }

  /** Opens the backend when it is first needed: a process that adds no job holds no connection for them. */
  private async open(): Promise<Queues> {
    this.queues ??= openQueues(this.settings);
    this.preparing ??= this.queues.prepare();
    await this.preparing.catch((error: unknown) => {
      this.preparing = undefined;
      throw error;
    });
    return this.queues;
  }

  private track<T>(work: Promise<T>): Promise<T> {
    this.busy.add(work);
    const done = (): boolean => this.busy.delete(work);
    work.then(done, done);
    return work;
  }
}

const isFinal = (job: QueuedJob, error: Error): boolean =>
  error.name === 'UnrecoverableError' ||
  job.finishedOn !== undefined ||
  job.attemptsMade >= (job.opts.attempts ?? 1);
