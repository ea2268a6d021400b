import type { ParsedMail } from 'mailparser';
import { LiaisonStage } from '../../../test/support/liaison';
import { SYSTEM } from '../../kernel/actor';
import { BACKENDS, canTest } from '../../kernel/kernel.testing';
import { Settings } from '../../kernel/settings';
import { Courier } from '../letters';
import { Sorter } from '../letters/sorter';
import { LiaisonService, MeetingsReader, type Meeting } from '../liaison';
import { MinutesService } from '../minutes';
import { Reminders } from './reminders';

describe.each(BACKENDS)('reminders, woken by %s', (backend) => {
  let possible = false;
  let stage: LiaisonStage;

  beforeAll(async () => {
    possible = await canTest(backend);
    if (possible) stage = await LiaisonStage.open(backend);
  });
  afterEach(async () => {
    if (possible) await stage.reset();
  });
  afterAll(async () => {
    if (possible) await stage.close();
  });
  const possibly = (name: string, test: () => Promise<void>): void =>
    it(name, async () => (possible ? test() : undefined));

  possibly(
    'go out a week and a day before, once each, however often the tick runs and whoever works',
    async () => {
      await stage.start();
      const second = await stage.anotherWorker();
      await Promise.all([stage.tick(), second.runTicks()]);
      expect(await stage.reminders()).toEqual([]);
      stage.at('2026-01-08T00:01:00');
      await Promise.all([stage.tick(), second.runTicks(), stage.tick(), second.runTicks()]);
      await stage.settled();
      await stage.tick();
      expect(stage.mailbox.summary()).toEqual(['isl@test.example 月对接提醒', 'tju@test.example 月对接提醒']);
      stage.at('2026-01-14T08:00:00');
      await Promise.all([stage.tick(), second.runTicks()]);
      await stage.settled();
      expect((await stage.summary()).sort()).toEqual([
        'BEFORE_1 SENT isl',
        'BEFORE_1 SENT tju',
        'BEFORE_7 SENT isl',
        'BEFORE_7 SENT tju',
      ]);
      expect(stage.mailbox.mails).toHaveLength(4);
      expect(new Set(stage.mailbox.mails.map(({ messageId }) => messageId)).size).toBe(4);
      const [{ text = '', subject }] = stage.mailbox.mails as [ParsedMail];
      expect(subject).toBe('月对接提醒：月对接，2026年1月15日（星期四）09:30');
      expect(text).toContain('Thursday 15 January 2026, 09:30 (Xining, UTC+8)');
      expect(text).toContain('/liaison/meeting_');
      const invitation = stage.mailbox.mails[0]!.attachments.find(
        ({ contentType }) => contentType === 'text/calendar',
      )!;
      expect(invitation.content.toString()).toContain('DTSTART;TZID=Asia/Shanghai:20260115T093000');
      expect(text).toMatch(/您收到此通知，因为您是测试(盐湖研究所|工业大学)在该月对接中的联系人/);
    },
  );

  possibly('send after an outage what still helps, and no more', async () => {
    await stage.start();
    stage.at('2026-01-14T12:00:00');
    await stage.tick();
    await stage.settled();
    expect(await stage.summary()).toEqual(['BEFORE_1 SENT isl', 'BEFORE_1 SENT tju']);
    // Away until the day after the next meeting, 24 February, has begun: nobody is told of what is over.
    stage.at('2026-02-24T10:00:00');
    await stage.tick();
    await stage.settled();
    expect(stage.mailbox.mails).toHaveLength(2 + 1);
    expect((await stage.summary()).slice(2)).toEqual(['MONTH_MISSED SENT bureau']);
  });

  possibly('wait for a mail server that is away, and arrive once', async () => {
    await stage.start();
    await stage.mailbox.down();
    stage.at('2026-01-08T09:00:00');
    await stage.tick();
    await stage.failed(1);
    stage.app.clock.advance({ seconds: 60 });
    await stage.tick();
    await stage.failed(2);
    expect((await stage.reminders()).map(({ state }) => state)).toEqual(['PENDING', 'PENDING']);
    await stage.mailbox.up();
    stage.app.clock.advance({ seconds: 120 });
    await stage.tick();
    await stage.settled();
    await stage.tick();
    expect((await stage.reminders()).map(({ state, attempts }) => `${state} ${attempts}`)).toEqual([
      'SENT 3',
      'SENT 3',
    ]);
    expect(stage.mailbox.mails).toHaveLength(2);
  });

  possibly(
    'are given up after the last attempt, which the bureau sees, and sent when it asks again',
    async () => {
      const [meeting] = (await stage.start()) as [Meeting];
      await stage.app.sql(`INSERT INTO settings (key, value) VALUES ('mail.attempts', 2)`);
      const tju = [await stage.app.personas.organisation('tju')];
      const accepted = `UPDATE memberships SET accepted_at = $2 WHERE organisation_id = $1`;
      await stage.app.sql(accepted, [...tju, null]);
      await stage.app.get(Settings).refresh();
      await stage.mailbox.down();
      stage.at('2026-01-08T09:00:00');
      await stage.tick();
      await stage.failed(1);
      stage.app.clock.advance({ seconds: 3_600 });
      await stage.tick();
      await stage.settled();
      const bureau = await stage.app.as('bureau');
      const query =
        '{ meetings(first: 1) { nodes { id reminders { kind channel to dueOn state attempts sentAt error } } } failedDeliveries { kind recipient to receipts { at error } } }';
      const { meetings, failedDeliveries } = await bureau.query(query);
      const { nodes } = meetings;
      expect(nodes[0].reminders).toMatchObject([
        { kind: 'BEFORE_7', state: 'FAILED', attempts: 2, to: 'isl@test.example' },
      ]);
      expect(nodes[0].reminders[0].error).toContain('ECONNREFUSED');
      expect(failedDeliveries).toMatchObject([{ kind: 'LIAISON', to: 'isl@test.example' }]);
      expect(failedDeliveries[0].receipts).toHaveLength(2);
      const topics = await stage.app.sql('SELECT topic FROM facts WHERE topic = $1', ['notification.failed']);
      expect(topics).toHaveLength(1);
      await stage.mailbox.up();
      await (
        await stage.app.as('isl')
      ).refused('FORBIDDEN', 'mutation($id: ID!) { resendReminders(meetingId: $id) { id } }', {
        id: nodes[0].id,
      });
      await bureau.mutate('mutation($id: ID!) { resendReminders(meetingId: $id) { id } }', {
        id: nodes[0].id,
      });
      await stage.settled();
      expect(await stage.reminders()).toMatchObject([{ state: 'SENT', attempts: 1 }]);
      const subjects = stage.mailbox.mails.map(({ subject }) => subject!.split('：')[0]);
      expect(subjects.filter((subject) => subject === '月对接提醒')).toHaveLength(1); // officers hear of the failure
      expect(meeting.meetsOn).toBe('2026-01-15');
      await stage.app.sql(accepted, [...tju, stage.app.clock.now()]);
      await stage.app.sql(`DELETE FROM settings`);
      await stage.app.get(Settings).refresh();
    },
  );

  possibly('are not too early for a worker whose clock is behind', async () => {
    await stage.start();
    stage.at('2026-01-08T09:00:02');
    await stage.app.get(Reminders).insertDue();
    stage.at('2026-01-08T09:00:00');
    await stage.app.get(Courier).deliver();
    expect(stage.mailbox.mails).toHaveLength(2);
  });

  possibly('of a worker that died at it are taken over, under the same Message-ID', async () => {
    await stage.start();
    stage.at('2026-01-08T09:00:00');
    await stage.app.get(Reminders).insertDue();
    await stage.app.get(Sorter).sort();
    const courier = stage.app.get(Courier);
    const lease = new Date(stage.app.clock.now().getTime() + 120_000);
    await stage.app.sql('UPDATE letters SET attempts = 1, next_attempt_at = $1', [lease]);
    await stage.tick();
    await courier.deliver();
    expect(stage.mailbox.mails).toHaveLength(0);
    stage.app.clock.advance({ seconds: 121 });
    await Promise.all([stage.tick(), courier.deliver(), courier.deliver()]);
    await stage.settled();
    expect(stage.mailbox.mails).toHaveLength(2);
    const before = stage.mailbox.mails.map(({ messageId }) => messageId);
    // It had been accepted, and the note of it was lost.
    await stage.app.sql(`UPDATE letters SET state = 'PENDING', next_attempt_at = $1`, [
      stage.app.clock.now(),
    ]);
    await stage.tick();
    await stage.settled();
    expect(stage.mailbox.mails).toHaveLength(4);
    expect(new Set(stage.mailbox.mails.map(({ messageId }) => messageId))).toEqual(new Set(before));
  });

  possibly('ask for minutes on the third day, the bureau too, and stop when they come', async () => {
    const [january, february] = (await stage.start()) as [Meeting, Meeting];
    stage.at('2026-01-17T12:00:00');
    await stage.tick();
    expect(await stage.reminders()).toEqual([]);
    stage.at('2026-01-18T00:10:00');
    await stage.tick();
    await stage.settled();
    expect(await stage.summary()).toEqual(
      ['bureau', 'isl', 'tju'].map((name) => `MINUTES_MISSING SENT ${name}`),
    );
    await stage.app.get(MinutesService).hold(SYSTEM, { meetingId: january.id, minutes: '纪要' });
    await stage.app.sql('DELETE FROM notifications');
    await stage.tick();
    expect(await stage.reminders()).toEqual([]);
    stage.at('2026-02-24T12:00:00');
    await stage.app.get(MinutesService).hold(SYSTEM, { meetingId: february.id, minutes: '纪要' });
    stage.at('2026-03-01T12:00:00');
    await stage.tick();
    await stage.settled();
    expect(await stage.reminders()).toEqual([]);
  });

  possibly('of a month without minutes go to the bureau, and late minutes set it right', async () => {
    const [january] = (await stage.start()) as [Meeting];
    stage.at('2026-01-31T23:59:00');
    await stage.tick();
    const state = async (): Promise<string> =>
      (await stage.app.get(MeetingsReader).get(SYSTEM, january.id)).state;
    expect(await state()).toBe('PLANNED');
    stage.at('2026-02-01T00:01:00');
    await Promise.all([stage.tick(), stage.tick()]);
    await stage.settled();
    expect(await state()).toBe('MISSED');
    const facts = await stage.app.sql<{ topic: string }>(
      'SELECT topic FROM facts WHERE subject_id = $1 ORDER BY seq',
      [january.id],
    );
    expect(facts.map(({ topic }) => topic)).toEqual(['meeting.planned', 'meeting.missed']);
    expect(await stage.summary()).toContain('MONTH_MISSED SENT bureau');
    await stage.app.get(MinutesService).hold(SYSTEM, { meetingId: january.id, minutes: '补交' });
    expect(await state()).toBe('HELD');
  });

  possibly('follow a meeting that is moved, and tell of one that is cancelled', async () => {
    const [january] = (await stage.start()) as [Meeting];
    stage.at('2026-01-08T09:00:00');
    await stage.tick();
    await stage.settled();
    const service = stage.app.get(LiaisonService);
    const moved = await service.reschedule(SYSTEM, {
      meetingId: january.id,
      meetsOn: '2026-01-20',
      time: '14:00',
    });
    await stage.written('MOVED');
    await stage.tick();
    await stage.settled();
    expect(moved).toMatchObject({ sequence: 1, version: 2, meetsOn: '2026-01-20' });
    stage.at('2026-01-13T09:00:00');
    await stage.tick();
    await stage.settled();
    stage.at('2026-01-14T09:00:00');
    await stage.tick();
    await stage.settled();
    await service.cancel(SYSTEM, { meetingId: january.id, note: '改为线上交流' });
    await stage.written('CANCELLED');
    await stage.tick();
    await stage.settled();
    stage.at('2026-01-19T09:00:00');
    await stage.tick();
    await stage.settled();
    const kinds = (await stage.reminders())
      .filter(({ email }) => email === 'isl@test.example')
      .map(({ kind }) => kind);
    expect(kinds).toEqual(['BEFORE_7', 'MOVED', 'BEFORE_7', 'CANCELLED']);
    expect(stage.mailbox.mails.map(({ subject }) => subject!.split('：')[0])).toEqual(
      ['月对接提醒', '会议改期', '月对接提醒', '会议取消'].flatMap((subject) => [subject, subject]),
    );
    expect(stage.mailbox.mails[2]!.subject).toContain('2026年1月20日（星期二）14:00');
  });
});
