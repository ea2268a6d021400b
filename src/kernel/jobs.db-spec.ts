import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { cloneDatabase } from '../../test/support/database';
import { Every, Job } from './jobs';
import {
  BACKENDS,
  canTest,
  forgetQueues,
  type Process,
  queueSettings,
  startProcess,
  until,
} from './kernel.testing';
import { Refusal } from './messages';
import { openQueues, type JobSettings } from './queues';

@Injectable()
class Chores {
  readonly done: string[] = [];
  ticks = 0;

  @Job('spec.note')
  async note({ text }: { text: string }): Promise<void> {
    this.done.push(text);
  }

  @Job('spec.stumble')
  async stumble(): Promise<void> {
    this.done.push('stumble');
    if (this.done.length < 2) throw new Error('not yet');
  }

  @Job('spec.refuse', { queue: 'slow' })
  async refuse(): Promise<void> {
    this.done.push('refuse');
    throw new Refusal('spec.no');
  }

  @Job('spec.orphan', { queue: 'outside' })
  async orphan(): Promise<void> {
    this.done.push('orphan');
  }

  @Job('spec.break')
  async break(): Promise<void> {
    this.done.push('break');
    throw new Error('broken');
  }

  @Job('spec.long')
  async long(): Promise<void> {
    this.done.push('begun');
    await sleep(500);
    this.done.push('ended');
  }

  @Every('0 9 1 * *', 'spec.monthly')
  async monthly(): Promise<void> {
    this.done.push('monthly');
  }

  @Every('*/5 * * * *', 'spec.often', { queue: 'slow' })
  async often(): Promise<void> {
    this.ticks++;
    throw new Error('a tick that fails keeps nobody from starting');
  }
}

@Injectable()
class Clockwork {
  beats = 0;

  @Every('* * * * * *', 'spec.beat')
  async beat(): Promise<void> {
    this.beats++;
  }
}

/** Another process that takes a job and never ends it. */
const HANGING = `
  const { createPostgresBackend, Worker, withBackend } = require('bullmq');
  const [databaseUrl, redisUrl, prefix] = process.argv.slice(1);
  const hang = () => { process.stdout.write('taken'); return new Promise(() => setInterval(() => 0, 1000)); };
  const options = { lockDuration: 1000, stalledInterval: 1000 };
  if (redisUrl) new Worker('outside', hang, { connection: { url: redisUrl, maxRetriesPerRequest: null }, prefix, ...options });
  else {
    const { Worker } = withBackend(createPostgresBackend);
    new Worker('outside', hang, { connection: { connectionString: databaseUrl }, ...options });
  }`;

