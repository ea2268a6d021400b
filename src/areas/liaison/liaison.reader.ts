import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import type { Page, PageArgs } from '../../kernel/page';
import { both, sql, type Sql } from '../../kernel/policy';
import { Reader, ReaderContext, type Order } from '../../kernel/reader';
import { UnitOfWork } from '../../kernel/unit-of-work';
import type { MeetingFilter } from './liaison.inputs';
import { involvedIn, meetingPolicy } from './meeting.kind';
import { ActionItem, Meeting } from './meeting';
import { LiaisonSeries } from './series';

const partiesOf = (seriesId: Sql): Sql =>
  sql`ARRAY(SELECT party.organisation_id FROM series_parties party
    WHERE party.series_id = ${seriesId} ORDER BY party.position)`;

/** The earliest first. */
export const BY_TIME: Order = { by: 'startsAt', descending: false };
export const BY_DUE_DAY: Order = { by: 'dueOn', descending: false };

/** Reads liaison series: for their parties and the bureau. */
@Injectable()
export class SeriesReader extends Reader<LiaisonSeries> {
  constructor(context: ReaderContext) {
    super(context, LiaisonSeries, (actor) => involvedIn(actor, sql`t.id`), {
      partyIds: partiesOf(sql`t.id`),
    });
  }

  /** Series that have no meeting yet in the month `horizon` (YYYY-MM), or in their last month if that is earlier. */
  shortOf(horizon: string): Promise<LiaisonSeries[]> {
    return this.select(sql`
      coalesce((SELECT max(m.month) FROM meetings m WHERE m.series_id = t.id), '')
        < least(${horizon}::text, coalesce(to_char(t.ends_on, 'YYYY-MM'), ${horizon}::text))`);
  }
}

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

  /** Meetings to come whose day rests on a guess at holidays that are now known; `years` are those announced. */
  guessed(years: readonly number[]): Promise<Meeting[]> {
    return this.select(sql`
      t.provisional AND t.state = 'PLANNED' AND NOT t.fixed AND extract(year FROM t.meets_on) = ANY(${years}::int[])`);
  }

  /** Meetings without minutes, whose month is over on `today` and whose minutes were asked for `days` after the day. */
  unheld(today: string, days: number): Promise<Meeting[]> {
    return this.select(sql`
      t.state = 'PLANNED' AND t.meets_on + ${days}::int < ${today}::date
      AND (date_trunc('month', t.meets_on) + interval '1 month')::date <= ${today}::date`);
  }

  /** The planned meetings of a series after `day`. */
  plannedAfter(seriesId: string, day: string): Promise<Meeting[]> {
    return this.select(sql`t.series_id = ${seriesId} AND t.state = 'PLANNED' AND t.meets_on > ${day}::date`);
  }
}

/** The condition of a filter on meetings. */
export function wanted({ states, from, to }: MeetingFilter): Sql {
  const conditions: Sql[] = [];
  if (states?.length) conditions.push(sql`t.state = ANY(${states})`);
  if (from) conditions.push(sql`t.meets_on >= ${from}::date`);
  if (to) conditions.push(sql`t.meets_on <= ${to}::date`);
  return both(...conditions);
}

const ofMeeting = (column: Sql): Sql => sql`(SELECT ${column} FROM meetings m WHERE m.id = t.meeting_id)`;

/** Reads action items: for whoever reads their meeting. */
@Injectable()
export class ActionItemsReader extends Reader<ActionItem> {
  constructor(context: ReaderContext) {
    super(context, ActionItem, (actor) => involvedIn(actor, ofMeeting(sql`m.series_id`)), {
      seriesId: ofMeeting(sql`m.series_id`),
      setOn: ofMeeting(sql`m.meets_on`),
    });
  }

  /** What is still to be done in some series, the earliest due first. */
  open(actor: Actor, seriesIds: readonly string[]): Promise<ActionItem[]> {
    const unfinished = sql`t.done_at IS NULL
      AND t.meeting_id IN (SELECT id FROM meetings WHERE series_id = ANY(${seriesIds}))`;
    return this.list(actor, unfinished, BY_DUE_DAY);
  }
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
