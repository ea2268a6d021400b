import { BACKENDS, canTest, until } from '../../src/kernel/kernel.testing';
import { Jobs } from '../../src/kernel/jobs';
import { startApp, type TestApp } from '../support/app';
import type { Data } from '../support/client';
import { ABOUT_MEETINGS, Mailbox, type Unanswered } from '../support/mailbox';
import type { Persona } from '../support/personas';
import { buildProgram } from '../support/program';
import { Workers } from '../support/workers';

const START = `mutation ($input: StartLiaisonInput!) { startLiaison(input: $input) {
  id unreachable { name } meetings(first: 100) { nodes { id month meetsOn startsAt provisional state } } } }`;
const HOLD = `mutation ($input: HoldMeetingInput!) { holdMeeting(input: $input) { state actionItems { id text } } }`;
const COMPLETE = `mutation ($id: ID!) { completeActionItem(id: $id) { doneAt } }`;
const AGENDA = `query ($id: ID!) { meeting(id: $id) { agenda { text subject { id } } } }`;
const REMINDERS = `{ meetings(first: 100) { nodes { month reminders { kind to state attempts error } } } }`;
const MISSED = `{ meetings(first: 100, filter: { states: [MISSED] }) { nodes { month history { nodes { topic } } } } }`;

/** New Year, Spring Festival, 1 May, the Dragon Boat Festival and National Day move what would be the 1st. */
const DAYS_OF_2025 = (
  '2025-01-02 2025-02-05 2025-03-03 2025-04-01 2025-05-06 2025-06-03 ' +
  '2025-07-01 2025-08-01 2025-09-01 2025-10-09 2025-11-03 2025-12-01'
).split(' ');
/** Starting a worker process takes some 2 s of one processor; a busy machine may need many times that. */
const STEP_MS = 120_000;
const PARTIES = ['colleague', 'enterprise', 'isl'];
const BUREAU_TOO = ['bureau', ...PARTIES];

const JANUARY = '月对接提醒：盐湖月对接，2025年1月2日（星期四）09:30';
const FEBRUARY = '月对接提醒：盐湖月对接，2025年2月5日（星期三）09:30';
const MARCH = '月对接提醒：盐湖月对接，2025年3月3日（星期一）09:30';
const MINUTES = '请提交纪要：盐湖月对接，2025年2月';
const NOT_HELD = '未召开：盐湖月对接，2025年2月';

/** Each person's copy of a message. */
const each = (people: readonly string[], subject: string): string[] =>
  people.map((name) => `${name} ${subject}`).sort();

beforeAll(() => buildProgram());
/** Processes start slowly where others want the machine too. */
jest.setTimeout(120_000);

/**
 * A year that begins across Spring Festival; each step is one test, in order. Time passes as an operator's would: those
 * who work are ended and started again later, and do at their start what fell due meanwhile. Where one is to be killed,
 * they are processes of their own, two of them at first; else the program under test works itself, as with ROLE=all.
 *
 * Of all messages exactly one may come twice: one that the mail server had kept when its worker was killed, before the
 * worker could note the server's yes. No sender can close that window; the second copy has the same Message-ID.
 */
