import { Injectable } from '@nestjs/common';
import { CITY_ZONE, Clock } from '../../kernel/clock';
import { sql, type Sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { MINUTES_AFTER_DAYS } from '../liaison';
import { Notifier } from '../notifications';
import { speakersOf } from '../series';
import { MEETING_NOTICES, type MeetingStep } from './reminders.notices';

/** A series reminds at most so many days before: what is further off need not be looked at. */
const MOST_DAYS_BEFORE = 60;
/** Minutes are asked for during so many days after they fell due, an outage included; a missed month is told as long. */
const ASKED_FOR_DAYS = 14;
const TOLD_FOR_DAYS = 45;
/** Meetings whose reminders are written in one statement: it must end in its time however much has fallen due. */
const AT_ONCE = 500;

/** Reminders of meetings: writing what is due twice changes nothing. */
@Injectable()
export class Reminders {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly notifier: Notifier,
  ) {}

  /** Writes the reminders that are due today and not written yet. After an outage only the nearest of several. */
  async insertDue(): Promise<void> {
    const [now, today] = [this.clock.now(), this.clock.today()];
    const minutes = sql`m.meets_on + ${MINUTES_AFTER_DAYS.value}::int`;
    const due = sql`
      SELECT m.id, 'BEFORE' AS notice, 'BEFORE_' || min(n.days) AS step, m.meets_on - min(n.days) AS due_on,
             true AS to_parties, false AS to_bureau
      FROM meetings m JOIN liaison_series s ON s.id = m.series_id, unnest(s.remind_days_before) AS n(days)
      WHERE m.state = 'PLANNED' AND m.starts_at > ${now} AND m.meets_on - n.days <= ${today}::date
        AND m.meets_on <= ${today}::date + ${MOST_DAYS_BEFORE}::int
      GROUP BY m.id
      UNION ALL
      SELECT m.id, 'MINUTES_MISSING', 'MINUTES_MISSING', ${minutes}, true, true FROM meetings m
      WHERE m.state IN ('PLANNED', 'MISSED') AND ${minutes} BETWEEN ${today}::date - ${ASKED_FOR_DAYS}::int AND ${today}::date
      UNION ALL
      SELECT m.id, 'MONTH_MISSED', 'MONTH_MISSED', ${today}::date, false, true FROM meetings m
      WHERE m.state = 'MISSED' AND m.meets_on >= ${today}::date - ${TOLD_FOR_DAYS}::int`;
    const rows = await this.uow.query<{ id: string }>(
      sql`SELECT DISTINCT d.id ${unwritten(due)} ORDER BY d.id`,
    );
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const ids = rows.slice(at, at + AT_ONCE).map(({ id }) => id);
      await this.insert(sql`SELECT * FROM (${due}) all_due WHERE id = ANY(${ids})`);
    }
  }

  /** Tells the parties of a change; where the day only follows the calendar, those who were told of the meeting before. */
  async announce(
    step: Extract<MeetingStep, 'MOVED' | 'CANCELLED' | 'REINSTATED'>,
    meetingId: string,
    always: boolean,
  ): Promise<void> {
    const known = always ? sql`true` : sql`EXISTS (SELECT FROM notifications n WHERE n.subject_id = m.id)`;
    await this.insert(sql`
      SELECT m.id, ${step}::text AS notice, ${step}::text AS step, ${this.clock.today()}::date AS due_on,
             true AS to_parties, false AS to_bureau
      FROM meetings m WHERE m.id = ${meetingId} AND m.starts_at > ${this.clock.now()} AND ${known}`);
  }

  /**
   * Writes a reminder for each recipient of what is due. Each may go out from the start of its day: a worker whose
   * clock is a second behind must not find it too early.
   */
  private async insert(due: Sql): Promise<void> {
    await this.notifier.tellAll(sql`
      WITH due AS (
        SELECT d.*, m.series_id, m.sequence, jsonb_build_object('step', d.step, 'series', s.title,
          'forMonth', m.month, 'startsAt', m.starts_at, 'sequence', m.sequence, 'place', coalesce(m.place, ''),
          'movedFrom', coalesce(m.moved_from::text, ''),
          'provisional', CASE WHEN m.provisional THEN 'yes' ELSE '' END) AS words
        ${unwritten(due)}
      ), recipient AS (
        SELECT due.*, contact.account_id, NULL::uuid AS robot_id, party.organisation_id, o.name AS organisation
        FROM due JOIN series_parties party ON due.to_parties AND party.series_id = due.series_id
          JOIN organisations o ON o.id = party.organisation_id
        CROSS JOIN LATERAL (${speakersOf(sql`due.series_id`, sql`party.organisation_id`)}) contact
        UNION ALL
        SELECT due.*, officer.id, NULL, NULL, '' FROM due JOIN accounts officer
          ON due.to_bureau AND 'BUREAU_OFFICER' = ANY(officer.roles)
        UNION ALL
        SELECT due.*, NULL, robot.id, robot.organisation_id, '' FROM due JOIN robots robot ON robot.state = 'ACTIVE'
          AND (robot.organisation_id IS NULL OR due.to_parties AND robot.organisation_id IN (
            SELECT organisation_id FROM series_parties WHERE series_id = due.series_id))
      )
      SELECT 'liaison.' || notice AS code, concat_ws('/', 'liaison', id, step, sequence) AS key, account_id, robot_id,
             organisation_id, 'meeting' AS subject_type, id AS subject_id, series_id AS scope_id,
             words || jsonb_build_object('organisation', organisation) AS words,
             due_on::timestamp AT TIME ZONE ${CITY_ZONE} AS due_at
      FROM recipient`);
  }
}

/** What of `due` has not been written yet, with its meeting `m` and its series `s`. */
const unwritten = (due: Sql): Sql => sql`
  FROM (${due}) d JOIN meetings m ON m.id = d.id JOIN liaison_series s ON s.id = m.series_id
  WHERE NOT EXISTS (SELECT FROM notifications n WHERE n.subject_id = m.id AND n.words->>'step' = d.step
    AND (n.words->>'sequence')::int = m.sequence)`;

/** The notices that a calendar follows. */
export const INVITING = [
  MEETING_NOTICES.BEFORE,
  MEETING_NOTICES.MOVED,
  MEETING_NOTICES.CANCELLED,
  MEETING_NOTICES.REINSTATED,
];
