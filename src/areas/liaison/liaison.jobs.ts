import { Injectable } from '@nestjs/common';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { isProvisional } from '../../kernel/calendar';
import { Clock } from '../../kernel/clock';
import { Facts, type FactRow } from '../../kernel/facts';
import { Holidays, holidaysAnnounced } from '../../kernel/holidays';
import { newId } from '../../kernel/ids';
import { Every, On } from '../../kernel/jobs';
import { Refusal } from '../../kernel/messages';
import { Moves, type MoveOptions } from '../../kernel/moves';
import { sql, type Sql } from '../../kernel/policy';
import { setting } from '../../kernel/settings';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { horizonOf, meetingOf, meetingsOf, meets, seriesKind, type LiaisonSeries } from '../series';
import { meetingPlanned, meetingRecomputed } from './liaison.facts';
import { LiaisonRegisters } from './liaison.reader';
import type { Meeting } from './meeting';
import { meetingKind } from './meeting.kind';

/** Days after a meeting on which its minutes are asked for. */
export const MINUTES_AFTER_DAYS = setting('liaison.minutes-after-days', 3, {
  zh: '会后多少天仍无纪要即催交（天）',
  en: 'Days after a meeting on which missing minutes are asked for',
  max: 366,
});

/** A meeting to be written; what a person chose is `fixed`. */
export type NewMeeting = Pick<Meeting, 'month' | 'meetsOn' | 'movedFrom' | 'startsAt' | 'provisional'> &
  Partial<Pick<Meeting, 'place' | 'fixed'>>;

const YEARS_AHEAD = [0, 1, 2, 3];

