import { Injectable } from '@nestjs/common';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { CITY_ZONE, Clock } from '../../kernel/clock';
import { Config } from '../../kernel/config';
import { Facts } from '../../kernel/facts';
import { publicId } from '../../kernel/ids';
import { Job } from '../../kernel/jobs';
import { Mailer, messageIdOf, type Mail } from '../../kernel/mail';
import { MailRows, type MailTable } from '../../kernel/mail-rows';
import { sql, type Sql } from '../../kernel/policy';
import { setting } from '../../kernel/settings';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { reminderFailed, remindersResent } from './liaison.facts';
import { reminderCalendar, reminderMail } from './liaison.messages';
import type { Meeting, Reminder } from './meeting';

/** Days after a meeting on which its minutes are asked for. */
export const MINUTES_AFTER_DAYS = setting('liaison.minutes-after-days', 3, {
  zh: '会后多少天仍无纪要即催交（天）',
  en: 'Days after a meeting on which missing minutes are asked for',
  max: 366,
});
/** People of each party who are reminded, representatives first. */
export const CONTACTS = setting('liaison.contacts-per-party', 5, {
  zh: '每个对接方最多提醒多少人（负责人优先）',
  en: 'How many people of each party are reminded, representatives first',
  min: 1,
  max: 100,
});
/** Minutes are asked for during so many days after they fell due, an outage included; a missed month is told as long. */
const ASKED_FOR_DAYS = 14;
const TOLD_FOR_DAYS = 45;

/** A reminder as its worker holds it. */
interface Claimed extends Reminder {
  readonly email: string;
  readonly recipient: string;
  readonly organisation: string | null;
  readonly title: string;
  readonly place: string | null;
  readonly month: string;
  readonly startsAt: Date;
  readonly provisional: boolean;
}

const REMINDERS: MailTable = {
  name: 'reminders',
  job: 'liaison.send-reminder',
  useful: (now) => sql`EXISTS (SELECT FROM meetings m WHERE m.id = t.meeting_id AND ${useful(now)})`,
};

