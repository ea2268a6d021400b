import { getDayDetail, getSolarDateFromLunar, getSolarTermDate } from 'chinese-days';
import { version as packaged } from 'chinese-days/package.json';
import { HeldValue } from './held-value';

/** Days are YYYY-MM-DD in Asia/Shanghai throughout this file; months are 1–12, weekdays 1 (Monday) – 7. */
export type Day = string;

/** What was announced for a year: days off, and weekend days that are worked (调休). */
export interface HolidayTable {
  readonly off: readonly Day[];
  readonly worked: readonly Day[];
  readonly source: string;
  /** Which announcement of that year it is: 1, and more where it was corrected. */
  readonly edition: number;
}

/** By year, what the bureau entered: it goes before the table that comes with the program. */
export const announcedByBureau = new HeldValue<ReadonlyMap<number, HolidayTable>>(new Map());

const dayAt = (year: number, month: number, day: number): Day =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** The day `count` calendar days after `day` (before it, when negative). */
export const addDays = (day: Day, count: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

/** 1 for Monday … 7 for Sunday. */
export const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** True where the State Council's table of holidays and make-up days is not known yet: the answer may still change. */
export const isProvisional = (day: Day): boolean =>
  !announcedByBureau.value.has(yearOf(day)) && !isAnnounced(yearOf(day));

/** A day on which offices work: by the announced table, else Monday–Friday without the statutory holidays. */
export function isWorkday(day: Day): boolean {
  const year = yearOf(day);
  const entered = announcedByBureau.value.get(year);
  if (entered) return entered.worked.includes(day) || (weekdayOf(day) <= 5 && !entered.off.includes(day));
  if (isAnnounced(year)) return getDayDetail(day).work;
  return weekdayOf(day) <= 5 && !statutoryDays(year).has(day);
}

/** A year as `holidaysOf` tells of it. */
interface HolidayYear {
  readonly year: number;
  readonly provisional: boolean;
  /** Null while it is provisional. */
  readonly source: string | null;
  /** Of the package, or the number of the bureau's announcement; null while it is provisional. */
  readonly version: string | null;
  readonly off: Day[];
  readonly worked: Day[];
}

/** What is reckoned with in a year: days off from Monday to Friday, weekend days that are worked, and whence it is known. */
export function holidaysOf(year: number): HolidayYear {
  const days = Array.from({ length: 366 }, (_, n) => addDays(dayAt(year, 1, 1), n)).filter(
    (day) => yearOf(day) === year,
  );
  const provisional = isProvisional(dayAt(year, 1, 1));
  const entered = announcedByBureau.value.get(year);
  const known = provisional ? null : packaged;
  const source = entered?.source ?? (known && `chinese-days ${known}`);
  const version = entered ? String(entered.edition) : known;
  const off = days.filter((day) => weekdayOf(day) <= 5 && !isWorkday(day));
  const worked = days.filter((day) => weekdayOf(day) > 5 && isWorkday(day));
  return { year, provisional, source, version, off, worked };
}

/** `day` itself when it is a working day, else the first one after it. */
export const nextWorkday = (day: Day): Day => seek(day, 1);

/** `day` itself when it is a working day, else the last one before it. */
export const previousWorkday = (day: Day): Day => seek(day, -1);

/** The `count`-th working day after `day`, which itself is not counted (before it, when negative). */
export function addWorkdays(day: Day, count: number): Day {
  const step = Math.sign(count);
  let at = day;
  for (let left = Math.abs(count); left > 0; left--) at = seek(addDays(at, step), step);
  return at;
}

/** Working days from `from` to `to`, both counted; 0 when `to` is before `from`. */
export function workdaysLeft(from: Day, to: Day): number {
  let count = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) count += Number(isWorkday(day));
  return count;
}

/** The first working day of a month. */
export const firstWorkdayOfMonth = (year: number, month: number): Day => nextWorkday(dayAt(year, month, 1));

/** The last working day of a month. */
export const lastWorkdayOfMonth = (year: number, month: number): Day =>
  previousWorkday(dayAt(year, month + 1, 0));

/** The first working day of a quarter, 1–4. */
export const firstWorkdayOfQuarter = (year: number, quarter: number): Day =>
  firstWorkdayOfMonth(year, quarter * 3 - 2);

/** The last working day of a quarter, 1–4. */
export const lastWorkdayOfQuarter = (year: number, quarter: number): Day =>
  lastWorkdayOfMonth(year, quarter * 3);

function seek(day: Day, step: number): Day {
  let at = day;
  while (!isWorkday(at)) at = addDays(at, step);
  return at;
}

const announced = new Map<number, boolean>();

/** The package names a day by its holiday ("National Day,国庆节,3") only in a year whose table it has. */
function isAnnounced(year: number): boolean {
  let known = announced.get(year);
  if (known === undefined) {
    known = getDayDetail(dayAt(year, 10, 1)).name.includes('国庆');
    announced.set(year, known);
  }
  return known;
}

const statutory = new Map<number, ReadonlySet<Day>>();

/**
 * 全国年节及纪念日放假办法 (State Council Decree 795, in force from 1 January 2025), Article 2: 元旦 1 day, 春节 4 (除夕 and
 * 正月初一 to 初三), 清明 1, 劳动节 2, 端午 1, 中秋 1, 国庆 3. The bridges and make-up days around them are what each
 * year's announcement adds.
 */
export function statutoryDays(year: number): ReadonlySet<Day> {
  let days = statutory.get(year);
  if (!days) {
    const spring = lunar(year, 1, 1);
    days = new Set([
      dayAt(year, 1, 1),
      ...[-1, 0, 1, 2].map((offset) => addDays(spring, offset)),
      getSolarTermDate(year, 4, 'pure_brightness'),
      ...[1, 2].map((day) => dayAt(year, 5, day)),
      lunar(year, 5, 5),
      lunar(year, 8, 15),
      ...[1, 2, 3].map((day) => dayAt(year, 10, day)),
    ]);
    statutory.set(year, days);
  }
  return days;
}

const lunar = (year: number, month: number, day: number): Day =>
  getSolarDateFromLunar(dayAt(year, month, day)).date;
