import { addMonths, monthlyDay } from './monthly';

const monthOf = (year: number, month: number): string => `${year}-${String(month).padStart(2, '0')}`;

describe('monthly rules', () => {
  it.each([
    ['first working day', { kind: 'FIRST_WORKING_DAY' }, 2025, 10, '2025-10-09'],
    ['last working day', { kind: 'LAST_WORKING_DAY' }, 2025, 1, '2025-01-27'],
    ['the 15th', { kind: 'DAY_OF_MONTH', day: 15 }, 2025, 1, '2025-01-15'],
    ['the 1st, a holiday', { kind: 'DAY_OF_MONTH', day: 1 }, 2025, 10, '2025-10-09'],
    ['the 31st in April', { kind: 'DAY_OF_MONTH', day: 31 }, 2025, 4, '2025-04-30'],
    ['the 31st of a leap February', { kind: 'DAY_OF_MONTH', day: 31 }, 2024, 2, '2024-02-29'],
    ['the 31st, into the next month', { kind: 'DAY_OF_MONTH', day: 31 }, 2025, 1, '2025-02-05'],
    [
      'the first Wednesday, in National Day week',
      { kind: 'NTH_WEEKDAY', nth: 1, weekday: 3 },
      2025,
      10,
      '2025-10-09',
    ],
    ['the third Thursday', { kind: 'NTH_WEEKDAY', nth: 3, weekday: 4 }, 2025, 7, '2025-07-17'],
    ['the fifth Friday of four', { kind: 'NTH_WEEKDAY', nth: 5, weekday: 5 }, 2025, 6, '2025-06-27'],
    ['the fifth Thursday of five', { kind: 'NTH_WEEKDAY', nth: 5, weekday: 4 }, 2025, 7, '2025-07-31'],
    ['the last Monday', { kind: 'NTH_WEEKDAY', nth: -1, weekday: 1 }, 2025, 6, '2025-06-30'],
    ['a Sunday of make-up work stays', { kind: 'NTH_WEEKDAY', nth: -1, weekday: 7 }, 2025, 9, '2025-09-28'],
  ] as const)('%s', (_name, rule, year, month, day) => {
    expect(monthlyDay(rule, monthOf(year, month)).day).toBe(day);
  });
});

describe('a day that is off', () => {
  const national = { kind: 'DAY_OF_MONTH', day: 3 } as const; // 1–8 October 2025 are off
  const last = { kind: 'DAY_OF_MONTH', day: 31 } as const; // 28 January to 4 February 2025 are off
  const first = { kind: 'DAY_OF_MONTH', day: 1 } as const;
  it.each([
    ['NEXT_WORKING_DAY', national, '2025-10', '2025-10-09', '2025-10-03'],
    ['PREVIOUS_WORKING_DAY', national, '2025-10', '2025-09-30', '2025-10-03'],
    ['SAME_MONTH', national, '2025-10', '2025-10-09', '2025-10-03'],
    ['NEXT_WORKING_DAY', last, '2025-01', '2025-02-05', '2025-01-31'],
    ['SAME_MONTH', last, '2025-01', '2025-01-27', '2025-01-31'],
    ['PREVIOUS_WORKING_DAY', first, '2025-02', '2025-01-27', '2025-02-01'],
    ['SAME_MONTH', first, '2025-02', '2025-02-05', '2025-02-01'],
    ['SAME_MONTH', last, '2025-03', '2025-03-31', null],
  ] as const)('%s: %j in %s', (onHoliday, rule, month, day, movedFrom) => {
    expect(monthlyDay(rule, month, onHoliday)).toEqual({ day, movedFrom });
  });

  it('is moved by no rule that asks for a working day', () => {
    expect(monthlyDay({ kind: 'LAST_WORKING_DAY' }, '2025-01')).toEqual({
      day: '2025-01-27',
      movedFrom: null,
    });
  });
});

it('months are counted over the turn of a year', () => {
  expect([addMonths('2025-12', 1), addMonths('2025-01', -1), addMonths('2025-06', 19)]).toEqual([
    '2026-01',
    '2024-12',
    '2027-01',
  ]);
});
