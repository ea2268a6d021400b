import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { publicId } from '../../kernel/ids';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { officerSql } from '../conflicts';
import { COUNTING, UNSEALED } from '../reviews';
import { RoundsReader } from '../rounds';
import { RoundBoardRow } from './round-board';

const RUNNING: readonly string[] = ['PUBLIC_NOTICE', 'OBJECTED'];

/** Reads the board of a round: one statement, however many applications there are. */
@Injectable()
export class RoundBoardReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly rounds: RoundsReader,
  ) {}

  /** Every application of the round whose parties this officer is none of (回避), in the order of drafting. */
  async of(actor: Actor, roundId: string): Promise<RoundBoardRow[]> {
    await this.rounds.get(actor, roundId, 'roundId');
    const rows = await this.uow.query<RoundBoardRow>(sql`
      SELECT t.id AS "applicationId", t.project_id AS "projectId", t.number, p.title, o.name AS lead, t.state,
        t.requested_funding AS "requestedFunding", t.granted_funding AS "grantedFunding", r.assigned, r.submitted,
        CASE WHEN r.open THEN r.average END AS average, CASE WHEN r.open THEN r.spread END AS spread,
        CASE WHEN r.open THEN r.support END AS support, CASE WHEN r.open THEN r.neutral END AS neutral,
        CASE WHEN r.open THEN r.oppose END AS oppose, b.n AS "openObjections", t.notice_ends_on::text AS "noticeEndsOn"
      FROM applications t
      JOIN projects p ON p.id = t.project_id
      JOIN organisations o ON o.id = t.lead_id
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS assigned, count(*) FILTER (WHERE v.state <> 'ASSIGNED')::int AS submitted,
          coalesce(bool_and(v.state = ANY(${UNSEALED})), FALSE) AS open,
          round(avg(v.total::numeric), 2)::float8 AS average,
          round((max(v.total) - min(v.total))::numeric, 2)::float8 AS spread,
          count(*) FILTER (WHERE v.recommendation = 'SUPPORT')::int AS support,
          count(*) FILTER (WHERE v.recommendation = 'NEUTRAL')::int AS neutral,
          count(*) FILTER (WHERE v.recommendation = 'OPPOSE')::int AS oppose
        FROM reviews v WHERE v.application_id = t.id AND v.state = ANY(${COUNTING})
      ) r
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS n FROM objections v WHERE v.application_id = t.id AND v.resolved_at IS NULL
      ) b
      WHERE t.round_id = ${roundId} AND ${officerSql(actor)}
      ORDER BY t.id`);
    return rows.map((row) => this.shown(row));
  }

  private shown(row: RoundBoardRow): RoundBoardRow {
    return Object.assign(new RoundBoardRow(), row, {
      applicationId: publicId('application', row.applicationId),
      projectId: publicId('project', row.projectId),
      noticeDaysLeft: RUNNING.includes(row.state) ? daysUntil(this.clock.today(), row.noticeEndsOn) : null,
    });
  }
}

const daysUntil = (today: string, day: string | null): number | null =>
  day === null ? null : Math.max(0, DateTime.fromISO(day).diff(DateTime.fromISO(today), 'days').days);
