import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, isProvisional, isWorkday, weekdayOf } from '../../kernel/calendar';
import { ON_HOLIDAY, type OnHoliday } from '../../kernel/monthly';
import { meetingOf, type Schedule } from './schedule';

/**
 * The days off and the make-up days as the State Council announced them (for 2027 the decree alone), and under them the
 * twelve days of each rule. They were worked out apart from this program. `01-27<01-31` is the 27th, moved from the 31st;
 * a line of another choice than NEXT_WORKING_DAY shows the months in which it differs.
 */
const LINES = readFileSync(join(__dirname, 'golden.txt'), 'utf8').trim().split('\n');
const YEARS = [2024, 2025, 2026, 2027];
const linesOf = (year: number): string[] => LINES.filter((line) => line.startsWith(`${year} `));

const pad = (number: number): string => String(number).padStart(2, '0');
const NUMBERS = [1, 2, 3, 4, 5, 6, 7];
const PLAIN = { day: null, nth: null, weekday: null };
const RULES: readonly Pick<Schedule, 'rule' | 'day' | 'nth' | 'weekday'>[] = [
  { ...PLAIN, rule: 'FIRST_WORKING_DAY' },
  { ...PLAIN, rule: 'LAST_WORKING_DAY' },
  ...[1, 15, 30, 31].map((day) => ({ ...PLAIN, rule: 'DAY_OF_MONTH' as const, day })),
  ...[1, 2, 3, 4, 5, -1].flatMap((nth) =>
    NUMBERS.map((weekday) => ({ ...PLAIN, rule: 'NTH_WEEKDAY' as const, nth, weekday })),
  ),
];
const nameOf = ({ rule, day, nth, weekday }: (typeof RULES)[number]): string =>
  [rule, ...(day ? [day] : []), ...(nth ? [`${nth}x${weekday}`] : [])].join(' ');

function monthsOf(rule: (typeof RULES)[number], year: number, onHoliday: OnHoliday): string[] {
  const always = { time: '09:30', startsOn: '2020-01-01', endsOn: null, pausedFrom: null, resumesOn: null };
  return Array.from({ length: 12 }, (_, at) => {
    const month = `${year}-${pad(at + 1)}`;
    const { meetsOn, movedFrom } = meetingOf({ ...rule, ...always, onHoliday, earlier: [] }, month);
    const short = (day: string): string => (day.startsWith(`${year}-`) ? day.slice(5) : day);
    return movedFrom === null ? short(meetsOn) : `${short(meetsOn)}<${short(movedFrom)}`;
  });
}

function computed(year: number): string[] {
  return RULES.flatMap((rule) => {
    const usual = monthsOf(rule, year, 'NEXT_WORKING_DAY');
    const others = ON_HOLIDAY.slice(1).flatMap((onHoliday) => {
      const days = monthsOf(rule, year, onHoliday).filter((day, at) => day !== usual[at]);
      return days.length > 0 ? [`${year} ${nameOf(rule)} ${onHoliday}: ${days.join(' ')}`] : [];
    });
    return [`${year} ${nameOf(rule)}: ${usual.join(' ')}`, ...others];
  });
}

/** `02-10..02-17`: each day of it. */
function daysIn(year: number, text: string): string[] {
  return text.split(' ').flatMap((part) => {
    const [from, to = from] = part.split('..').map((day) => `${year}-${day}`) as [string, string?];
    const days = [from];
    while (days.at(-1)! < to) days.push(addDays(days.at(-1)!, 1));
    return days;
  });
}

describe.each(YEARS)('%i', (year) => {
  const announced = (what: string): string[] =>
    linesOf(year)
      .filter((line) => line.startsWith(`${year} ${what}: `))
      .flatMap((line) => daysIn(year, line.split(': ')[1]!.split(' # ')[0]!.trim()));

  it('has the announced days off and make-up days, and else works from Monday to Friday', () => {
    const [off, worked] = [announced('off'), announced('work')];
    const wrong: string[] = [];
    for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) {
      const works = worked.includes(day) || (weekdayOf(day) <= 5 && !off.includes(day));
      if (isWorkday(day) !== works) wrong.push(day);
    }
    expect(off.length).toBeGreaterThan(12);
    expect(wrong).toEqual([]);
  });

  it(`is ${year === 2027 ? 'provisional' : 'known'}`, () => {
    expect(isProvisional(`${year}-06-15`)).toBe(year === 2027);
  });

  it('has the days of each rule', () => {
    const told = linesOf(year).filter((line) => !/^\d+ (off|work): /.test(line));
    expect(computed(year)).toEqual(told);
  });
});