describe.each(BACKENDS)('jobs on %s', (backend) => {
  let database: Awaited<ReturnType<typeof cloneDatabase>>;
  let settings: JobSettings;
  let processes: Process[] = [];
  let possible = false;

  beforeAll(async () => {
    possible = await canTest(backend);
  });
  beforeEach(async () => {
    database = await cloneDatabase();
    settings = queueSettings(backend, database.url);
  });
  afterEach(async () => {
    for (const one of processes) await one.close();
    processes = [];
    await forgetQueues(settings);
    await database.drop();
  });

  const open = async (count: number): Promise<Process[]> => {
    const opened = await Promise.all(Array.from({ length: count }, () => startProcess(settings, [Chores])));
    processes.push(...opened);
    return opened;
  };
  const failed = (one: Process): Promise<{ id: string }[]> =>
    one.dataSource.query('SELECT * FROM failed_jobs ORDER BY failed_at');
  const possibly = (name: string, test: () => Promise<void>): void =>
    it(name, async () => (possible ? test() : undefined));

  possibly('does a job once, in the process that has workers', async () => {
    const [api, worker] = (await open(2)) as [Process, Process];
    await worker.jobs.start({ catchUp: false });
    await api.jobs.add('spec.note', { text: 'now' }, { jobId: 'one' });
    await api.jobs.add('spec.note', { text: 'twice' }, { jobId: 'one' });
    await api.jobs.add('spec.note', { text: 'later' }, { delayMs: 300 });
    await until(() => worker.get(Chores).done.length === 2);
    expect(worker.get(Chores).done).toEqual(['now', 'later']);
    await worker.jobs.ready();
    await expect(api.jobs.add('spec.unknown')).rejects.toThrow('no handler');
    await expect(api.jobs.add('spec.note', {}, { jobId: 'a:b' })).rejects.toThrow('":"');
  });

  possibly('adds a job only when the unit of work commits', async () => {
    const [one] = (await open(1)) as [Process];
    await one.jobs.start({ catchUp: false });
    const failing = one.uow.run(async () => {
      await one.jobs.add('spec.note', { text: 'rolled back' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await one.uow.run(() => one.jobs.add('spec.note', { text: 'committed' }));
    await until(() => one.get(Chores).done.length > 0);
    expect(one.get(Chores).done).toEqual(['committed']);
  });

  possibly('tries again, and a refusal never', async () => {
    const [one] = (await open(1)) as [Process];
    await one.jobs.start({ catchUp: false });
    await one.jobs.add('spec.stumble');
    await until(() => one.get(Chores).done.length === 2);
    await one.jobs.add('spec.refuse', { why: '因为' });
    await until(async () => (await failed(one)).length === 1);
    expect(await failed(one)).toMatchObject([
      { queue: 'slow', name: 'spec.refuse', data: { why: '因为' }, attempts: 1, retried_at: null },
    ]);
    const { id } = (await failed(one))[0]!;
    await Promise.all([1, 2].map(() => one.jobs.retry(id)));
    await until(async () => (await failed(one)).length === 2);
    expect(one.get(Chores).done.filter((name) => name === 'refuse')).toHaveLength(2);
  });

  possibly('registers each schedule once, however many processes start at once', async () => {
    for (let round = 0; round < 3; round++) {
      const four = await open(4);
      await Promise.all(four.map((one) => one.jobs.start()));
      expect(four.map((one) => one.get(Chores).done)).toEqual(Array(4).fill(['monthly']));
      expect(four.map((one) => one.get(Chores).ticks)).toEqual([1, 1, 1, 1]);
      await Promise.all(processes.splice(0).map((one) => one.close()));
    }
    const queues = openQueues(settings);
    await queues.prepare();
    const [quick, slow] = [queues.queue('quick'), queues.queue('slow')];
    expect(await quick.getJobSchedulers()).toMatchObject([
      { key: 'spec.monthly', pattern: '0 9 1 * *', tz: 'Asia/Shanghai' },
    ]);
    expect(await slow.getJobSchedulers()).toMatchObject([{ key: 'spec.often' }]);
    expect(await quick.getJobCounts('delayed')).toEqual({ delayed: 1 });
    expect(await slow.getJobCounts('delayed')).toEqual({ delayed: 1 });
    await quick.close();
    await slow.close();
    await queues.close();
  });

  possibly('does the job of a worker that was killed', async () => {
    const [one] = (await open(1)) as [Process];
    await one.jobs.add('spec.orphan');
    const other = spawn(process.execPath, [
      '-e',
      HANGING,
      settings.databaseUrl,
      settings.redisUrl ?? '',
      settings.queuePrefix,
    ]);
    await once(other.stdout, 'data');
    other.kill('SIGKILL');
    await one.jobs.start({ catchUp: false });
    await until(() => one.get(Chores).done.length > 0);
    expect(one.get(Chores).done).toEqual(['orphan']);
    expect(await failed(one)).toEqual([]);
  });

  possibly('gives the queue its schedules back when it forgot them', async () => {
    const [one] = (await open(1)) as [Process];
    await one.jobs.start({ catchUp: false });
    const queues = openQueues(settings);
    await queues.prepare();
    const quick = queues.queue('quick');
    await quick.removeJobScheduler('spec.monthly');
    expect(await quick.getJobSchedulersCount()).toBe(0);
    await one.jobs.checkSchedules();
    expect(await quick.getJobSchedulersCount()).toBe(1);
    await quick.close();
    await queues.close();
  });

  possibly('gives a job up after five attempts and writes it down', async () => {
    const [one] = (await open(1)) as [Process];
    await one.jobs.start({ catchUp: false });
    await one.jobs.add('spec.break', { n: 1 });
    await until(async () => (await failed(one)).length === 1);
    expect(await failed(one)).toMatchObject([
      { queue: 'quick', error: 'broken', attempts: 5, data: { n: 1 } },
    ]);
    expect(one.get(Chores).done).toEqual(Array(5).fill('break'));
  });

  possibly('runs a schedule again and again, in one process of two', async () => {
    processes = await Promise.all([1, 2].map(() => startProcess(settings, [Clockwork])));
    await Promise.all(processes.map((one) => one.jobs.start({ catchUp: false })));
    const since = Date.now();
    const beats = (): number => processes.reduce((sum, one) => sum + one.get(Clockwork).beats, 0);
    await until(() => beats() >= 3);
    expect(beats()).toBeLessThanOrEqual(Math.ceil((Date.now() - since) / 1_000) + 1);
  });

  possibly('waits at close for the job in progress', async () => {
    const [one] = (await open(1)) as [Process];
    await one.jobs.start({ catchUp: false });
    const chores = one.get(Chores);
    await one.jobs.add('spec.long');
    await until(() => chores.done.includes('begun'));
    await one.jobs.close();
    expect(chores.done).toEqual(['begun', 'ended']);
  });
});
