import Big from 'big.js';
import { enumOf } from '../../kernel/fields';
import { setting } from '../../kernel/settings';

/** How a target stands. */
export const TARGET_STATUSES = ['ACHIEVED', 'ON_TRACK', 'AT_RISK', 'BEHIND', 'NOT_STARTED'] as const;
export type TargetStatus = (typeof TARGET_STATUSES)[number];
export const TargetStatusEnum = enumOf(
  'TargetStatus',
  TARGET_STATUSES,
  'ON_TRACK: at the linear pace or above it. AT_RISK, BEHIND: below it. NOT_STARTED: nothing yet, early in the year, or not measured yet.',
);

/** Below this share of the linear pace a target is behind, else at risk; per cent. */
export const AT_RISK_FROM = setting('targets.at-risk-from', 70, {
  zh: '达到应有进度的百分之多少以上为“有风险”，以下为“落后”（%）',
  en: 'Share of the linear pace from which a target is at risk rather than behind (%)',
  max: 100,
});
/** Until this share of the year has passed, nothing yet is no alarm; per cent. */
export const EARLY_UNTIL = setting('targets.early-until', 25, {
  zh: '一年过去百分之多少之前，尚无进展仅记为“未开始”（%）',
  en: 'Share of the year until which nothing yet counts as not started (%)',
  max: 100,
});

/** Completed days of a year, and how many it has. */
export interface Elapsed {
  readonly days: number;
  readonly of: number;
}

const DAY_MS = 86_400_000;

/** How much of `year` is over on `today` (YYYY-MM-DD); the present day has not passed yet. */
export function elapsedOf(year: number, today: string): Elapsed {
  const [start, end] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  const now = Date.parse(`${today}T00:00:00Z`);
  return { days: (Math.min(Math.max(now, start), end) - start) / DAY_MS, of: (end - start) / DAY_MS };
}

/** What the pace so far leads to by 31 December, by straight line; null before a day of the year has passed. */
export const forecastOf = (actual: string, { days, of }: Elapsed): string | null =>
  days === 0 ? null : new Big(actual).times(of).div(days).toFixed(2);

/** How a target stands against the straight line from nothing on 1 January to the goal on 31 December. */
export function statusOf(goal: string, actual: string, { days, of }: Elapsed): TargetStatus {
  const reached = new Big(actual);
  if (reached.gte(goal)) return 'ACHIEVED';
  if (reached.lte(0) && days * 100 < of * EARLY_UNTIL.value) return 'NOT_STARTED';
  const pace = new Big(goal).times(days).div(of);
  if (reached.gte(pace)) return 'ON_TRACK';
  return reached.gte(pace.times(AT_RISK_FROM.value).div(100)) ? 'AT_RISK' : 'BEHIND';
}