/** Plans meetings and keeps them where the rule and the holidays say, and does what time does to them. */
@Injectable()
export class MeetingPlanner {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly moves: Moves,
    private readonly registers: LiaisonRegisters,
  ) {}

  /** Plans every series a year ahead. */
  async roll(): Promise<void> {
    for (const series of await this.registers.series.shortOf(horizonOf(this.clock.today())))
      await this.uow.run(() => this.plan(SYSTEM, series));
  }

  /** Plans the meetings of a series a year ahead; those that stand already stay as they are. */
  async plan(actor: Actor, series: LiaisonSeries): Promise<void> {
    const last = await this.registers.meetings.lastMonth(series.id);
    const planned = meetingsOf(series, horizonOf(this.clock.today(), series.startsOn), last);
    await this.write(actor, series, planned, sql`0`);
  }

  /** Writes a meeting beside the one that its month may have; gives its id. */
  async add(actor: Actor, series: LiaisonSeries, one: NewMeeting): Promise<string> {
    const extra = sql`(SELECT coalesce(max(extra), 0) + 1 FROM meetings WHERE series_id = ${series.id} AND month = ${one.month})`;
    return (await this.write(actor, series, [one], extra))[0]!;
  }

  /** Writes meetings unless they stand already, in one statement; gives the ids of the new ones. */
  private async write(
    actor: Actor,
    series: LiaisonSeries,
    meetings: readonly NewMeeting[],
    extra: Sql,
  ): Promise<string[]> {
    if (meetings.length === 0) return [];
    const given = meetings.map((one) => ({
      place: series.place,
      fixed: false,
      ...one,
      id: newId(this.clock.now()),
    }));
    const rows = await this.uow.query<{ id: string }>(sql`
      WITH added AS (
        INSERT INTO meetings (id, state, series_id, month, extra, meets_on, moved_from, starts_at, provisional, place, fixed)
        SELECT "id", ${meetingKind.lifecycle.initial}, ${series.id}, "month", ${extra}, "meetsOn", "movedFrom", "startsAt",
               "provisional", "place", "fixed"
        FROM jsonb_to_recordset(${JSON.stringify(given)}::jsonb) AS given ("id" uuid, "month" text, "meetsOn" date,
          "movedFrom" date, "startsAt" timestamptz, "provisional" boolean, "place" text, "fixed" boolean)
        ON CONFLICT (series_id, month, extra) DO NOTHING RETURNING id
      ) SELECT id FROM added`);
    const added = new Set(rows.map(({ id }) => id));
    const facts = given
      .filter(({ id }) => added.has(id))
      .map(({ id, meetsOn, movedFrom, provisional }) => ({
        ...{ subject: { type: 'meeting', id }, actor },
        payload: { meetsOn, movedFrom, provisional },
      }));
    await this.facts.begin(meetingPlanned, facts);
    return [...added];
  }

  /** Works out anew what rests on a guess at holidays that are announced now; or `all` days that the rule gives. */
  async recompute({ all = false } = {}): Promise<void> {
    const [today, { series, meetings }] = [this.clock.today(), this.registers];
    const years = YEARS_AHEAD.map((ahead) => Number(today.slice(0, 4)) + ahead);
    const known = years.filter((year) => !isProvisional(`${year}-06-01`));
    const found = await meetings.byRule(today, all ? undefined : known);
    const of = await series.byIds(
      SYSTEM,
      found.map(({ seriesId }) => seriesId),
    );
    for (const meeting of found)
      await unlessOvertaken(() => this.settle(SYSTEM, meeting, this.due(of.get(meeting.seriesId)!, meeting)));
  }

  /** When a meeting is by the rule and the holidays as they are now; where that is no longer possible, as it stands. */
  due(series: LiaisonSeries, meeting: Meeting): Partial<Meeting> {
    if (meeting.fixed || meeting.extra > 0) return {};
    const { meetsOn, movedFrom, startsAt, provisional } = meetingOf(series, meeting.month);
    const possible = startsAt > this.clock.now() && meets(series, meetsOn);
    return possible ? { meetsOn, movedFrom, startsAt, provisional } : { provisional };
  }

  /** Writes what is new of a meeting; another time or place is a fact, of which those hear who were told before. */
  settle(actor: Actor, meeting: Meeting, given: Partial<Meeting>): Promise<void> {
    return this.uow.run(async () => {
      const set = newIn(meeting, given);
      if (Object.keys(set).length === 0) return;
      const moved = 'startsAt' in set || 'place' in set;
      const sequence = meeting.sequence + (moved ? 1 : 0);
      const settled = await this.moves.write(meetingKind, meeting, { ...set, sequence });
      if (!moved) return;
      const payload = { from: meeting.meetsOn, to: settled.meetsOn, movedFrom: settled.movedFrom };
      await this.facts.state(meetingRecomputed, {
        subject: { type: 'meeting', id: meeting.id },
        actor,
        payload,
      });
    });
  }

  /** Cancels several that lie ahead, the earliest first: all learn of that one, of others who had been told of them. */
  async dropAll(actor: Actor, meetings: readonly Meeting[], options: MoveOptions<Meeting>): Promise<void> {
    const ahead = meetings.filter(({ startsAt }) => startsAt > this.clock.now());
    for (const [at, meeting] of ahead.entries()) {
      const details = at > 0 ? { quietly: true } : {};
      await this.moves.move(meetingKind, actor, meeting, 'CANCEL', { ...options, details });
    }
  }

  /** A cancelled meeting is to be held after all, when its rule says by now. */
  reinstate(
    actor: Actor,
    series: LiaisonSeries,
    meeting: Meeting,
    options: MoveOptions<Meeting>,
  ): Promise<Meeting> {
    const set = { ...this.due(series, meeting), suspended: false, sequence: meeting.sequence + 1 };
    return this.moves.move(meetingKind, actor, meeting, 'REINSTATE', { ...options, set });
  }

  /** Marks the meetings whose month is over and whose minutes did not come. */
  async miss(): Promise<void> {
    const { meetings } = this.registers;
    for (const meeting of await meetings.unheld(this.clock.today(), MINUTES_AFTER_DAYS.value))
      await unlessOvertaken(() => this.moves.move(meetingKind, SYSTEM, meeting, 'MISS'));
  }

  /** Series go on after a pause, and are over after their last day. */
  async pass(): Promise<void> {
    const [today, { series }] = [this.clock.today(), this.registers];
    for (const one of await series.over(today))
      await unlessOvertaken(() => this.moves.move(seriesKind, SYSTEM, one, 'CLOSE'));
    for (const one of await series.rested(today))
      await unlessOvertaken(() => this.moves.move(seriesKind, SYSTEM, one, 'RESUME'));
  }
}

/** What of `given` a meeting does not have yet. */
function newIn(meeting: Meeting, given: Partial<Meeting>): Partial<Meeting> {
  const fresh = Object.entries(given).filter(([key, value]) => {
    const present = meeting[key as keyof Meeting];
    return String(value) !== String(present);
  });
  return Object.fromEntries(fresh);
}

/** The ticks of the liaison carry no data: they ask the database what is due, so they may run twice or late. */
@Injectable()
export class LiaisonJobs {
  constructor(
    private readonly planner: MeetingPlanner,
    private readonly holidays: Holidays,
  ) {}

  @Every('* * * * *', 'liaison.tick')
  async tick(): Promise<void> {
    await this.planner.pass();
    await this.planner.roll();
    await this.planner.recompute();
    await this.planner.miss();
  }

  /** A new version of the program may bring another table of holidays. */
  @Every('17 4 * * *', 'liaison.recompute')
  recomputeAll(): Promise<void> {
    return this.planner.recompute({ all: true });
  }

  /** A year was announced, or its announcement corrected: perhaps by another process. */
  @On(holidaysAnnounced)
  async announced(_fact: FactRow<{ year: number }>): Promise<void> {
    await this.holidays.refresh();
    await this.planner.recompute({ all: true });
  }
}

/** Another worker, or a person, was faster: what they did stands. */
async function unlessOvertaken(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