/** Reminders are rows under a unique key: writing what is due twice changes nothing. */
@Injectable()
export class Reminders {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly mails: MailRows,
    private readonly mailer: Mailer,
    private readonly config: Config,
  ) {}

  /** Writes the reminders that are due today and not written yet. After an outage only the nearest of several. */
  async insertDue(): Promise<void> {
    const [now, today] = [this.clock.now(), this.clock.today()];
    const minutes = sql`m.meets_on + ${MINUTES_AFTER_DAYS.value}::int`;
    await this.insert(sql`
      SELECT m.id, m.series_id, m.sequence, 'BEFORE_' || min(n.days) AS kind, m.meets_on - min(n.days) AS due_on,
             true AS to_parties, false AS to_bureau
      FROM meetings m JOIN liaison_series s ON s.id = m.series_id, unnest(s.remind_days_before) AS n(days)
      WHERE m.state = 'PLANNED' AND m.starts_at > ${now} AND m.meets_on - n.days <= ${today}::date
      GROUP BY m.id
      UNION ALL
      SELECT m.id, m.series_id, m.sequence, 'MINUTES_MISSING', ${minutes}, true, true FROM meetings m
      WHERE m.state IN ('PLANNED', 'MISSED') AND ${minutes} BETWEEN ${today}::date - ${ASKED_FOR_DAYS}::int AND ${today}::date
      UNION ALL
      SELECT m.id, m.series_id, m.sequence, 'MONTH_MISSED', ${today}::date, false, true FROM meetings m
      WHERE m.state = 'MISSED' AND m.meets_on >= ${today}::date - ${TOLD_FOR_DAYS}::int`);
  }

  /** Tells the parties of a change, in the transaction that makes it. */
  async announce(kind: 'MOVED' | 'CANCELLED', meeting: Meeting): Promise<void> {
    if (meeting.startsAt <= this.clock.now()) return;
    const ids = await this.insert(sql`
      SELECT m.id, m.series_id, m.sequence, ${kind}::text AS kind, ${this.clock.today()}::date AS due_on,
             true AS to_parties, false AS to_bureau
      FROM meetings m WHERE m.id = ${meeting.id}`);
    for (const id of ids) await this.mails.wake(REMINDERS, { id, attempts: 0 });
  }

  /** Whether anybody has been told of a meeting's present time. */
  async anyOf(meeting: Meeting): Promise<boolean> {
    const rows = await this.uow.query(sql`
      SELECT FROM reminders WHERE meeting_id = ${meeting.id} AND sequence = ${meeting.sequence} LIMIT 1`);
    return rows.length > 0;
  }

  /** Sets aside what is of no use any more, and wakes the workers for what is. */
  wakeDue(): Promise<void> {
    return this.mails.wakeDue(REMINDERS);
  }

  /** Sends one reminder if it is still to be sent and nobody else is at it. */
  @Job('liaison.send-reminder', { queue: 'outside' })
  send({ id }: { id: string }): Promise<void> {
    return this.mails.send<Claimed>(REMINDERS, id, {
      read: sql`
        SELECT taken.id, taken.meeting_id "meetingId", taken.kind, taken.sequence, taken.recipient_id "recipientId",
               taken.channel, taken.attempts, m.month, m.starts_at "startsAt", m.provisional, s.title, s.place,
               a.email, p.name recipient, o.name organisation
        FROM taken JOIN meetings m ON m.id = taken.meeting_id JOIN liaison_series s ON s.id = m.series_id
          JOIN accounts a ON a.id = taken.recipient_id JOIN people p ON p.id = a.person_id
          LEFT JOIN organisations o ON o.id = taken.organisation_id`,
      mail: (claimed) => ({
        to: claimed.email,
        messageId: messageIdOf(keyOf(claimed)),
        ...this.content(claimed),
      }),
      failed: ({ kind, attempts, meetingId }) => {
        const subject = { type: 'meeting', id: meetingId };
        return this.facts.state(reminderFailed, { subject, actor: SYSTEM, payload: { kind, attempts } });
      },
    });
  }

  /** Tries those reminders of a meeting again that were given up. */
  resend(actor: Actor, meetingId: string): Promise<void> {
    return this.uow.run(async () => {
      const again = await this.uow.query<{ id: string }>(sql`
        WITH again AS (
          UPDATE reminders SET state = 'PENDING', attempts = 0, next_attempt_at = ${this.clock.now()}
          WHERE meeting_id = ${meetingId} AND state = 'FAILED' RETURNING id
        ) SELECT id FROM again`);
      if (again.length === 0) return;
      const subject = { type: 'meeting', id: meetingId };
      await this.facts.state(remindersResent, { subject, actor, payload: { count: again.length } });
      for (const { id } of again) await this.mails.wake(REMINDERS, { id, attempts: 0 });
    });
  }

  /**
   * Writes a reminder for each recipient of what is due; gives the ids of those that were not there yet. Each may go
   * out from the start of its day: a worker whose clock is a second behind must not find it too early.
   */
  private async insert(due: Sql): Promise<string[]> {
    const rows = await this.uow.query<{ id: string }>(sql`
      WITH due AS (${due}), recipient AS (
        SELECT due.*, contact.account_id, party.organisation_id, party.position
        FROM due JOIN series_parties party ON due.to_parties AND party.series_id = due.series_id
        CROSS JOIN LATERAL (
          SELECT account_id FROM memberships WHERE organisation_id = party.organisation_id AND accepted_at IS NOT NULL
          ORDER BY role = 'REPRESENTATIVE' DESC, since, account_id LIMIT ${CONTACTS.value}
        ) contact
        UNION ALL
        SELECT due.*, officer.id, NULL, NULL
        FROM due JOIN accounts officer ON due.to_bureau AND 'BUREAU_OFFICER' = ANY(officer.roles)
      ), added AS (
        INSERT INTO reminders (id, meeting_id, kind, sequence, recipient_id, organisation_id, channel, due_on, state,
                               next_attempt_at)
        SELECT DISTINCT ON (id, kind, account_id) gen_random_uuid(), id, kind, sequence, account_id, organisation_id,
               'mail', due_on, 'PENDING', due_on::timestamp AT TIME ZONE ${CITY_ZONE}
        FROM recipient ORDER BY id, kind, account_id, position
        ON CONFLICT ON CONSTRAINT reminders_key DO NOTHING RETURNING id
      ) SELECT id FROM added`);
    return rows.map(({ id }) => id);
  }

  /** What speaks of a meeting to come also puts it into the recipient's calendar. */
  private content(claimed: Claimed): Pick<Mail, 'subject' | 'text' | 'calendar'> {
    const link = `${this.config.publicUrl}/liaison/${publicId('meeting', claimed.meetingId)}`;
    const said = { ...claimed, link, organiser: this.mailer.sender, writtenAt: this.clock.now() };
    return { ...reminderMail(said), calendar: reminderCalendar(said) };
  }
}

const keyOf = ({ meetingId, kind, sequence, recipientId, channel }: Claimed): string =>
  ['liaison', meetingId, kind, sequence, recipientId, channel].join('/');

/** Whether what the reminder `t` says of the meeting `m` still helps somebody. */
const useful = (now: Date): Sql => sql`(CASE t.kind
  WHEN 'MINUTES_MISSING' THEN m.state IN ('PLANNED', 'MISSED')
  WHEN 'MONTH_MISSED' THEN m.state = 'MISSED'
  WHEN 'CANCELLED' THEN m.state = 'CANCELLED' AND m.starts_at > ${now}
  ELSE m.state = 'PLANNED' AND m.starts_at > ${now} END AND t.sequence = m.sequence)`;
