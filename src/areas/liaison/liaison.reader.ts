import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import type { Page, PageArgs } from '../../kernel/page';
import { always, both, sql, type Sql } from '../../kernel/policy';
import { Reader, ReaderContext, type Order } from '../../kernel/reader';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { OrganisationsReader } from '../organisations';
import { partiesOf, SeriesReader } from '../series';
import type { MeetingFilter } from './liaison.inputs';
import { meetingPolicy } from './meeting.kind';
import { Meeting } from './meeting';

/** The earliest first. */
export const BY_TIME: Order = { by: 'startsAt', descending: false };

/** Reads meetings: for the parties of their series and the bureau. */
@Injectable()
export class MeetingsReader extends Reader<Meeting> {
  constructor(context: ReaderContext) {
    super(context, Meeting, meetingPolicy.readable, { partyIds: partiesOf(sql`t.series_id`) });
  }

  /** A page of meetings, the earliest first. */
  search(actor: Actor, args: PageArgs, filter: MeetingFilter = {}): Promise<Page<Meeting>> {
    return this.page(actor, args, wanted(filter), BY_TIME);
  }

  /** Planned meetings after `today` on days that the rule gives; with `years`, those that rest on a guess at these. */
  byRule(today: string, years?: readonly number[]): Promise<Meeting[]> {
    const which = years
      ? sql`t.provisional AND left(t.month, 4)::int = ANY(${years}) AND extract(year FROM t.meets_on) = ANY(${years}::int[])`
      : always;
    return this.select(sql`t.state = 'PLANNED' AND t.meets_on > ${today}::date AND ${RULED} AND ${which}`);
  }

  /** The planned meetings of a series on days that the rule gives, from `month` (YYYY-MM) on. */
  ruledFrom(seriesId: string, month: string): Promise<Meeting[]> {
    return this.select(
      sql`t.series_id = ${seriesId} AND t.state = 'PLANNED' AND t.month >= ${month} AND ${RULED}`,
    );
  }

  /** The meeting that the rule gives a series in a month, whatever became of it. */
  async ofMonth(seriesId: string, month: string): Promise<Meeting | undefined> {
    const [meeting] = await this.select(
      sql`t.series_id = ${seriesId} AND t.month = ${month} AND t.extra = 0`,
    );
    return meeting;
  }

  /** The last month in which a series has the meeting that its rule gives; null before the first. */
  async lastMonth(seriesId: string): Promise<string | null> {
    const [row] = await this.context.uow.query<{ month: string | null }>(
      sql`SELECT max(month) AS month FROM meetings WHERE series_id = ${seriesId} AND extra = 0`,
    );
    return row!.month;
  }

  /** The meetings of a series that its pause cancelled, from `day` on. */
  suspended(seriesId: string, day: string): Promise<Meeting[]> {
    return this.select(sql`t.series_id = ${seriesId} AND t.state = 'CANCELLED' AND t.suspended
      AND t.meets_on >= ${day}::date ORDER BY t.starts_at`);
  }

  /** Meetings without minutes, whose month is over on `today` and whose minutes were asked for `days` after the day. */
  unheld(today: string, days: number): Promise<Meeting[]> {
    return this.select(sql`
      t.state = 'PLANNED' AND t.meets_on + ${days}::int < ${today}::date
      AND (date_trunc('month', t.meets_on) + interval '1 month')::date <= ${today}::date`);
  }

  /** The planned meetings of a series from a day on and before another, if there is one; the earliest first. */
  plannedIn(seriesId: string, from: string, before: string | null = null): Promise<Meeting[]> {
    return this.select(sql`t.series_id = ${seriesId} AND t.state = 'PLANNED' AND t.meets_on >= ${from}::date
      AND (${before}::date IS NULL OR t.meets_on < ${before}::date) ORDER BY t.starts_at`);
  }
}

/** The rule gives the day; nobody chose it. */
const RULED = sql`t.extra = 0 AND NOT t.fixed`;

/** The condition of a filter on meetings. */
export function wanted({ states, from, to }: MeetingFilter): Sql {
  const conditions: Sql[] = [];
  if (states?.length) conditions.push(sql`t.state = ANY(${states})`);
  if (from) conditions.push(sql`t.meets_on >= ${from}::date`);
  if (to) conditions.push(sql`t.meets_on <= ${to}::date`);
  return both(...conditions);
}

/** What a liaison is checked against and read from. */
@Injectable()
export class LiaisonRegisters {
  constructor(
    readonly series: SeriesReader,
    readonly meetings: MeetingsReader,
    readonly organisations: OrganisationsReader,
  ) {}
}

/** Tells whether anybody can be reached at a party. */
@Injectable()
export class ReachReader {
  constructor(private readonly uow: UnitOfWork) {}

  /** For each organisation, whether anybody has an account for it, so that reminders reach somebody. */
  async reached(organisationIds: readonly string[]): Promise<boolean[]> {
    const rows = await this.uow.query<{ id: string }>(sql`
      SELECT DISTINCT organisation_id AS id FROM memberships
      WHERE organisation_id = ANY(${organisationIds}) AND accepted_at IS NOT NULL`);
    const found = new Set(rows.map(({ id }) => id));
    return organisationIds.map((id) => found.has(id));
  }
}
