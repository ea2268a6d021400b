import {
  addWorkdays,
  firstWorkdayOfMonth,
  firstWorkdayOfQuarter,
  isProvisional,
  isWorkday,
  lastWorkdayOfMonth,
  lastWorkdayOfQuarter,
  nextWorkday,
  previousWorkday,
  addDays,
} from './calendar';

/** The days from `from` to `to`, both included. */
function span(from: string, to: string): string[] {
  const days = [from];
  while (days.at(-1)! < to) days.push(addDays(days.at(-1)!, 1));
  return days;
}

describe('the announced years', () => {
  it.each([
    ['Spring Festival 2025', span('2025-01-28', '2025-02-04')],
    ['National Day and Mid-autumn 2025', span('2025-10-01', '2025-10-08')],
    ['New Year 2026', span('2026-01-01', '2026-01-03')],
    ['Spring Festival 2026', span('2026-02-15', '2026-02-23')],
    ['Labour Day 2026', span('2026-05-01', '2026-05-05')],
    ['Mid-autumn 2026', span('2026-09-25', '2026-09-27')],
    ['National Day 2026', span('2026-10-01', '2026-10-07')],
    ['ordinary weekends', ['2025-03-08', '2025-03-09', '2026-07-11', '2026-07-12']],
  ])('rests: %s', (_name, days) => {
    expect(days.filter(isWorkday)).toEqual([]);
    expect(days.filter(isProvisional)).toEqual([]);
  });

  it.each([
    ['make-up days of 2025', ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11']],
    [
      'make-up days of 2026',
      ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
    ],
    [
      'days beside holidays',
      ['2025-01-27', '2025-02-05', '2025-09-30', '2025-10-09', '2026-02-24', '2026-10-08'],
    ],
  ])('works: %s', (_name, days) => {
    expect(days.filter(isWorkday)).toEqual(days);
  });
});

describe('a year that is not announced', () => {
  it('is flagged, and 2026 is not', () => {
    expect(isProvisional('2026-12-31')).toBe(false);
    expect(span('2027-01-01', '2027-01-31').every(isProvisional)).toBe(true);
  });

  it('rests on the thirteen statutory days and on weekends', () => {
    const weekdaysOff = span('2027-01-01', '2027-12-31').filter(
      (day) => !isWorkday(day) && new Date(day).getUTCDay() % 6 !== 0,
    );
    expect(weekdaysOff).toEqual([
      '2027-01-01', // 元旦
      '2027-02-05', // 除夕; 初一 and 初二 fall on a weekend
      '2027-02-08', // 初三
      '2027-04-05', // 清明
      '2027-06-09', // 端午
      '2027-09-15', // 中秋
      '2027-10-01', // 国庆; the other two fall on a weekend
    ]);
    expect(isWorkday('2027-05-03')).toBe(true); // 劳动节 is 1–2 May: a weekend
  });
});

describe('counting', () => {
  it('finds the next and the previous working day, the day itself included', () => {
    expect(nextWorkday('2025-01-28')).toBe('2025-02-05');
    expect(nextWorkday('2025-01-26')).toBe('2025-01-26');
    expect(previousWorkday('2025-10-08')).toBe('2025-09-30');
  });

  it('adds and subtracts working days across Spring Festival', () => {
    expect(addWorkdays('2025-01-27', 1)).toBe('2025-02-05');
    expect(addWorkdays('2025-01-24', 5)).toBe('2025-02-07');
    expect(addWorkdays('2025-02-05', -2)).toBe('2025-01-26');
    expect(addWorkdays('2025-03-03', 0)).toBe('2025-03-03');
  });

  it('goes back as many as it came', () => {
    for (const day of ['2025-01-20', '2025-09-26', '2026-02-10', '2027-01-28']) {
      for (const count of [1, 7, 30]) expect(addWorkdays(addWorkdays(day, count), -count)).toBe(day);
    }
  });

  it('knows the ends of months and quarters', () => {
    expect(firstWorkdayOfMonth(2025, 2)).toBe('2025-02-05');
    expect(lastWorkdayOfMonth(2025, 1)).toBe('2025-01-27');
    expect([1, 2, 3, 4].map((q) => firstWorkdayOfQuarter(2025, q))).toEqual([
      '2025-01-02',
      '2025-04-01',
      '2025-07-01',
      '2025-10-09',
    ]);
    expect([1, 2, 3, 4].map((q) => lastWorkdayOfQuarter(2026, q))).toEqual([
      '2026-03-31',
      '2026-06-30',
      '2026-09-30',
      '2026-12-31',
    ]);
  });
});
