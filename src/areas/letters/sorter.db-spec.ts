import { ALONE, NoticeStage, PLAIN, SERVING, WHILE_OPEN } from '../../../test/support/notices';
import type { Persona } from '../../../test/support/personas';
import { newId } from '../../kernel/ids';
import { Preferences } from '../notifications';
import { Courier } from './courier';
import { Sorter } from './sorter';

let stage: NoticeStage;

beforeAll(async () => {
  stage = await NoticeStage.open();
});
beforeEach(() => stage.clear());
afterAll(() => stage.close());

const prefer = async (who: Persona, mail: string, kind = 'NEEDS'): Promise<void> =>
  void (await (
    await stage.app.as(who)
  ).mutate('mutation($i: SetMailPreferenceInput!) { setMailPreference(input: $i) { mail } }', {
    i: { kind, mail },
  }));
const quiet = async (who: Persona, quietFrom: string | null, quietUntil: string | null): Promise<void> =>
  void (await (
    await stage.app.as(who)
  ).mutate('mutation($i: SetMailProfileInput!) { setMailProfile(input: $i) { language } }', {
    i: { language: 'ZH', quietFrom, quietUntil },
  }));
const unread = async (who: Persona): Promise<number> =>
  (await (await stage.app.as(who)).query('{ unreadCount }')).unreadCount;
/** For whom and about how many things. */
const counted = (mails: Awaited<ReturnType<NoticeStage['deliver']>>): string[] =>
  mails
    .map(({ to, text }) => `${[to].flat()[0]!.text.split('@')[0]} ${text!.split('发生了：').length - 1}`)
    .sort();

it('a burst is one mail to each recipient, and the same occasion is told once', async () => {
  expect(await stage.tell(PLAIN, ['enterprise', 'tju'], { key: 'same/1' })).toBe(2);
  expect(await stage.tell(PLAIN, ['enterprise', 'tju', 'bureau'], { key: 'same/1' })).toBe(1);
  for (let count = 0; count < 3; count++) await stage.tell(PLAIN, ['tju']);
  const mails = await stage.deliver();
  expect(counted(mails)).toEqual(['bureau 1', 'enterprise 1', 'tju 4']);
  expect(mails.find(({ to }) => [to].flat()[0]!.text.startsWith('tju'))!.subject).toMatch(
    /^4 条通知：通知 .* 等$/,
  );
  expect(await stage.deliver()).toEqual([]);
});

it('a notice that a calendar goes with is a mail of its own', async () => {
  await stage.tell(PLAIN, ['tju']);
  await stage.tell(ALONE, ['tju']);
  await stage.tell(PLAIN, ['tju']);
  await stage.tell(ALONE, ['tju']);
  expect(counted(await stage.deliver())).toEqual(['tju 1', 'tju 1', 'tju 2']);
});

it('a mail tells of 20 things and says how many more there are', async () => {
  for (let count = 0; count < 23; count++) await stage.tell(PLAIN, ['tju']);
  const [mail] = await stage.deliver();
  expect(counted([mail!])).toEqual(['tju 20']);
  expect(mail!.subject).toMatch(/^23 条通知/);
  expect(mail!.text).toContain('另有 3 条，登录后见收件箱。');
  expect(mail!.html).toContain('3 more are in your inbox');
  expect(await unread('tju')).toBe(23);
});

it('NEVER keeps it in the inbox, and what serves a decision comes all the same', async () => {
  await prefer('tju', 'NEVER');
  await stage.tell(PLAIN, ['tju']);
  await stage.tell(SERVING, ['tju']);
  await stage.tell(ALONE, ['tju']);
  expect(counted(await stage.deliver())).toEqual(['tju 1', 'tju 1']);
  expect(await stage.states()).toEqual(['KEPT', 'POSTED SENT', 'POSTED SENT']);
  expect(await unread('tju')).toBe(3);
});

it('what is wished of one series goes before what is wished of all', async () => {
  const preferences = stage.app.get(Preferences);
  const { accountId } = await stage.app.personas.account('tju');
  await preferences.mute(accountId, 'NEEDS');
  const scopeId = newId(new Date());
  await stage.app.sql(
    `INSERT INTO notification_preferences (id, account_id, kind, scope_type, scope_id, mail)
     VALUES (gen_random_uuid(), $1, 'NEEDS', 'series', $2, 'IMMEDIATE')`,
    [accountId, scopeId],
  );
  await stage.tell(PLAIN, ['tju']);
  await stage.tell(PLAIN, ['tju'], { scopeId });
  expect(counted(await stage.deliver())).toEqual(['tju 1']);
  expect(await stage.states()).toEqual(['KEPT', 'POSTED SENT']);
});

