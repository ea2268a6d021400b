import fc from 'fast-check';
import { isWorkday } from '../../kernel/calendar';
import { addMonths, ON_HOLIDAY } from '../../kernel/monthly';
import {
  earlierThan,
  meetingOf,
  meetingsOf,
  meets,
  timetableOf,
  type PlannedMeeting,
  type Schedule,
  type Timetable,
} from './schedule';

/** Any rule, with what it needs. */
const rules = fc.oneof(
  fc.record({
    rule: fc.constantFrom('FIRST_WORKING_DAY' as const, 'LAST_WORKING_DAY' as const),
    ...{ day: fc.constant(null), nth: fc.constant(null), weekday: fc.constant(null) },
  }),
  fc.record({
    ...{ rule: fc.constant('DAY_OF_MONTH' as const), day: fc.integer({ min: 1, max: 31 }) },
    ...{ nth: fc.constant(null), weekday: fc.constant(null) },
  }),
  fc.record({
    ...{ rule: fc.constant('NTH_WEEKDAY' as const), day: fc.constant(null) },
    ...{ nth: fc.constantFrom(1, 2, 3, 4, 5, -1), weekday: fc.integer({ min: 1, max: 7 }) },
  }),
);
const timetables: fc.Arbitrary<Timetable> = fc
  .tuple(rules, fc.constantFrom(...ON_HOLIDAY), fc.integer({ min: 0, max: 24 * 60 - 1 }))
  .map(([rule, onHoliday, minutes]) => ({ ...rule, onHoliday, time: timeOf(minutes) }));
const pad = (number: number): string => String(number).padStart(2, '0');
const timeOf = (minutes: number): string => `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;

/** Months of the years that are announced. */
const FIRST = '2024-01';
const LAST = '2026-12';
const months = fc.integer({ min: 0, max: 35 }).map((count) => addMonths(FIRST, count));
const monthsBetween = (from: string, to: string): string[] => {
  const all: string[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) all.push(month);
  return all;
};
const endless = (timetable: Timetable): Schedule => ({
  ...timetable,
  ...{ startsOn: '2022-12-15', endsOn: null, pausedFrom: null, resumesOn: null, earlier: [] },
});
const ALWAYS = monthsBetween('2023-01', LAST);
/** Its meetings but for the month in the midst of which it starts. */
const sinceJanuary = (planned: readonly PlannedMeeting[]): PlannedMeeting[] =>
  planned.filter(({ month }) => month >= ALWAYS[0]!);

describe('a monthly series, whatever its rule', () => {
  it('meets exactly once for each month, on a working day, at its time in Xining', () => {
    fc.assert(
      fc.property(timetables, (timetable) => {
        const planned = sinceJanuary(meetingsOf(endless(timetable), LAST));
        expect(planned.map(({ month }) => month)).toEqual(ALWAYS);
        for (const { meetsOn, startsAt } of planned) {
          expect(isWorkday(meetsOn)).toBe(true);
          expect(startsAt.getTime()).toBe(Date.parse(`${meetsOn}T${timetable.time}:00+08:00`));
        }
      }),
      { numRuns: 20 },
    );
  });

  it('says from where a holiday moved it, and is not in another month without that', () => {
    fc.assert(
      fc.property(timetables, months, (timetable, month) => {
        const { meetsOn, movedFrom } = meetingOf(endless(timetable), month);
        if (movedFrom === null) return expect(meetsOn.slice(0, 7)).toBe(month);
        expect([movedFrom.slice(0, 7), isWorkday(movedFrom)]).toEqual([month, false]);
        if (timetable.onHoliday === 'NEXT_WORKING_DAY') expect(meetsOn > movedFrom).toBe(true);
        if (timetable.onHoliday === 'PREVIOUS_WORKING_DAY') expect(meetsOn < movedFrom).toBe(true);
        if (timetable.onHoliday === 'SAME_MONTH') expect(meetsOn.slice(0, 7)).toBe(month);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the rule of each month through any changes, and still meets once for each', () => {
    fc.assert(
      fc.property(
        timetables,
        fc.array(fc.tuple(months, timetables), { minLength: 1, maxLength: 5 }),
        (first, changes) => {
          const expected = new Map(ALWAYS.map((month) => [month, first]));
          let series = endless(first);
          for (const [from, timetable] of changes) {
            series = { ...series, ...timetable, earlier: earlierThan(series, from) };
            for (const month of ALWAYS) if (month >= from) expected.set(month, timetable);
          }
          for (const month of ALWAYS) {
            expect(timetableOf(series, month)).toMatchObject(expected.get(month)!);
            expect(meetingOf(series, month)).toEqual(meetingOf(endless(expected.get(month)!), month));
          }
          expect(sinceJanuary(meetingsOf(series, LAST)).map(({ month }) => month)).toEqual(ALWAYS);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('is planned on without a gap or a second meeting, however often and far', () => {
    fc.assert(
      fc.property(
        timetables,
        fc.uniqueArray(months, { minLength: 1, maxLength: 6 }),
        (timetable, horizons) => {
          const series = endless(timetable);
          let last: string | null = null;
          const planned: string[] = [];
          for (const until of horizons) {
            const more = sinceJanuary(meetingsOf(series, until, last)).map(({ month }) => month);
            planned.push(...more);
            last = planned.at(-1) ?? null;
          }
          expect(planned).toEqual(monthsBetween('2023-01', [...horizons].sort().at(-1)!));
        },
      ),
      { numRuns: 8 },
    );
  });

  it('does not meet before it starts, after it ends, or while it is paused', () => {
    fc.assert(
      fc.property(timetables, months, months, months, months, (timetable, a, b, c, d) => {
        const [startsOn, endsOn] = [a, b].sort().map((month) => `${month}-08`) as [string, string];
        const [pausedFrom, resumesOn] = [c, d].sort().map((month) => `${month}-15`) as [string, string];
        const series = { ...endless(timetable), startsOn, endsOn, pausedFrom, resumesOn };
        const met = meetingsOf(series, LAST).map(({ meetsOn }) => meetsOn);
        const outside = (day: string): boolean =>
          day < startsOn || day > endsOn || (day >= pausedFrom && day < resumesOn);
        expect(met.filter(outside)).toEqual([]);
        const all = monthsBetween(startsOn.slice(0, 7), LAST).map(
          (month) => meetingOf(series, month).meetsOn,
        );
        expect(met).toEqual(all.filter((day) => meets(series, day)));
      }),
      { numRuns: 30 },
    );
  });
});
