import { addDays, isProvisional } from '../../kernel/calendar';
import { instantOf, isTimeOfDay } from '../../kernel/clock';
import { addMonths, monthlyDay, type MonthlyRule } from '../../kernel/monthly';
import { LiaisonSeries } from './series';
import type { StartLiaisonInput, TimetableInput } from './series.inputs';
import { refuse } from './series.messages';

/** What gives a series its day and time in a month. */
export type Timetable = Pick<LiaisonSeries, 'rule' | 'day' | 'nth' | 'weekday' | 'onHoliday' | 'time'>;
/** One that held before; `until` is its last month, YYYY-MM. */
export type EarlierTimetable = Timetable & { readonly until: string };
/** Everything that decides when a series meets. */
export type Schedule = Timetable &
  Pick<LiaisonSeries, 'startsOn' | 'endsOn' | 'pausedFrom' | 'resumesOn' | 'earlier'>;

/** One meeting as the rule gives it. */
export interface PlannedMeeting {
  /** YYYY-MM: the month that it counts for, even where a holiday moves it into another. */
  readonly month: string;
  /** YYYY-MM-DD in Asia/Shanghai. */
  readonly meetsOn: string;
  /** The day that the rule named, where that is off and the meeting had to move. */
  readonly movedFrom: string | null;
  readonly startsAt: Date;
  /** The holidays of that year are not announced yet. */
  readonly provisional: boolean;
}

/** Months that are planned beyond the present one. */
const MONTHS_AHEAD = 12;

/** The last month, YYYY-MM, that is planned for on `today`; a series that starts later is planned from its start. */
export const horizonOf = (today: string, startsOn = today): string =>
  addMonths((today > startsOn ? today : startsOn).slice(0, 7), MONTHS_AHEAD);

/** The meetings of a series after the month `last`, if there is one, up to and including the month `until`. */
export function meetingsOf(series: Schedule, until: string, last?: string | null): PlannedMeeting[] {
  const planned: PlannedMeeting[] = [];
  const first = last ? addMonths(last, 1) : series.startsOn.slice(0, 7);
  for (let month = first; month <= until; month = addMonths(month, 1)) {
    const meeting = meetingOf(series, month);
    if (meets(series, meeting.meetsOn)) planned.push(meeting);
  }
  return planned;
}

/** The meeting of one month, YYYY-MM, by what is known of the holidays now. */
export function meetingOf(series: Schedule, month: string): PlannedMeeting {
  const table = timetableOf(series, month);
  const { day, movedFrom } = monthlyDay(ruleOf(table), month, table.onHoliday);
  const provisional = isProvisional(day) || isProvisional(`${month}-01`);
  return { month, meetsOn: day, movedFrom, startsAt: instantOf(day, table.time), provisional };
}

/** Whether a series meets on a day at all: from its first to its last, and not while it is paused. */
export const meets = (series: Schedule, day: string): boolean =>
  within(series, day) && !isPaused(series, day);

/** Whether a day lies between the first and the last of a series. */
export const within = ({ startsOn, endsOn }: Schedule, day: string): boolean =>
  day >= startsOn && (endsOn === null || day <= endsOn);

/** Whether a day lies in the latest pause of a series. */
export const isPaused = ({ pausedFrom, resumesOn }: Schedule, day: string): boolean =>
  pausedFrom !== null && day >= pausedFrom && (resumesOn === null || day < resumesOn);

/** What holds for a month, YYYY-MM. */
export const timetableOf = (series: Schedule, month: string): Timetable =>
  series.earlier.find(({ until }) => month <= until) ?? series;

/** What held before the month `from`, for a series that goes by something else from then on. */
export function earlierThan(series: Schedule, from: string): EarlierTimetable[] {
  const until = addMonths(from, -1);
  const { rule, day, nth, weekday, onHoliday, time } = timetableOf(series, until);
  const kept = series.earlier.filter((one) => one.until < until);
  return [...kept, { rule, day, nth, weekday, onHoliday, time, until }];
}

function ruleOf({ rule, day, nth, weekday }: Timetable): MonthlyRule {
  if (rule === 'DAY_OF_MONTH') return { kind: rule, day: day! };
  if (rule === 'NTH_WEEKDAY') return { kind: rule, nth: nth!, weekday: weekday! };
  return { kind: rule };
}

/** How far from today a series may start, in days. */
const EARLIEST_START = -3 * 366;
const LATEST_START = 2 * 366;

/** The series as it will stand. Refuses what cannot be a monthly liaison. */
export function seriesOf(input: StartLiaisonInput, id: string, today: string): LiaisonSeries {
  const partyIds = [...new Set(input.partyIds)];
  if (partyIds.length < 2) throw refuse('liaison.parties', {}, ['input', 'partyIds']);
  const [from, to] = [addDays(today, EARLIEST_START), addDays(today, LATEST_START)];
  if (input.startsOn < from || input.startsOn > to)
    throw refuse('liaison.starts-on', { from, to }, ['input', 'startsOn']);
  const endsOn = input.endsOn ?? null;
  if (endsOn !== null) checkEnd(input, endsOn, ['input', 'endsOn']);
  const series = Object.assign(new LiaisonSeries(), {
    ...{ id, version: 1, state: 'ACTIVE', title: input.title, place: input.place ?? null },
    ...givenTimetable(input),
    remindDaysBefore: remindersOf(input.remindDaysBefore ?? [7, 1]),
    ...{ startsOn: input.startsOn, endsOn, pausedFrom: null, resumesOn: null, earlier: [], partyIds },
  });
  if (meetingsOf(series, horizonOf(series.startsOn)).length === 0)
    throw refuse('liaison.no-meeting', {}, ['input', 'endsOn']);
  return series;
}

/** Refuses a last day before the first. */
export function checkEnd({ startsOn }: { startsOn: string }, endsOn: string, path: string[]): void {
  if (endsOn < startsOn) throw refuse('liaison.dates', {}, path);
}

/** Days before a meeting, the farthest first and each once. */
export const remindersOf = (days: readonly number[]): number[] => [...new Set(days)].sort((a, b) => b - a);

/** The rule and time with what they need and nothing that they do not; what is not given stays as it is in `before`. */
export function givenTimetable(input: TimetableInput, before?: Timetable): Timetable {
  const given = {
    onHoliday: input.onHoliday ?? before?.onHoliday ?? 'NEXT_WORKING_DAY',
    time: checkTime(input.time ?? before?.time ?? '09:30'),
  };
  const rule = input.rule ?? before?.rule ?? 'FIRST_WORKING_DAY';
  const same = rule === before?.rule ? before : undefined;
  const day = input.day ?? same?.day;
  const nth = input.nth ?? same?.nth;
  const weekday = input.weekday ?? same?.weekday;
  const none = { day: null, nth: null, weekday: null };
  if (rule === 'DAY_OF_MONTH') {
    if (typeof day !== 'number') throw refuse('liaison.rule-day', {}, ['input', 'day']);
    return { ...none, ...given, rule, day };
  }
  if (rule === 'NTH_WEEKDAY') {
    if (!nth || typeof weekday !== 'number')
      throw refuse('liaison.rule-weekday', {}, ['input', nth ? 'weekday' : 'nth']);
    return { ...none, ...given, rule, nth, weekday };
  }
  return { ...none, ...given, rule };
}

/** A time of day, HH:mm in Asia/Shanghai; refuses anything else. */
export function checkTime(value: string): string {
  if (!isTimeOfDay(value)) throw refuse('liaison.time', { value }, ['input', 'time']);
  return value;
}
