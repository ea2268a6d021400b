import fc from 'fast-check';
import { Mortal, Post, type Answer } from '../../../test/support/mortal';
import { ALONE, NoticeStage, PLAIN, WINDOW } from '../../../test/support/notices';
import { sql } from '../../kernel/policy';
import { afterQuiet, digestAt } from '../notifications';

/** CRASH_SEED=n repeats a run. */
const SEED = Number(process.env['CRASH_SEED'] ?? Date.now() % 2_147_483_647);
const SCHEDULES = 60;
const BASE = '2026-01-05T21:00:00+08:00';
const PEOPLE = ['enterprise', 'tju', 'bureau'] as const;
/** What two of them wish. */
const QUIET = { quietFrom: '22:00', quietUntil: '07:00' };
const DAILY = 'bureau@test.example';
const NOTICES = { PLAIN, ALONE, WINDOW };

type Step =
  | { do: 'tell'; who: 0 | 1; of: keyof typeof NOTICES; occasion: number; due: number; to: number }
  | { do: 'deliver' | 'sort'; who: 0 | 1 }
  | { do: 'both' }
  | { do: 'crash' | 'cut'; who: 0 | 1; in: number }
  | { do: 'answer'; answers: Answer[] }
  | { do: 'pass'; minutes: number };

const who = fc.constantFrom(0 as const, 1 as const);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ do: fc.constant('tell' as const), who, of: fc.constantFrom('PLAIN', 'ALONE', 'WINDOW') },
      ...{
        occasion: fc.nat(5),
        due: fc.oneof(fc.constant(0), fc.nat(150)),
        to: fc.integer({ min: 1, max: 7 }),
      },
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('deliver' as const, 'sort' as const), who }) },
  { weight: 2, arbitrary: fc.constant({ do: 'both' } as const) },
  {
    weight: 3,
    arbitrary: fc.record({
      ...{ do: fc.constantFrom('crash' as const, 'crash' as const, 'cut' as const), who },
      in: fc.integer({ min: 1, max: 40 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      answers: fc.array(fc.constantFrom('TAKE' as const, 'REFUSE' as const, 'LOSE' as const), {
        minLength: 1,
        maxLength: 6,
      }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pass' as const), minutes: fc.integer({ min: -5, max: 150 }) }),
  },
);

interface Stored {
  readonly key: string;
  readonly email: string;
  readonly state: string;
  readonly letter: string | null;
  readonly letterId: string | null;
  readonly dueAt: Date;
  readonly until: string | null;
  readonly told: number;
}

let stage: NoticeStage;
let post: Post;
let workers: [Mortal, Mortal];

beforeAll(async () => {
  stage = await NoticeStage.open();
  post = new Post();
  workers = [await Mortal.open(stage.app, 'mortal-a', post), await Mortal.open(stage.app, 'mortal-b', post)];
  await stage.clear();
  const { accountId: quiet } = await stage.app.personas.account('tju');
  const { accountId: daily } = await stage.app.personas.account('bureau');
  await stage.app.sql(`INSERT INTO notification_profiles VALUES ($1, 'ZH', $2, $3)`, [
    ...[quiet, QUIET.quietFrom, QUIET.quietUntil],
  ]);
  await stage.app.sql(
    `INSERT INTO notification_preferences (id, account_id, kind, mail) VALUES (gen_random_uuid(), $1, 'NEEDS', 'DAILY')`,
    [daily],
  );
});
afterAll(async () => {
  for (const worker of workers) await worker.close();
  await stage.close();
});

async function begin(): Promise<void> {
  await stage.app.sql('DELETE FROM notifications');
  await stage.app.sql('DELETE FROM letters');
  stage.app.clock.set(BASE);
  for (const worker of workers) await worker.does((it) => Promise.resolve((it.life.crashIn = Infinity)));
  post.taken.length = post.answers.length = 0;
  post.excused.clear();
}

/** Tells some people of an occasion, in one transaction; it is certain to stand where this gives true. */
function tell(step: Extract<Step, { do: 'tell' }>, accounts: readonly string[]): Promise<boolean> {
  const now = stage.app.clock.now().getTime();
  const dueAt = new Date(now + step.due * 60_000);
  const until = new Date(dueAt.getTime() + 3_600_000).toISOString();
  const { code } = NOTICES[step.of];
  const key = `crash/${step.of}/${step.occasion}`;
  const to = accounts.filter((_, at) => step.to & (1 << at));
  const words = JSON.stringify({ title: `〔${step.of}${step.occasion}〕`, until });
  return workers[step.who].does((it) =>
    it.commit(() =>
      it.notifier.tellAll(sql`
        SELECT ${code}::text AS code, ${key}::text AS key, account_id, NULL::uuid AS robot_id, NULL::uuid AS organisation_id, 'need' AS subject_type,
               ${stage.need}::uuid AS subject_id, NULL::uuid AS scope_id, ${words}::jsonb AS words, ${dueAt}::timestamptz AS due_at
        FROM unnest(${to}::uuid[]) AS account_id`),
    ),
  );
}

async function carryOut(step: Step, accounts: readonly string[], certain: Set<string>): Promise<void> {
  if (step.do === 'tell') {
    const stands = await tell(step, accounts);
    for (const [at, id] of accounts.entries())
      if (stands && step.to & (1 << at)) certain.add(`crash/${step.of}/${step.occasion}/${id}`);
  } else if (step.do === 'deliver') await workers[step.who].does((it) => it.courier.deliver());
  else if (step.do === 'sort') await workers[step.who].does((it) => it.sorter.sort());
  else if (step.do === 'both')
    await Promise.all(workers.map((worker) => worker.does((it) => it.courier.deliver())));
  else if (step.do === 'crash') workers[step.who].life.crashIn = step.in;
  else if (step.do === 'cut') workers[step.who].life.cutIn = step.in;
  else if (step.do === 'answer') post.answers.push(...step.answers);
  else if (step.do === 'pass') stage.app.clock.advance({ seconds: step.minutes * 60 });
}

/** Nothing goes wrong any more: time goes on to whatever is due next, until nothing is. */
async function calm(): Promise<void> {
  post.answers.length = 0;
  for (const { life } of workers) life.crashIn = life.cutIn = Infinity;
  for (let tick = 0; tick < 60; tick++) {
    // A connection that was cut shows when it is used next: then a minute later.
    await workers[tick % 2]!.does((it) => it.courier.deliver());
    const [{ next } = { next: null }] = await stage.app.sql<{ next: Date | null }>(`
      SELECT least((SELECT min(next_at) FROM notifications WHERE state = 'PENDING'),
                   (SELECT min(next_attempt_at) FROM letters WHERE state = 'PENDING')) AS next`);
    if (next === null) return;
    if (next > stage.app.clock.now()) stage.app.clock.set(next);
  }
  throw new Error('something is never done');
}

const stored = (): Promise<Stored[]> =>
  stage.app.sql<Stored>(`
    SELECT n.key, a.email, n.state, l.state AS letter, n.letter_id "letterId", n.due_at "dueAt",
           CASE n.code WHEN 'test.window' THEN n.words->>'until' END AS until,
           (SELECT count(*)::int FROM facts f WHERE f.subject_id = n.id AND f.topic = 'notification.told') AS told
    FROM notifications n JOIN accounts a ON a.id = n.account_id LEFT JOIN letters l ON l.id = n.letter_id`);

/** The first instant at which mail of it may go out, seen from `at`. */
function allowedFrom({ email, dueAt, key }: Stored, at: Date): Date {
  const due = email === DAILY && !key.startsWith('crash/ALONE') ? digestAt('DAILY', dueAt) : dueAt;
  const from = at > due ? at : due;
  return email === 'tju@test.example' ? afterQuiet(QUIET, from) : from;
}

function judge(row: Stored): void {
  const title = `〔${row.key.split('/').slice(1, 3).join('')}〕`;
  const copies = post.taken.filter(({ to, text }) => to === row.email && text.includes(title));
  const ids = new Set(copies.map(({ messageId }) => messageId));
  const excused = [...ids].reduce((sum, id) => sum + (post.excused.get(id) ?? 0), 0);
  const lapsed = row.until !== null && (row.state === 'LAPSED' || row.letter === 'LAPSED');
  expect([row.key, row.email, row.state, row.letter]).toEqual([
    ...[row.key, row.email],
    ...(lapsed ? [row.state, row.letter] : ['POSTED', 'SENT']),
  ]);
  expect(copies.length).toBeGreaterThanOrEqual(lapsed ? 0 : 1);
  expect(copies.length).toBeLessThanOrEqual(1 + excused);
  expect(ids.size).toBeLessThanOrEqual(1);
  expect(row.told).toBe(row.state === 'LAPSED' && row.letterId === null ? row.told : 1);
  for (const { at } of copies) {
    expect(allowedFrom(row, at)).toEqual(at);
    if (row.until !== null) expect(at < new Date(row.until)).toBe(true);
  }
}

it('whenever processes end, connections are cut or the mail server fails: one row each, sent once, and in its time', async () => {
  process.stderr.write(`crash schedules: CRASH_SEED=${SEED}\n`);
  const known = await Promise.all(PEOPLE.map((name) => stage.app.personas.account(name)));
  const accounts = known.map(({ accountId }) => accountId);
  let [sent, crashes] = [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 18 }), async (steps) => {
      await begin();
      const certain = new Set<string>();
      for (const one of steps) {
        await carryOut(one, accounts, certain);
        crashes += one.do === 'crash' || one.do === 'cut' ? 1 : 0;
      }
      await calm();
      const rows = await stored();
      const keys = new Set(rows.map(({ key }) => key));
      expect([...certain].filter((key) => !keys.has(key))).toEqual([]);
      rows.forEach(judge);
      sent += post.taken.length;
    }),
    { numRuns: SCHEDULES, seed: SEED },
  );
  expect(sent).toBeGreaterThan(SCHEDULES);
  expect(crashes).toBeGreaterThan(SCHEDULES / 2);
}, 120_000);
