import { DateTime } from 'luxon';

/** The city's time zone: every date without a time is a day in it. */
export const CITY_ZONE = 'Asia/Shanghai';

/** The one source of time. Nothing else calls `new Date()` or SQL `now()` for a business date. */
export class Clock {
  private readonly offset: number;

  /** Starts at `startAt` and runs on in real time; without it, the machine's own time. */
  constructor(startAt?: Date) {
    this.offset = startAt ? startAt.getTime() - Date.now() : 0;
  }

  /** This instant. */
  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  /** Today in Asia/Shanghai, as YYYY-MM-DD. */
  today(): string {
    return dayOf(this.now());
  }
}

/** The day of an instant in Asia/Shanghai, as YYYY-MM-DD. */
export const dayOf = (instant: Date): string =>
  DateTime.fromJSDate(instant, { zone: CITY_ZONE }).toISODate()!;

/** The instant of a wall-clock time in Asia/Shanghai: `instantOf('2026-01-05', '09:00')`. */
export const instantOf = (day: string, time: string): Date =>
  DateTime.fromISO(`${day}T${time}`, { zone: CITY_ZONE }).toJSDate();

/** Whether a text is a time of day, HH:mm from 00:00 to 23:59. */
export const isTimeOfDay = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
