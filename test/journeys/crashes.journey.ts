import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../src/kernel/database';
import { BACKENDS, canTest, until } from '../../src/kernel/kernel.testing';
import { Mailbox } from '../support/mailbox';
import { OwnPostgres, OwnRedis } from '../support/own-servers';
import { buildProgram, startProgram, type Program } from '../support/program';

const STEP_MS = 240_000;
/** People of each of two parties, and series that meet a week later: each step has as many mails as their product. */
const PEOPLE = 5;
const SERIES = 6;
const MAILS = 2 * PEOPLE * SERIES;
const WAIT_MS = 60_000;
/** Letters that a worker has in hand at most: those may come twice when it is killed or cannot note what it sent. */
const IN_HAND = 8;

beforeAll(() => buildProgram());

/**
 * Processes and servers that end without a word, one after the other: a worker in a message that the mail server has
 * kept, Redis with all its data, PostgreSQL. What was in hand may come twice; everything comes, and has one row.
 */
describe.each(BACKENDS)('reminders on %s', (backend) => {
  let possible = false;
  let postgres: OwnPostgres;
  let redis: OwnRedis | undefined;
  let mailbox: Mailbox;
  let minutes = 0;
  const directory = mkdtempSync(join(tmpdir(), 'benfu-crashes-'));
  const running = new Map<string, Program>();

  beforeAll(async () => {
    possible = await canTest(backend);
    if (!possible) return;
    postgres = await OwnPostgres.open();
    if (backend === 'redis') redis = await OwnRedis.open();
    mailbox = await new Mailbox().up();
  }, STEP_MS);
  afterAll(async () => {
    for (const worker of running.values()) await worker.kill();
    await mailbox?.down();
    await redis?.close();
    await postgres?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const step = (name: string, test: () => Promise<void>): void =>
    it(name, async () => (possible ? test() : undefined), STEP_MS);

  /** A worker at 9 o'clock and some minutes; it does at once what is due. */
  const start = async (name: string): Promise<void> => {
    const worker = await startProgram({
      ...{ ROLE: 'worker', SEED: 'none', BENFU_DATA: directory, DATABASE_URL: postgres.url },
      ...(redis ? { REDIS_URL: redis.url } : {}),
      BENFU_NOW: `2026-01-08T09:${String(minutes).padStart(2, '0')}:00+08:00`,
      SMTP_URL: `${mailbox.url}/?name=${name}`,
      AUTH_SECRET: randomUUID(),
    });
    running.set(name, worker);
  };
  const kill = async (name: string): Promise<void> => {
    await running.get(name)!.kill();
    running.delete(name);
  };

  /** Series whose meetings are on the 15th, with their first reminder on this day. */
  const fill = (step: string): Promise<unknown> =>
    postgres.sql(`
      WITH series AS (
        INSERT INTO liaison_series (id, title, rule, day, time, remind_days_before, starts_on, ends_on)
        SELECT gen_random_uuid(), '${step}' || n, 'DAY_OF_MONTH', 15, '09:30', '{7,1}', '2026-01-01', '2026-01-31'
        FROM generate_series(1, ${SERIES}) AS n RETURNING id
      ), party AS (
        INSERT INTO series_parties (series_id, organisation_id, position)
        SELECT series.id, o.id, row_number() OVER (PARTITION BY series.id) FROM series, organisations o
      )
      INSERT INTO meetings (id, state, series_id, month, meets_on, starts_at, provisional)
      SELECT gen_random_uuid(), 'PLANNED', id, '2026-01', '2026-01-15', '2026-01-15T09:30:00+08:00', false FROM series`);
  const left = async (): Promise<number> => {
    const [row] = await postgres.sql<{ n: number }>(`
      SELECT ((SELECT count(*) FROM notifications WHERE state = 'PENDING')
              + (SELECT count(*) FROM letters WHERE state = 'PENDING'))::int AS n`);
    return row!.n;
  };
  /** Waits until as many letters as there should be are sent, and looks at all copies of all of them. */
  const arrived = async (all: number, twice: number): Promise<void> => {
    const sent = async (): Promise<number> =>
      (await postgres.sql<{ n: number }>(`SELECT count(*)::int AS n FROM letters WHERE state = 'SENT'`))[0]!
        .n;
    await until(async () => (await sent()) === all, WAIT_MS);
    expect(await left()).toBe(0);
    const copies = mailbox.mails.map(({ messageId, to, subject }) => ({
      ...{ messageId: messageId!, said: `${[to].flat()[0]!.text} ${subject}` },
    }));
    expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(all);
    expect(new Set(copies.map(({ said }) => said)).size).toBe(all);
    expect(copies.length - all).toBeLessThanOrEqual(twice);
    const often = Math.max(
      ...copies.map((one) => copies.filter((it) => it.messageId === one.messageId).length),
    );
    expect(often).toBeLessThanOrEqual(2);
    const rows = await postgres.sql(`SELECT key FROM notifications WHERE state = 'POSTED'`);
    expect(rows).toHaveLength(all);
  };

  step('a worker is killed in a message that the mail server has kept', async () => {
    await migrate(postgres.url);
    await postgres.sql(`
      INSERT INTO organisations (id, name, kind, verified) VALUES
        (gen_random_uuid(), '测试甲', 'ENTERPRISE', true), (gen_random_uuid(), '测试乙', 'UNIVERSITY', true)`);
    await postgres.sql(`
      WITH person AS (
        INSERT INTO people (id, name) SELECT gen_random_uuid(), '测试 ' || n FROM generate_series(1, ${2 * PEOPLE}) AS n RETURNING id
      ), account AS (
        INSERT INTO accounts (id, person_id, email, password_hash, roles, created_at)
        SELECT gen_random_uuid(), id, id || '@test.example', '', '{}', now() FROM person RETURNING id
      )
      INSERT INTO memberships (account_id, organisation_id, role, since, accepted_at)
      SELECT a.id, o.id, 'MEMBER', now(), now()
      FROM (SELECT id, row_number() OVER () % 2 AS n FROM account) a
      JOIN (SELECT id, row_number() OVER () % 2 AS n FROM organisations) o ON o.n = a.n`);
    await fill('甲');
    const hung = mailbox.stallNext('kept');
    const starting = Promise.all([start('a'), start('b')]);
    const { sender } = await hung;
    await starting;
    await until(() => mailbox.mails.length >= MAILS / 2, WAIT_MS);
    await kill(sender);
    await until(async () => (await left()) <= IN_HAND, WAIT_MS);
    for (const name of [...running.keys()]) await kill(name);
  });

  step('what it left comes from the next, though Redis loses all its data meanwhile', async () => {
    minutes += 10;
    await fill('乙');
    const before = mailbox.mails.length;
    const starting = start('c');
    await until(() => mailbox.mails.length > before + 5, WAIT_MS);
    await redis?.forget();
    await starting;
    await arrived(2 * MAILS, 2 * IN_HAND);
    await kill('c');
  });

  step('PostgreSQL ends while mail goes out, and comes back', async () => {
    minutes += 10;
    await fill('丙');
    const before = mailbox.mails.length;
    const starting = start('d');
    await until(() => mailbox.mails.length > before + 5, WAIT_MS);
    await postgres.crash();
    await starting;
    expect(running.get('d')!.running).toBe(true);
    expect(await running.get('d')!.stop()).toBe(0);
    running.delete('d');
    minutes += 10;
    await start('e');
    await arrived(3 * MAILS, 3 * IN_HAND);
    if (redis) expect(await redis.size()).toBeGreaterThan(0); // the schedules stand again
    expect(await running.get('e')!.stop()).toBe(0);
    running.delete('e');
  });
});
