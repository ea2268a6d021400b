import { DateTime } from 'luxon';
import { addDays } from '../../kernel/calendar';
import type { Plan } from '../plans';

/** First and last day. */
export interface Period {
  readonly startsOn: string;
  readonly endsOn: string;
}

const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
const move = (day: string, months: number): string => DateTime.fromISO(day).plus({ months }).toISODate()!;
/** The day after moves, so that the last day of a month stays one. */
const moveEnd = (day: string, months: number): string => addDays(move(addDays(day, 1), months), -1);
const later = (a: string, b: string): string => (a < b ? b : a);

/** The period of an earlier project, moved by whole months to begin in the month after `today`. */
export function nextPeriod({ startsOn, endsOn }: Period, today: string): Period {
  const months = monthOf(today) + 1 - monthOf(startsOn);
  const begin = move(startsOn, months);
  return { startsOn: begin, endsOn: later(begin, moveEnd(endsOn, months)) };
}

/**
 * The plan of an earlier project as the beginning of another: its dates move with the period, amounts become zero, and
 * what was pledged then or measured by another need's metrics is left behind.
 */
export function takenUp(plan: Plan, was: Period, is: Period): Plan {
  const months = monthOf(is.startsOn) - monthOf(was.startsOn);
  const begin = (day: string | null): string | null => day && within(move(day, months), is);
  const end = (day: string | null): string | null => day && within(moveEnd(day, months), is);
  const years = Number(is.startsOn.slice(0, 4)) - Number(was.startsOn.slice(0, 4));
  const last = Number(is.endsOn.slice(0, 4));
  const budget = plan.budget.map((line) => ({
    ...line,
    ...{ year: Math.min(line.year + years, last), requested: '0.00', selfFunding: '0.00' },
  }));
  const place = ({ organisationId, year, category }: Plan['budget'][number]): string =>
    `${organisationId} ${year} ${category}`;
  return {
    workPackages: plan.workPackages.map((one) => {
      const [startsOn, endsOn] = [begin(one.startsOn), end(one.endsOn)];
      return { ...one, startsOn, endsOn: startsOn && endsOn ? later(startsOn, endsOn) : endsOn };
    }),
    // Years that fall beyond the new end are folded into its last one.
    budget: [...new Map(budget.map((line) => [place(line), line])).values()],
    milestones: plan.milestones.map((one) => ({
      ...one,
      dueOn: end(one.dueOn),
      indicators: one.indicators.map((indicator) => ({ ...indicator, metric: null })),
    })),
    pledges: [],
  };
}

/** A month may be shorter than the one that a day comes from. */
const within = (day: string, { startsOn, endsOn }: Period): string =>
  day < startsOn ? startsOn : day > endsOn ? endsOn : day;