it('a digest holds all of its time in one mail, to the minute, daily or weekly', async () => {
  await prefer('tju', 'DAILY');
  await prefer('enterprise', 'WEEKLY');
  for (const at of ['2026-01-05T09:00', '2026-01-05T18:00', '2026-01-06T08:29']) {
    stage.at(at);
    await stage.tell(PLAIN, ['tju', 'enterprise']);
    expect(await stage.deliver()).toEqual([]);
  }
  expect(await unread('tju')).toBe(3);
  stage.at('2026-01-06T08:30');
  expect(counted(await stage.deliver())).toEqual(['tju 3']);
  stage.at('2026-01-12T08:29');
  expect(await stage.deliver()).toEqual([]);
  stage.at('2026-01-12T08:30');
  expect(counted(await stage.deliver())).toEqual(['enterprise 3']);
});

it('the digests of many people stay whole, more than are sorted at once and by two workers', async () => {
  const people = await Promise.all(
    (['enterprise', 'tju', 'bureau'] as const).map((name) => stage.app.personas.account(name)),
  );
  for (const { accountId } of people)
    await stage.app.sql(
      `INSERT INTO notifications (id, kind, code, key, account_id, subject_type, subject_id, words, state, due_at, next_at)
       SELECT gen_random_uuid(), 'NEEDS', 'test.plain', 'many/' || n || '/' || $1, $1::uuid, 'need', $2, '{"title":"x"}',
              'PENDING', $3, $3::timestamptz - n * interval '1 ms' FROM generate_series(1, 300) AS n`,
      [accountId, stage.need, stage.app.clock.now()],
    );
  const sorter = stage.app.get(Sorter);
  await Promise.all([sorter.sort(), sorter.sort()]);
  await sorter.sort();
  const letters = await stage.app.sql<{ n: number }>(
    'SELECT count(*)::int AS n FROM notifications GROUP BY letter_id',
  );
  expect(letters).toEqual([{ n: 300 }, { n: 300 }, { n: 300 }]);
});

describe('quiet hours', () => {
  beforeEach(() => quiet('tju', '22:00', '07:30'));

  it('hold mail back over midnight, what serves a decision too, and leave the inbox alone', async () => {
    stage.at('2026-01-05T22:00');
    await stage.tell(PLAIN, ['tju', 'enterprise']);
    await stage.tell(SERVING, ['tju']);
    expect(counted(await stage.deliver())).toEqual(['enterprise 1']);
    stage.at('2026-01-06T07:29');
    expect(await stage.deliver()).toEqual([]);
    expect(await unread('tju')).toBe(2);
    stage.at('2026-01-06T07:30');
    expect(counted(await stage.deliver())).toEqual(['tju 2']);
  });

  it('hold for a letter that is tried again or was left lying, and take no attempt from it', async () => {
    stage.at('2026-01-05T21:59');
    await stage.tell(PLAIN, ['tju']);
    await stage.mailbox.down();
    await stage.deliver();
    await stage.mailbox.up();
    stage.at('2026-01-05T22:30');
    expect(await stage.deliver()).toEqual([]);
    stage.at('2026-01-06T07:30');
    expect(counted(await stage.deliver())).toEqual(['tju 1']);
    expect(await stage.app.sql('SELECT attempts, state FROM letters')).toEqual([
      { attempts: 2, state: 'SENT' },
    ]);
  });
});

describe('what helps nobody any more', () => {
  it('lapses before a letter is made, and is not in the inbox', async () => {
    const subjectId = await stage.anotherNeed('PUBLIC');
    await stage.tell(WHILE_OPEN, ['tju'], { subjectId });
    await stage.app.sql(`UPDATE needs SET state = 'CLOSED' WHERE id = $1`, [subjectId]);
    expect(await stage.deliver()).toEqual([]);
    expect(await stage.states()).toEqual(['LAPSED']);
    expect(await unread('tju')).toBe(0);
  });

  it('is left out of a letter that waits, and only what went out counts as sent', async () => {
    const subjectId = await stage.anotherNeed('PUBLIC');
    await stage.tell(WHILE_OPEN, ['tju'], { subjectId });
    await stage.tell(PLAIN, ['tju']);
    await stage.app.get(Sorter).sort();
    await stage.app.sql(`UPDATE needs SET state = 'CLOSED' WHERE id = $1`, [subjectId]);
    await stage.app.get(Courier).deliver();
    expect(counted(stage.mailbox.mails)).toEqual(['tju 1']);
    expect(await stage.states()).toEqual(['LAPSED SENT', 'POSTED SENT']);
  });

  it('or was switched off meanwhile, does not go out', async () => {
    await stage.tell(PLAIN, ['tju']);
    await stage.mailbox.down();
    await stage.deliver();
    await stage.mailbox.up();
    await prefer('tju', 'NEVER');
    stage.app.clock.advance({ seconds: 60 });
    expect(await stage.deliver()).toEqual([]);
    expect(await stage.states()).toEqual(['POSTED LAPSED']);
  });
});
