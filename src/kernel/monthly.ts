import { DateTime } from 'luxon';
import {
  firstWorkdayOfMonth,
  isWorkday,
  lastWorkdayOfMonth,
  nextWorkday,
  previousWorkday,
  weekdayOf,
  type Day,
} from './calendar';

/** How a series finds its day in each month; `day` 1–31, `nth` 1–5 or −1 for the last, `weekday` 1 (Monday) – 7. */
export type MonthlyRule =
  | { readonly kind: 'FIRST_WORKING_DAY' | 'LAST_WORKING_DAY' }
  | { readonly kind: 'DAY_OF_MONTH'; readonly day: number }
  | { readonly kind: 'NTH_WEEKDAY'; readonly nth: number; readonly weekday: number };

/** Where a day goes that is no working day. */
export const ON_HOLIDAY = ['NEXT_WORKING_DAY', 'PREVIOUS_WORKING_DAY', 'SAME_MONTH'] as const;
export type OnHoliday = (typeof ON_HOLIDAY)[number];

/** A day as a rule gives it; `movedFrom` is where it would be if that were a working day, null where it is there. */
export interface MonthlyDay {
  readonly day: Day;
  readonly movedFrom: Day | null;
}

/**
 * The day of a monthly series in the month YYYY-MM. Moved to the next or the previous working day it may lie in another
 * month; with SAME_MONTH it is the next, or the previous where the next is in another month. A 31st in a short month, and
 * a fifth weekday where there are four, mean the last.
 */
export function monthlyDay(
  rule: MonthlyRule,
  month: string,
  onHoliday: OnHoliday = 'NEXT_WORKING_DAY',
): MonthlyDay {
  const named = namedDay(rule, DateTime.fromISO(month, { zone: 'utc' }));
  if (isWorkday(named)) return { day: named, movedFrom: null };
  const next = nextWorkday(named);
  const back =
    onHoliday === 'PREVIOUS_WORKING_DAY' || (onHoliday === 'SAME_MONTH' && !next.startsWith(month));
  return { day: back ? previousWorkday(named) : next, movedFrom: named };
}

/** The month `count` months after `month`, both YYYY-MM (before it, when negative). */
export const addMonths = (month: string, count: number): string =>
  DateTime.fromISO(month, { zone: 'utc' }).plus({ months: count }).toFormat('yyyy-MM');

/** The day that a rule names; `month` is the first of its month. */
function namedDay(rule: MonthlyRule, month: DateTime): Day {
  const length = month.daysInMonth!;
  const at = (day: number): Day => month.set({ day }).toISODate()!;
  switch (rule.kind) {
    case 'FIRST_WORKING_DAY':
      return firstWorkdayOfMonth(month.year, month.month);
    case 'LAST_WORKING_DAY':
      return lastWorkdayOfMonth(month.year, month.month);
    case 'DAY_OF_MONTH':
      return at(Math.min(rule.day, length));
    case 'NTH_WEEKDAY': {
      const first = 1 + ((rule.weekday - weekdayOf(at(1)) + 7) % 7);
      const last = first + 7 * Math.floor((length - first) / 7);
      return at(rule.nth < 0 ? last : Math.min(first + 7 * (rule.nth - 1), last));
    }
  }
}
