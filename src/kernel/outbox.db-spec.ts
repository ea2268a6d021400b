import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { cloneDatabase } from '../../test/support/database';
import { SYSTEM } from './actor';
import { type FactRow, Facts, topic } from './facts';
import { On } from './jobs';
import {
  BACKENDS,
  canTest,
  forgetQueues,
  type Process,
  queueSettings,
  startProcess,
  until,
} from './kernel.testing';
import type { JobSettings } from './queues';
import { UnitOfWork } from './unit-of-work';

const asked = topic<{ n: number }>('outbox-spec.asked');
const answered = topic<{ n: number }>('outbox-spec.answered');

@Injectable()
class Answers {
  calls = 0;
  failures = 0;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
  ) {}

  /** Fails now and then after its effect, which must then not remain. */
  @On(asked)
  async answer(fact: FactRow<{ n: number }>): Promise<void> {
    this.calls++;
    await this.uow.query(sql`INSERT INTO effects (fact_id) VALUES (${fact.id})`);
    const subject = { type: 'answer', id: fact.subjectId };
    await this.facts.state(answered, { subject, actor: SYSTEM, payload: fact.payload });
    if (fact.payload.n % 20 === 0 && this.failures < 5) {
      this.failures++;
      throw new Error('once more');
    }
  }

  @On(answered, { queue: 'outside' })
  async note(fact: FactRow<{ n: number }>): Promise<void> {
    await this.uow.query(sql`INSERT INTO notes (fact_id) VALUES (${fact.id})`);
  }
}

describe.each(BACKENDS)('the outbox on %s', (backend) => {
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

  const start = async (count: number): Promise<Process[]> => {
    processes = await Promise.all(Array.from({ length: count }, () => startProcess(settings, [Answers])));
    await processes[0]!.dataSource.query('CREATE TABLE IF NOT EXISTS effects (fact_id uuid NOT NULL)');
    await processes[0]!.dataSource.query('CREATE TABLE IF NOT EXISTS notes (fact_id uuid NOT NULL)');
    return processes;
  };
  const ask = ({ uow, facts }: Process, n: number): Promise<string> =>
    uow.run(() =>
      facts.state(asked, { subject: { type: 'question', id: randomUUID() }, actor: SYSTEM, payload: { n } }),
    );
  const count = async (table: string): Promise<{ all: number; different: number }> => {
    const [row] = await processes[0]!.dataSource.query<{ all: number; different: number }[]>(
      `SELECT count(*)::int "all", count(DISTINCT fact_id)::int different FROM ${table}`,
    );
    return row!;
  };
  const possibly = (name: string, test: () => Promise<void>): void =>
    it(name, async () => (possible ? test() : undefined));

  possibly('carries 200 facts through two relays to one effect each, though handlers fail', async () => {
    const [first, second] = (await start(2)) as [Process, Process];
    for (const one of [first, second]) {
      await one.jobs.start();
      one.outbox.start();
    }
    await Promise.all(Array.from({ length: 200 }, (_, n) => ask(n % 2 ? first : second, n)));
    await Promise.all([first.outbox.drain(), second.outbox.drain()]);
    expect(await count('effects')).toEqual({ all: 200, different: 200 });
    expect(await count('notes')).toEqual({ all: 200, different: 200 });
    expect(first.get(Answers).failures + second.get(Answers).failures).toBeGreaterThan(0);
    expect(await first.dataSource.query('SELECT 1 FROM failed_jobs')).toEqual([]);
  });

  possibly('publishes again what a relay claimed and did not commit', async () => {
    const [one] = (await start(1)) as [Process];
    await ask(one, 1);
    await one.jobs.start();
    const expected = jest
      .spyOn(one.inbox, 'expect')
      .mockRejectedValueOnce(new Error('power cut before the commit'));
    await expect(one.outbox.relay()).rejects.toThrow('power cut');
    expected.mockRestore();
    await one.outbox.drain();
    expect(await count('effects')).toEqual({ all: 1, different: 1 });
  });

  possibly('wakes again whom the queue forgot, and nobody twice', async () => {
    const [one] = (await start(1)) as [Process];
    for (let n = 1; n <= 10; n++) await ask(one, n);
    await one.jobs.start();
    const lost = jest.spyOn(one.jobs, 'deliver').mockResolvedValueOnce(undefined); // committed, the queue never told
    expect(await one.outbox.relay()).toBe(10);
    lost.mockRestore();
    expect(await count('effects')).toEqual({ all: 0, different: 0 });
    expect(await one.outbox.sweep(0)).toBe(10);
    await one.outbox.sweep(0);
    await one.outbox.drain();
    expect(await count('effects')).toEqual({ all: 10, different: 10 });
    expect(one.get(Answers).calls).toBe(10);
    expect(await one.outbox.sweep(0)).toBe(0);
  });

  possibly('stops asking a subscriber that always fails, until somebody tries again', async () => {
    const [one] = (await start(1)) as [Process];
    await one.jobs.start();
    await one.dataSource.query('ALTER TABLE effects RENAME TO gone');
    await ask(one, 1);
    await one.outbox.drain();
    const failures = await one.dataSource.query<{ id: string }[]>('SELECT * FROM failed_jobs');
    expect(failures).toMatchObject([{ queue: 'quick', name: 'Answers.answer', attempts: 5 }]);
    expect(await one.outbox.sweep(0)).toBe(0);
    await one.dataSource.query('ALTER TABLE gone RENAME TO effects');
    await one.jobs.retry(failures[0]!.id);
    await until(async () => (await count('notes')).all === 1 || (await one.outbox.relay()) < 0);
    expect(await count('effects')).toEqual({ all: 1, different: 1 });
  });

  possibly('hears a commit of another process at once', async () => {
    const [api, worker] = (await start(2)) as [Process, Process];
    await worker.jobs.start();
    worker.outbox.start();
    await worker.signal.ready();
    const since = Date.now();
    await ask(api, 1);
    await until(async () => (await count('notes')).all === 1);
    expect(Date.now() - since).toBeLessThan(2_000);
  });
});

it('calls subscribers at once where no jobs were started', async () => {
  const database = await cloneDatabase();
  const one = await startProcess(queueSettings('postgres', database.url), [Answers]);
  await one.dataSource.query(
    'CREATE TABLE effects (fact_id uuid NOT NULL); CREATE TABLE notes (fact_id uuid NOT NULL)',
  );
  const subject = { type: 'question', id: randomUUID() };
  await one.uow.run(() => one.facts.state(asked, { subject, actor: SYSTEM, payload: { n: 1 } }));
  await one.outbox.drain();
  expect(await one.dataSource.query('SELECT 1 FROM notes')).toHaveLength(1);
  await one.close();
  await database.drop();
});