describe.each(BACKENDS)('a year of monthly liaison, its jobs on %s', (backend) => {
  let possible = false;
  let app: TestApp;
  let mailbox: Mailbox;
  let workers: Workers;
  let meetings: Data[];
  let action: string;
  let twice: string;
  const seen = new Set<string>();

  beforeAll(async () => {
    possible = await canTest(backend);
    if (!possible) return;
    mailbox = await new Mailbox(ABOUT_MEETINGS).up();
    const environment = { SMTP_URL: mailbox.url };
    app = await startApp({ queue: backend, now: '2024-12-20T10:00:00+08:00', environment });
    for (const persona of ['bureau', 'isl', 'enterprise', 'colleague'] as const)
      await app.personas.account(persona);
    // What they are told of their own organisations is no part of this year.
    await app.drain();
    await app.sql('TRUNCATE notifications, letters CASCADE');
    workers = new Workers(app, mailbox);
  });
  afterAll(async () => {
    await workers?.close();
    await app?.close();
    await mailbox?.down();
  });

  const step = (name: string, test: () => Promise<void>): void =>
    it(name, async () => (possible ? test() : undefined), STEP_MS);
  const as = async (who: Persona, query: string, variables: object = {}): Promise<Data> =>
    (await app.as(who)).query(query, variables);

  /** One copy of one message: its Message-ID and its recipient. */
  const copies = (): { key: string; line: string }[] =>
    mailbox.mails.map(({ messageId, to, subject }) => {
      const recipient = [to].flat()[0]!.text;
      return { key: `${messageId} ${recipient}`, line: `${recipient.split('@')[0]} ${subject}` };
    });

  /** What has come since the last look, each message once, when nothing is on its way any more. */
  const arrived = async (): Promise<string[]> => {
    await until(async () => (await pending()).length === 0, 30_000);
    const fresh = new Map(copies().flatMap(({ key, line }) => (seen.has(key) ? [] : [[key, line]])));
    for (const key of fresh.keys()) seen.add(key);
    return [...fresh.values()].sort();
  };
  const pending = (): Promise<{ error: string | null }[]> =>
    app.sql(`
      SELECT (SELECT error FROM letter_attempts t WHERE t.letter_id = l.id ORDER BY at DESC LIMIT 1) AS error
      FROM notifications n LEFT JOIN letters l ON l.id = n.letter_id WHERE 'PENDING' IN (n.state, l.state)`);

  /** All that work end; it is then `local` in Xining, and the program under test works. */
  const later = async (local: string): Promise<void> => {
    await workers.stop();
    await app.get(Jobs).close();
    app.clock.set(`${local}:00+08:00`);
    await app.get(Jobs).start();
  };
  /** All that work end; it is then `local` in Xining, and processes of their own work: two, or one. */
  const elsewhere = async (local: string, how?: { alone: boolean }): Promise<void> => {
    await app.get(Jobs).close();
    await workers.restart(local, how);
  };

  /** Kills the worker whose message the mail server left without an answer, when the others have come. */
  const killSenderOf = async (hung: Promise<Unanswered>): Promise<string> => {
    const { sender, to } = await hung;
    await until(async () => (await pending()).length === 1, 30_000);
    await workers.kill(sender);
    return to.split('@')[0]!;
  };

  step('the bureau starts it: every month has its day, moved off the holidays', async () => {
    const partyIds = [await app.organisation('isl'), await app.organisation('enterprise')];
    const dates = { startsOn: '2025-01-01', endsOn: '2025-12-31' };
    const input = { title: '盐湖月对接', partyIds, rule: 'FIRST_WORKING_DAY', ...dates };
    await (await app.as('isl')).refused('FORBIDDEN', START, { input });
    const { startLiaison } = await as('bureau', START, { input });
    expect(startLiaison.unreachable).toEqual([]);
    meetings = startLiaison.meetings.nodes;
    expect(meetings.map(({ meetsOn }) => meetsOn as string)).toEqual(DAYS_OF_2025);
    expect(meetings.map(({ month }) => month as string)).toEqual(DAYS_OF_2025.map((day) => day.slice(0, 7)));
    for (const { startsAt, meetsOn, provisional, state } of meetings)
      expect([startsAt, provisional, state]).toEqual([`${meetsOn}T01:30:00.000Z`, false, 'PLANNED']);
  });

  step(
    'a week before, the mail server hangs in a message and its worker is killed: one copy each',
    async () => {
      const hung = mailbox.stallNext('midst');
      await elsewhere('2024-12-26T09:00');
      const victim = await killSenderOf(hung);
      const others = PARTIES.filter((name) => name !== victim);
      expect(
        copies()
          .map(({ line }) => line)
          .sort(),
      ).toEqual(each(others, JANUARY));
      await later('2024-12-26T09:05');
      expect(await arrived()).toEqual(each(PARTIES, JANUARY));
      expect(mailbox.mails).toHaveLength(3);
    },
  );

  step(
    'a day before, a worker is killed between the server’s yes and its note: again, same Message-ID',
    async () => {
      const hung = mailbox.stallNext('kept');
      await elsewhere('2025-01-01T09:00', { alone: true });
      twice = await killSenderOf(hung);
      expect(mailbox.mails).toHaveLength(6);
      await later('2025-01-01T09:05');
      expect(await arrived()).toEqual(each(PARTIES, JANUARY));
      expect(mailbox.mails).toHaveLength(7);
      expect(new Set(copies().map(({ key }) => key)).size).toBe(6);
    },
  );

  step(
    'January is held: nobody is asked for minutes, and what is to be done is on the next agenda',
    async () => {
      app.clock.set('2025-01-02T16:00:00+08:00');
      const ownerId = await app.organisation('enterprise');
      const input = {
        meetingId: meetings[0].id,
        minutes: '确定中试方案，企业先送卤水样品。',
        actionItems: [{ text: '送卤水样品', ownerId, dueOn: '2025-01-24' }],
      };
      const { holdMeeting } = await as('isl', HOLD, { input });
      expect(holdMeeting).toMatchObject({ state: 'HELD', actionItems: [{ text: '送卤水样品' }] });
      action = holdMeeting.actionItems[0].id;
      await later('2025-01-05T09:00');
      expect(await arrived()).toEqual([]);
      expect((await as('isl', AGENDA, { id: meetings[1].id })).meeting.agenda).toEqual([
        { text: 'To do: 送卤水样品 (青海测试锂盐有限公司, by 2025-01-24)', subject: { id: action } },
      ]);
    },
  );

  step('the mail server is away all of a reminder’s day: its mail comes a day late, and once', async () => {
    await mailbox.down();
    await later('2025-01-29T00:05');
    await until(async () => (await pending()).every(({ error }) => error !== null), 30_000);
    const { nodes } = (await as('bureau', REMINDERS)).meetings;
    expect(nodes[1].reminders).toMatchObject(PARTIES.map(() => ({ kind: 'BEFORE_7', state: 'PENDING' })));
    expect(nodes[1].reminders[0].error).toContain('ECONNREFUSED');
    await mailbox.up();
    await later('2025-01-30T08:00');
    expect(await arrived()).toEqual(each(PARTIES, FEBRUARY));
  });

  step(
    'a day before February the action is overdue; its owner completes it and it is off the agenda',
    async () => {
      await later('2025-02-04T09:00');
      expect(await arrived()).toEqual(each(PARTIES, FEBRUARY));
      const agenda = async (): Promise<string[]> =>
        (await as('enterprise', AGENDA, { id: meetings[1].id })).meeting.agenda.map(({ text }: Data) => text);
      expect(await agenda()).toEqual(['Overdue: 送卤水样品 (青海测试锂盐有限公司, was due 2025-01-24)']);
      await (await app.as('isl')).refused('liaison.not-owner', COMPLETE, { id: action });
      expect((await as('enterprise', COMPLETE, { id: action })).completeActionItem.doneAt).not.toBeNull();
      expect(await agenda()).toEqual([]);
    },
  );

  step('February is not held: everybody is asked for minutes on the third day, the bureau too', async () => {
    await later('2025-02-08T09:00');
    expect(await arrived()).toEqual(each(BUREAU_TOO, MINUTES));
    expect((await as('bureau', MISSED)).meetings.nodes).toEqual([]);
  });

  step('when its month is over it is missed: a fact that the bureau finds, and is told', async () => {
    await later('2025-03-01T00:05');
    expect(await arrived()).toEqual([...each(['bureau'], NOT_HELD), ...each(PARTIES, MARCH)].sort());
    expect((await as('bureau', MISSED)).meetings.nodes).toEqual([
      { month: '2025-02', history: { nodes: expect.arrayContaining([{ topic: 'meeting.missed' }]) } },
    ]);
  });

  step(
    'in the end each reminder has gone out once, but for the one that the killed worker had sent',
    async () => {
      await workers.stop();
      const keys = copies().map(({ key }) => key);
      const again = keys.filter((key, at) => keys.indexOf(key) !== at);
      expect(again.map((key) => key.split(' ')[1])).toEqual([`${twice}@test.example`]);
      const { nodes } = (await as('bureau', REMINDERS)).meetings;
      const kinds = (people: string[], kind: string): string[] => each(people, `${kind} SENT`);
      const expected = [
        [...kinds(PARTIES, 'BEFORE_7'), ...kinds(PARTIES, 'BEFORE_1')],
        [
          ...[...kinds(PARTIES, 'BEFORE_7'), ...kinds(PARTIES, 'BEFORE_1')],
          ...[...kinds(BUREAU_TOO, 'MINUTES_MISSING'), ...kinds(['bureau'], 'MONTH_MISSED')],
        ],
        kinds(PARTIES, 'BEFORE_7'),
      ];
      for (const [at, { reminders }] of nodes.entries()) {
        const found = reminders.map(({ to, kind, state }: Data) => `${to.split('@')[0]} ${kind} ${state}`);
        expect(found.sort()).toEqual((expected[at] ?? []).sort());
      }
      expect(new Set(keys).size).toBe(expected.flat().length);
    },
  );
});
