import { weekdayOf } from '../../kernel/calendar';
import { horizonOf, meetingsOf, type Schedule } from './schedule';
import type { LiaisonSeries } from './series';

const base: Schedule = {
  rule: 'FIRST_WORKING_DAY',
  day: null,
  nth: null,
  weekday: null,
  time: '09:30',
  onHoliday: 'NEXT_WORKING_DAY',
  pausedFrom: null,
  resumesOn: null,
  earlier: [],
  startsOn: '2025-01-01',
  endsOn: null,
};
const days = (rule: Partial<LiaisonSeries>, year: number): string[] =>
  meetingsOf({ ...base, ...rule, startsOn: `${year}-01-01`, endsOn: `${year + 1}-01-31` }, `${year}-12`).map(
    ({ meetsOn }) => meetsOn.slice(5),
  );

describe('a year of meetings', () => {
  // Spring Festival 2025: 28 January to 4 February; National Day 2025: 1 to 8 October.
  it.each([
    [
      'FIRST_WORKING_DAY',
      2025,
      {},
      '01-02 02-05 03-03 04-01 05-06 06-03 07-01 08-01 09-01 10-09 11-03 12-01',
    ],
    ['LAST_WORKING_DAY', 2025, {}, '01-27 02-28 03-31 04-30 05-30 06-30 07-31 08-29 09-30 10-31 11-28 12-31'],
    [
      'DAY_OF_MONTH',
      2025,
      { day: 31 },
      '02-05 02-28 03-31 04-30 06-03 06-30 07-31 09-01 09-30 10-31 12-01 12-31',
    ],
    [
      'DAY_OF_MONTH',
      2025,
      { day: 1 },
      '01-02 02-05 03-03 04-01 05-06 06-03 07-01 08-01 09-01 10-09 11-03 12-01',
    ],
    [
      'NTH_WEEKDAY',
      2025,
      { nth: 1, weekday: 3 },
      '01-02 02-05 03-05 04-02 05-07 06-04 07-02 08-06 09-03 10-09 11-05 12-03',
    ],
    [
      'NTH_WEEKDAY',
      2025,
      { nth: -1, weekday: 5 },
      '02-05 02-28 03-28 04-25 05-30 06-27 07-25 08-29 09-26 10-31 11-28 12-26',
    ],
    // Spring Festival 2026: 15 to 23 February; National Day 2026: 1 to 7 October.
    [
      'FIRST_WORKING_DAY',
      2026,
      {},
      '01-04 02-02 03-02 04-01 05-06 06-01 07-01 08-03 09-01 10-08 11-02 12-01',
    ],
    ['LAST_WORKING_DAY', 2026, {}, '01-30 02-28 03-31 04-30 05-29 06-30 07-31 08-31 09-30 10-30 11-30 12-31'],
    [
      'DAY_OF_MONTH',
      2026,
      { day: 15 },
      '01-15 02-24 03-16 04-15 05-15 06-15 07-15 08-17 09-15 10-15 11-16 12-15',
    ],
    [
      'NTH_WEEKDAY',
      2026,
      { nth: 3, weekday: 3 },
      '01-21 02-24 03-18 04-15 05-20 06-17 07-15 08-19 09-16 10-21 11-18 12-16',
    ],
  ] as const)('%s in %d %j', (rule, year, more, expected) => {
    expect(days({ rule, ...more }, year).join(' ')).toBe(expected);
  });

  it('is at half past nine in Xining, whatever the zone of the machine', () => {
    for (const { meetsOn, startsAt, provisional } of meetingsOf(base, '2026-12')) {
      expect(startsAt.toISOString()).toBe(`${meetsOn}T01:30:00.000Z`);
      expect(provisional).toBe(false);
    }
  });

  it('is provisional where the holidays are not announced, and keeps to weekdays and the statutory days', () => {
    const planned = meetingsOf({ ...base, rule: 'DAY_OF_MONTH', day: 6, startsOn: '2026-12-01' }, '2027-12');
    expect(planned.map(({ provisional }) => provisional)).toEqual([false, ...Array<boolean>(12).fill(true)]);
    expect(planned.every(({ meetsOn }) => weekdayOf(meetsOn) <= 5)).toBe(true);
    // 除夕 2027 is 5 February, and the festival lasts to the 8th.
    expect(planned.find(({ month }) => month === '2027-02')?.meetsOn).toBe('2027-02-09');
  });

  it('keeps the month that it counts for when a holiday moves it into the next', () => {
    const planned = meetingsOf({ ...base, rule: 'DAY_OF_MONTH', day: 31 }, '2025-02');
    expect(planned).toMatchObject([
      { month: '2025-01', meetsOn: '2025-02-05' },
      { month: '2025-02', meetsOn: '2025-02-28' },
    ]);
  });

  it('lies between the first and the last day of its series', () => {
    const months = (startsOn: string, endsOn: string): string[] =>
      meetingsOf({ ...base, startsOn, endsOn }, '2026-12').map(({ month }) => month);
    expect(months('2025-01-03', '2025-03-31')).toEqual(['2025-02', '2025-03']);
    expect(months('2025-01-02', '2025-03-02')).toEqual(['2025-01', '2025-02']);
    expect(months('2025-10-02', '2025-10-08')).toEqual([]);
  });
});

describe('how far it is planned', () => {
  it.each([
    ['2026-01-15', '2025-06-01', '2027-01'],
    ['2026-12-31', '2026-12-31', '2027-12'],
    ['2026-01-15', '2026-03-01', '2027-03'],
  ])('on %s, started on %s: up to %s', (today, startsOn, horizon) => {
    expect(horizonOf(today, startsOn)).toBe(horizon);
  });
});
