import { addDays, firstWorkdayOfQuarter, lastWorkdayOfQuarter, type Day } from '../../kernel/calendar';
import { instantOf } from '../../kernel/clock';

/** When rounds open and close on their first and last day, in Asia/Shanghai. */
export const OPENS_AT = '09:00';
export const CLOSES_AT = '17:00';

/** The window of one quarter's round: `opensAt` lies in it, `closesAt` does not. */
export interface RoundWindow {
  /** 1 to 4. */
  readonly quarter: number;
  readonly opensAt: Date;
  readonly closesAt: Date;
}

const QUARTERS = [1, 2, 3, 4] as const;

const window = (quarter: number, first: Day, last: Day): RoundWindow => ({
  quarter,
  opensAt: instantOf(first, OPENS_AT),
  closesAt: instantOf(last, CLOSES_AT),
});

const openingAfter = (year: number, quarter: number): Day =>
  quarter === 4 ? firstWorkdayOfQuarter(year + 1, 1) : firstWorkdayOfQuarter(year, quarter + 1);

/**
 * Four windows from 09:00 on the first working day of each quarter to 17:00 on the `openDays`-th calendar day, the first
 * one counted; none lasts beyond the day before the next quarter's opening.
 */
export function quarterlyWindows(year: number, openDays: number): RoundWindow[] {
  return QUARTERS.map((quarter) => {
    const first = firstWorkdayOfQuarter(year, quarter);
    const wanted = addDays(first, openDays - 1);
    const latest = addDays(openingAfter(year, quarter), -1);
    return window(quarter, first, wanted < latest ? wanted : latest);
  });
}

/** Four windows from the first to the last working day of each quarter. */
export const wholeQuarterWindows = (year: number): RoundWindow[] =>
  QUARTERS.map((quarter) =>
    window(quarter, firstWorkdayOfQuarter(year, quarter), lastWorkdayOfQuarter(year, quarter)),
  );
