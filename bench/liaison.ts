import 'reflect-metadata';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';
import { Courier } from '../src/areas/letters';
import { assemble } from '../src/boot';
import { Clock } from '../src/kernel/clock';
import { Config } from '../src/kernel/config';
import { databaseOptions, migrate } from '../src/kernel/database';
import { EmbeddedPostgres } from '../src/kernel/embedded-postgres';
import { JobRegistry } from '../src/kernel/job-registry';
import { Jobs } from '../src/kernel/jobs';
import { createLogger } from '../src/kernel/log';
import { Mailer } from '../src/kernel/mail';

const SIZES = [200, 1_000, 2_000];
const REMIND = [14, 7, 1];
const MAILS = 10_000;
const TICKS = 5;

/** It stands still, at the instant that it is given. */
class SetClock extends Clock {
  at = new Date('2025-12-10T09:00:00+08:00');
  override now(): Date {
    return this.at;
  }
}

interface Bench {
  readonly app: NestExpressApplication;
  readonly database: DataSource;
  readonly clock: SetClock;
  readonly sink: ChildProcess;
}

interface Row {
  readonly series: number;
  readonly meetings: number;
  readonly rows: number;
  readonly planning: number;
  readonly writing: number;
  readonly tick: number;
  readonly mails: number;
  readonly sending: number;
  readonly rssMb: number;
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** What a job does, done here and now. */
const run = (app: NestExpressApplication, job: string): Promise<unknown> =>
  app.get(JobRegistry).handler(job).run({});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Highest resident memory of this process while `work` runs, in MB. */
async function watched<T>(work: () => Promise<T>): Promise<{ result: T; rssMb: number }> {
  let highest = 0;
  const look = setInterval(() => (highest = Math.max(highest, process.memoryUsage.rss())), 20);
  try {
    return { result: await work(), rssMb: highest / 1e6 };
  } finally {
    clearInterval(look);
  }
}

const count = async ({ database }: Bench, what: string): Promise<number> =>
  (await database.query<[{ n: number }]>(`SELECT count(*)::int AS n FROM ${what}`))[0].n;

/** Series of two parties with two people each, who meet on the first working day of each month of 2026. */
async function fill({ database }: Bench, series: number): Promise<void> {
  const organisations = Math.max(2, series / 5);
  await database.query(`
    INSERT INTO organisations (id, name, kind, uscc, verified)
      SELECT gen_random_uuid(), '测试单位 ' || n, 'ENTERPRISE', NULL, true FROM generate_series(1, ${organisations}) AS n;
    INSERT INTO people (id, name) SELECT gen_random_uuid(), '测试 ' || n FROM generate_series(1, ${organisations * 2}) AS n;
    INSERT INTO accounts (id, person_id, email, password_hash, roles, created_at)
      SELECT gen_random_uuid(), id, id || '@test.example', '', '{}', now() FROM people;
    INSERT INTO memberships (account_id, organisation_id, role, since, accepted_at)
      SELECT a.id, o.id, 'MEMBER', now(), now()
      FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM accounts) a
      JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM organisations) o ON o.n = (a.n + 1) / 2;
    INSERT INTO liaison_series (id, title, rule, time, remind_days_before, starts_on, ends_on)
      SELECT gen_random_uuid(), '月对接 ' || n, 'FIRST_WORKING_DAY', '09:30', '{${REMIND.join()}}', '2026-01-01', '2026-12-31'
      FROM generate_series(1, ${series}) AS n;
    INSERT INTO series_parties (series_id, organisation_id, position)
      SELECT s.id, o.id, p FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM liaison_series) s
      CROSS JOIN generate_series(0, 1) AS p
      JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM organisations) o ON o.n = (s.n + p) % ${organisations};
  `);
}

/** Lets a year pass, one day of reminders after the other; gives the milliseconds of writing them. */
async function year({ app, database, clock }: Bench): Promise<number> {
  const days = await database.query<{ day: string }[]>(`
    SELECT DISTINCT (meets_on - n)::text AS day FROM meetings, unnest('{${REMIND.join()}}'::int[]) AS n ORDER BY 1`);
  let sum = 0;
  for (const { day } of days) {
    clock.at = new Date(`${day}T00:05:00+08:00`);
    await database.query(`UPDATE meetings SET state = 'HELD' WHERE starts_at < $1`, [clock.at]);
    sum += await timed(() => run(app, 'reminders.tick'));
  }
  return sum;
}

/** A minute in which nothing is due, all of its jobs; the median, in milliseconds. */
async function idle({ app, database, clock }: Bench): Promise<number> {
  const later = new Date(clock.at.getTime() + 86_400_000);
  await database.query('UPDATE notifications SET next_at = $1', [later]);
  await database.query('VACUUM ANALYZE');
  const times: number[] = [];
  for (let at = 0; at < TICKS; at++)
    times.push(
      await timed(async () => {
        await run(app, 'liaison.tick');
        await run(app, 'reminders.tick');
        await app.get(Courier).deliver();
      }),
    );
  return times.sort((a, b) => a - b)[Math.floor(TICKS / 2)]!;
}

/** Hands over what is due of the meetings to come: each is a mail of its own, with its calendar entry. */
async function send({ app, database, clock, sink }: Bench): Promise<{ mails: number; sending: number }> {
  await database.query(
    `UPDATE notifications SET next_at = $1 WHERE id IN (
       SELECT n.id FROM notifications n JOIN meetings m ON m.id = n.subject_id WHERE m.state = 'PLANNED' LIMIT ${MAILS})`,
    [clock.at],
  );
  const taken = async (): Promise<number> => {
    sink.send('how many?');
    return ((await once(sink, 'message')) as [number])[0];
  };
  const before = await taken();
  const sending = await timed(() => app.get(Courier).deliver());
  return { mails: (await taken()) - before, sending };
}

async function measure(bench: Bench, series: number): Promise<Row> {
  await fill(bench, series);
  const planning = await timed(() => run(bench.app, 'liaison.tick'));
  const { result: writing, rssMb: first } = await watched(() => year(bench));
  const [meetings, rows] = [await count(bench, 'meetings'), await count(bench, 'notifications')];
  const tick = await idle(bench);
  const { result: sent, rssMb } = await watched(() => send(bench));
  return { series, meetings, rows, planning, writing, tick, ...sent, rssMb: Math.max(first, rssMb) };
}

/** The program on a database of its own, its jobs run by hand. */
async function open(server: EmbeddedPostgres, directory: string, name: string): Promise<Bench> {
  const admin = await new DataSource({ type: 'postgres', url: server.url('postgres') }).initialize();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.destroy();
  const databaseUrl = server.url(name);
  await migrate(databaseUrl);
  const settings = { appName: 'benfu bench', poolSize: 10, statementTimeoutMs: 60_000 };
  const database = await new DataSource(databaseOptions(databaseUrl, settings)).initialize();
  const sink = fork(join(__dirname, 'mail-sink.js'));
  const [port] = (await once(sink, 'message')) as [number];
  const config = Config.load({
    ...{ DATABASE_URL: databaseUrl, BENFU_DATA: directory, SEED: 'none', LOG_LEVEL: 'silent', PORT: '0' },
    ...{ AUTH_SECRET: 'x'.repeat(40), SMTP_URL: `smtp://127.0.0.1:${port}` },
  });
  const clock = new SetClock();
  const logger = createLogger('silent');
  const app = await assemble({ config, databaseUrl, dataSource: database, clock, logger });
  return { app, database, clock, sink };
}

async function close({ app, database, sink }: Bench): Promise<void> {
  sink.kill();
  await app.get(Jobs).close();
  app.get(Mailer).close();
  await app.close();
  await database.destroy();
}

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;

async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'benfu-bench-'));
  const server = await EmbeddedPostgres.open({ directory, mode: 'own' });
  say('  series  meetings  planned in  reminders  written in  idle minute    mails   sent in   peak RSS');
  try {
    for (const size of SIZES) {
      const bench = await open(server, directory, `benfu_${size}`);
      const row = await measure(bench, size).finally(() => close(bench));
      say(
        [
          ...[
            String(row.series).padStart(8),
            String(row.meetings).padStart(9),
            seconds(row.planning).padStart(11),
          ],
          ...[String(row.rows).padStart(10), seconds(row.writing).padStart(11)],
          ...[`${row.tick.toFixed(0)} ms`.padStart(12), String(row.mails).padStart(8)],
          ...[seconds(row.sending).padStart(9), `${row.rssMb.toFixed(0)} MB`.padStart(10)],
        ].join(' '),
      );
    }
  } finally {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

void main();
