import { secondProcess } from '../../../test/support/second-process';
import { achievementId, AlertStage, needId } from '../../../test/support/alerts';
import type { Data } from '../../../test/support/client';
import { Jobs } from '../../kernel/jobs';
import { until } from '../../kernel/kernel.testing';
import { Outbox } from '../../kernel/outbox';
import { Settings } from '../../kernel/settings';
import { Deliveries } from './deliveries';

const EDIT = 'mutation($input: EditSearchInput!) { editSearch(input: $input) { id } }';

let stage: AlertStage;
afterEach(() => stage.close());

describe('mail of alerts', () => {
  beforeEach(async () => {
    stage = await AlertStage.open();
  });

  it('goes out at once, one for all that comes together, and says what, why and how to end it', async () => {
    await stage.achievement();
    await stage.save('tju');
    const best = await stage.need({ title: '反应结晶法制备高纯碳酸锂' });
    const second = await stage.need({ title: '洗水循环' });
    const [mail] = await stage.mails(1);
    await stage.settled();
    expect(stage.mailbox.mails).toHaveLength(1);
    const { nodes } = await stage.alerts('tju');
    const scores = nodes.map(({ score }: Data) => Math.round((score as number) * 100));
    expect(mail!.to).toMatchObject({ text: 'tju@test.example' });
    expect(mail!.subject).toBe(
      `2 条新匹配：《反应结晶法制备高纯碳酸锂》等，符合度最高 ${Math.max(...scores)}%`,
    );
    const text = mail!.text!;
    for (const part of [
      `《洗水循环》（青海测试锂盐有限公司）\n新需求与您的成果匹配：《反应结晶法制备高纯碳酸锂技术》，符合度 ${scores[0]}%`,
      `/needs/${needId(best)}`,
      `/needs/${needId(second)}`,
      'Why: a new need fits your achievement, “反应结晶法制备高纯碳酸锂技术”',
      `· ${nodes[0].reasons[0].text}`,
      '2 new matches',
    ])
      expect(text).toContain(part);
    expect(text).toMatch(/不再接收“新需求与您的成果匹配”：http\S+\/alerts\/mute\?token=\S+/);
    expect(text).toMatch(
      /No more mail when a new need fits your achievement: http\S+\/alerts\/mute\?token=\S+/,
    );
    expect(mail!.headers.get('auto-submitted')).toBe('auto-generated');
    expect(nodes).toMatchObject([{ state: 'SENT' }, { state: 'SENT' }]);
    expect(nodes[0].sentAt).not.toBeNull();
  });

  it('of a single match names it in its subject', async () => {
    await stage.need();
    await stage.save('enterprise', { kind: 'ACHIEVEMENTS_FOR_NEED' });
    const offered = await stage.achievement();
    const [mail] = await stage.mails(1);
    expect(mail!.subject).toMatch(/^新成果与您的需求匹配：《反应结晶法制备高纯碳酸锂技术》，符合度 \d+%$/);
    expect(mail!.text).toContain(`/achievements/${achievementId(offered)}`);
  });

  it('waits for 08:30 of the next day, or of Monday, and then is one mail a person', async () => {
    await stage.achievement();
    await stage.save('tju', { frequency: 'DAILY' });
    await stage.achievement({}, 'isl');
    await stage.save('isl', { frequency: 'WEEKLY' });
    await stage.need({ title: '碳酸锂结晶一' });
    stage.app.clock.set('2025-03-14T20:00:00+08:00');
    await stage.need({ title: '碳酸锂结晶二' });
    stage.app.clock.set('2025-03-15T08:29:00+08:00');
    await stage.tick();
    await stage.app.drain();
    expect(await stage.states()).toEqual(['PENDING', 'PENDING', 'PENDING', 'PENDING']);
    stage.app.clock.set('2025-03-15T08:30:00+08:00');
    await stage.tick();
    await stage.mails(1);
    stage.app.clock.set('2025-03-17T08:29:00+08:00');
    await stage.tick();
    await stage.app.drain();
    expect(stage.mailbox.summary()).toEqual(['tju@test.example 2 条新匹配']);
    stage.app.clock.set('2025-03-17T08:30:00+08:00');
    await stage.tick();
    await stage.settled();
    await stage.tick();
    await stage.app.drain();
    expect(stage.mailbox.summary()).toEqual(['isl@test.example 2 条新匹配', 'tju@test.example 2 条新匹配']);
  });

  it.each([
    ['OPTED_OUT', `UPDATE people SET personalised = false`],
    ['MUTED', `UPDATE saved_searches SET muted = true`],
    ['NOT_WANTED', `UPDATE saved_searches SET threshold = 0.99`],
    ['NOT_WANTED', `DELETE FROM saved_searches`],
    ['NOT_OPEN', `UPDATE needs SET state = 'WITHDRAWN'`],
    ['NOT_OPEN', `UPDATE achievements SET state = 'CLOSED'`],
    ['NO_RIGHT', `UPDATE needs SET visibility = 'CONFIDENTIAL'`],
  ])('is not sent, %s, after: %s', async (why, change) => {
    await stage.achievement();
    await stage.save('tju', { frequency: 'DAILY' });
    await stage.need();
    await stage.app.sql(change);
    stage.app.clock.advance({ days: 1 });
    await stage.tick();
    await stage.settled();
    expect(await stage.states()).toEqual([`DROPPED ${why}`]);
    expect((await stage.alerts('tju')).nodes).toMatchObject([
      { state: 'DROPPED', dropped: why, sentAt: null },
    ]);
    expect(stage.mailbox.mails).toEqual([]);
  });

  it('is not sent to those who have left the organisation; what may be sent goes without the rest', async () => {
    await stage.achievement();
    await stage.save('tju', { frequency: 'DAILY' });
    const closed = await stage.need({ title: '碳酸锂结晶一' });
    await stage.need({ title: '碳酸锂结晶二' });
    await stage.app.sql(`UPDATE needs SET state = 'CLOSED' WHERE id = $1`, [closed]);
    stage.app.clock.advance({ days: 1 });
    await stage.tick();
    const [mail] = await stage.mails(1);
    await stage.settled();
    expect(await stage.states()).toEqual(['DROPPED NOT_OPEN', 'SENT']);
    expect(mail!.text).not.toContain('碳酸锂结晶一');
    await stage.need({ title: '碳酸锂结晶三' });
    await stage.expel('tju', 'tju');
    stage.app.clock.advance({ days: 1 });
    await stage.tick();
    await stage.settled();
    expect(await stage.states()).toEqual(['DROPPED NOT_OPEN', 'SENT', 'DROPPED NO_RIGHT']);
    expect(stage.mailbox.mails).toHaveLength(1);
  });

  it('waits for a mail server that is away, and arrives once', async () => {
    await stage.achievement();
    await stage.save('tju');
    await stage.mailbox.down();
    await stage.need();
    const failed = (times: number): Promise<void> =>
      until(async () => {
        const soon = stage.app.clock.now().getTime() + 100_000;
        return (await stage.stored()).every(
          ({ attempts, error, next }) => attempts === times && error !== null && next.getTime() < soon,
        );
      });
    await failed(1);
    stage.app.clock.advance({ seconds: 20 });
    await stage.tick();
    await failed(2);
    // What comes meanwhile goes in a mail of its own: a message is the same at each attempt.
    await stage.need({ title: '碳酸锂结晶二' });
    expect(await stage.states()).toEqual(['PENDING', 'PENDING']);
    await stage.mailbox.up();
    stage.app.clock.advance({ seconds: 60 });
    await stage.tick();
    await stage.settled();
    await stage.tick();
    await stage.app.drain();
    const [first, second] = await stage.stored();
    expect(first).toMatchObject({ state: 'SENT', attempts: 3, error: null });
    expect(second).toMatchObject({ state: 'SENT', error: null });
    const subjects = stage.mailbox.mails.map(({ subject }) => subject!.split('，')[0]!).sort();
    expect(subjects).toEqual(
      ['电池级碳酸锂结晶过程除镁提纯', '碳酸锂结晶二'].map((title) => `新需求与您的成果匹配：《${title}》`),
    );
  });

  it('is given up after the last attempt, and the error kept', async () => {
    await stage.app.sql(`INSERT INTO settings (key, value) VALUES ('mail.attempts', 1)`);
    await stage.app.get(Settings).refresh();
    await stage.achievement();
    await stage.save('tju');
    await stage.mailbox.down();
    await stage.need();
    await stage.settled();
    const [alert] = await stage.stored();
    expect(alert).toMatchObject({ state: 'FAILED', attempts: 1 });
    expect(alert!.error).toContain('ECONNREFUSED');
    await stage.app.sql(`DELETE FROM settings`);
    await stage.app.get(Settings).refresh();
  });

  it('of a worker that died at it is taken over, under the same Message-ID, by one of several', async () => {
    await stage.achievement();
    await stage.save('tju', { frequency: 'DAILY' });
    await stage.need();
    stage.app.clock.advance({ days: 1 });
    await stage.tick();
    await stage.settled();
    const [{ mail }] = (await stage.app.sql<{ mail: string }>('SELECT mail_id AS mail FROM alerts')) as [
      { mail: string },
    ];
    // It had been accepted, and the note of it was lost.
    const lease = new Date(stage.app.clock.now().getTime() + 120_000);
    await stage.app.sql(`UPDATE alerts SET state = 'PENDING', next_attempt_at = $1`, [lease]);
    const deliveries = stage.app.get(Deliveries);
    await deliveries.send({ id: mail });
    expect(stage.mailbox.mails).toHaveLength(1);
    stage.app.clock.advance({ seconds: 121 });
    await Promise.all([1, 2, 3].map(() => deliveries.send({ id: mail })));
    const ids = stage.mailbox.mails.map(({ messageId }) => messageId);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  });

  it('follows a search that is edited before it goes out', async () => {
    await stage.achievement();
    const { id } = await stage.save('tju', { frequency: 'DAILY' });
    await stage.need();
    await (await stage.app.as('tju')).mutate(EDIT, { input: { id, threshold: 1 } });
    stage.app.clock.advance({ days: 1 });
    await stage.tick();
    await stage.settled();
    expect(await stage.states()).toEqual(['DROPPED NOT_WANTED']);
  });
});

describe('a start after an outage', () => {
  it('sends what was raised, and fell due while nobody worked, as one mail', async () => {
    stage = await AlertStage.open({ works: false });
    await stage.achievement();
    await stage.save('tju', { frequency: 'DAILY' });
    await stage.need({ title: '碳酸锂结晶一' });
    await stage.need({ title: '碳酸锂结晶二' });
    await stage.tick();
    expect(await stage.states()).toEqual(['PENDING', 'PENDING']);
    stage.app.clock.advance({ days: 5 });
    await stage.app.get(Jobs).start();
    await stage.settled();
    expect(stage.mailbox.summary()).toEqual(['tju@test.example 2 条新匹配']);
  });
});

describe('a process that has just started', () => {
  it('tells at once of what another publishes, though no signal of it has reached its index', async () => {
    stage = await AlertStage.open({ works: false });
    await stage.achievement();
    await stage.save('tju', { frequency: 'WEEKLY' });
    const { program, close } = await secondProcess(stage.app);
    program.get(Outbox).start();
    for (const count of [1, 2, 3]) {
      await stage.publish({ title: `碳酸锂结晶${count}` });
      await until(async () => (await stage.stored()).length === count);
    }
    await close();
  });
});
