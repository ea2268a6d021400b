import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { addDays, isProvisional } from '../../kernel/calendar';
import { dayOf, instantOf } from '../../kernel/clock';
import { addMonths } from '../../kernel/monthly';
import { Moves } from '../../kernel/moves';
import { UnitOfWork } from '../../kernel/unit-of-work';
import {
  checkEnd,
  checkTime,
  earlierThan,
  givenTimetable,
  LiaisonSeries,
  meetingOf,
  meets,
  remindersOf,
  seriesKind,
  timetableOf,
  type AddMeetingInput,
  type ChangeLiaisonInput,
  type PauseLiaisonInput,
  type ResumeLiaisonInput,
} from '../series';
import { MeetingPlanner } from './liaison.jobs';
import { refuse } from './liaison.messages';
import { LiaisonRegisters } from './liaison.reader';
import type { Meeting } from './meeting';
import { dayRefusal } from './meeting.kind';

/** How far ahead a change or a pause may begin, in days. */
const FARTHEST = 2 * 366;

/** Changes, pauses and ends series, and adds meetings to them: decisions on a series, and what they do to its meetings. */
@Injectable()
export class SeriesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly moves: Moves,
    private readonly registers: LiaisonRegisters,
    private readonly planner: MeetingPlanner,
  ) {}

  /** Another rule, time, place or title; meetings planned from that day on follow, unless a person fixed their day. */
  change(actor: Actor, input: ChangeLiaisonInput): Promise<LiaisonSeries> {
    const { seriesId, from, note, expectedVersion } = input;
    return this.uow.run(async () => {
      const series = await this.registers.series.get(actor, seriesId, 'seriesId');
      this.checkFrom(from);
      const month = await this.firstMonth(series, input);
      const set = {
        ...givenTimetable(input, series),
        ...{ title: input.title ?? series.title, earlier: earlierThan(series, month) },
        place: typeof input.place === 'string' ? input.place || null : series.place,
        remindDaysBefore: input.remindDaysBefore
          ? remindersOf(input.remindDaysBefore)
          : series.remindDaysBefore,
      };
      const details = {
        on: from,
        month,
        ...givenTimetable(input, series),
        place: set.place,
        title: set.title,
      };
      const changed = await this.moves.move(seriesKind, actor, series, 'CHANGE', {
        ...{ note, expectedVersion, set, details },
      });
      await this.follow(actor, changed, from, month);
      await this.planner.plan(actor, changed);
      return changed;
    });
  }

  /** No meetings for a while: those planned in it are cancelled, and come back if it ends early. */
  pause(actor: Actor, input: PauseLiaisonInput): Promise<LiaisonSeries> {
    const { seriesId, note, expectedVersion } = input;
    const pausedFrom = input.from ?? this.today();
    const resumesOn = input.resumesOn ?? null;
    return this.uow.run(async () => {
      const series = await this.registers.series.get(actor, seriesId, 'seriesId');
      this.checkFrom(pausedFrom);
      if (resumesOn !== null && resumesOn <= pausedFrom)
        throw refuse('liaison.resumes-on', {}, ['input', 'resumesOn']);
      const set = { pausedFrom, resumesOn };
      const options = { note, expectedVersion, set, details: set };
      const paused = await this.moves.move(seriesKind, actor, series, 'PAUSE', options);
      const meetings = await this.registers.meetings.plannedIn(seriesId, pausedFrom, resumesOn);
      await this.planner.dropAll(actor, meetings, { note, set: { suspended: true } });
      return paused;
    });
  }

  /** The pause ends on a day: what it had cancelled from then on takes place after all. */
  resume(actor: Actor, input: ResumeLiaisonInput): Promise<LiaisonSeries> {
    const { seriesId, note, expectedVersion } = input;
    const on = input.on ?? this.today();
    return this.uow.run(async () => {
      const series = await this.registers.series.get(actor, seriesId, 'seriesId');
      this.checkFrom(on, 'on');
      const began = series.pausedFrom !== null && on > series.pausedFrom;
      const set = began ? { resumesOn: on } : { pausedFrom: null, resumesOn: null };
      const options = { note, expectedVersion, set, details: { resumesOn: on } };
      const resumed = await this.moves.move(seriesKind, actor, series, 'RESUME', options);
      for (const meeting of await this.registers.meetings.suspended(seriesId, on)) {
        const day = { ...meeting, ...this.planner.due(resumed, meeting) };
        if (meets(resumed, day.meetsOn) && day.startsAt > this.moves.now())
          await this.planner.reinstate(actor, resumed, meeting, { note });
      }
      await this.planner.plan(actor, resumed);
      return resumed;
    });
  }

  /** Sets the last day of a series; meetings planned after it are cancelled. */
  end(actor: Actor, id: string, endsOn: string, note?: string | null): Promise<LiaisonSeries> {
    return this.uow.run(async () => {
      const series = await this.registers.series.get(actor, id);
      const set = { endsOn };
      const options = { note, set, details: set };
      const ended = await this.moves.move(seriesKind, actor, series, 'END', options);
      checkEnd(series, endsOn, ['on']);
      const meetings = await this.registers.meetings.plannedIn(id, addDays(endsOn, 1));
      await this.planner.dropAll(actor, meetings, { note: note ?? endsOn });
      return ended;
    });
  }

  /** One meeting beside those that the rule gives. */
  add(actor: Actor, input: AddMeetingInput): Promise<Meeting> {
    const { seriesId, meetsOn, note, expectedVersion } = input;
    return this.uow.run(async () => {
      const series = await this.registers.series.get(actor, seriesId, 'seriesId');
      const month = meetsOn.slice(0, 7);
      const startsAt = instantOf(meetsOn, checkTime(input.time ?? timetableOf(series, month).time));
      if (startsAt <= this.moves.now()) throw refuse('liaison.past', {}, ['input', 'meetsOn']);
      const refusal = dayRefusal(series, meetsOn, 'meetsOn');
      if (refusal) throw refusal;
      // First, since this keeps others from the series until the meeting has its number.
      const options = { note, expectedVersion, details: { meetsOn } };
      await this.moves.move(seriesKind, actor, series, 'ADD_MEETING', options);
      const provisional = isProvisional(meetsOn);
      const one = { month, meetsOn, movedFrom: null, startsAt, provisional, fixed: true };
      const place = input.place ?? series.place;
      const id = await this.planner.add(actor, series, { ...one, place });
      return this.registers.meetings.get(actor, id);
    });
  }

  private today(): string {
    return dayOf(this.moves.now());
  }

  private checkFrom(day: string, field = 'from'): void {
    const [from, to] = [this.today(), addDays(this.today(), FARTHEST)];
    if (day < from || day > to) throw refuse('liaison.from', { from, to }, ['input', field]);
  }

  /** The first month that goes by the new rule: one whose meeting is not before that day, by neither rule. */
  private async firstMonth(series: LiaisonSeries, input: ChangeLiaisonInput): Promise<string> {
    const timetable = givenTimetable(input, series);
    const month = input.from.slice(0, 7);
    const { meetsOn, startsAt } = meetingOf({ ...series, ...timetable, earlier: [] }, month);
    const standing = await this.registers.meetings.ofMonth(series.id, month);
    const possible = meetsOn >= input.from && startsAt > this.moves.now();
    const free = !standing || (standing.state === 'PLANNED' && standing.meetsOn >= input.from);
    return possible && free ? month : addMonths(month, 1);
  }

  private async follow(actor: Actor, series: LiaisonSeries, from: string, month: string): Promise<void> {
    const { meetings } = this.registers;
    for (const meeting of await meetings.plannedIn(series.id, from)) {
      if (meeting.startsAt <= this.moves.now()) continue;
      const due = meeting.month >= month ? this.planner.due(series, meeting) : {};
      await this.planner.settle(actor, meeting, { ...due, place: series.place });
    }
  }
}
