import Big from 'big.js';
import type { Refusal } from '../../kernel/messages';
import type { GrantLine, PlannedIndicator, TaskBook, TaskBookPlan } from './taskbook';
import type { IndicatorInput, TaskBookPlanInput } from './taskbook.inputs';
import { refuse } from './taskbooks.messages';

/** What a plan is held against: the project and what it was granted. */
export type Frame = Pick<TaskBook, 'grantedFunding' | 'partyIds' | 'startsOn' | 'endsOn'>;

const AT = ['input', 'plan'];
const yearOf = (day: string): number => Number(day.slice(0, 4));

/** Why a budget does not stand, or undefined: parties of the project, years in which it runs, the granted sum in all. */
export function budgetFault(
  budget: readonly GrantLine[],
  { grantedFunding: granted, partyIds, startsOn, endsOn }: Frame,
  at: readonly string[] = [...AT, 'budget'],
): Refusal | undefined {
  const seen = new Set<string>();
  for (const { organisationId, year } of budget) {
    if (!partyIds.includes(organisationId)) return refuse('taskbooks.budget-stranger', {}, at);
    if (year < yearOf(startsOn) || year > yearOf(endsOn))
      return refuse('taskbooks.budget-year', { year }, at);
    if (seen.has(`${organisationId} ${year}`)) return refuse('taskbooks.budget-twice', { year }, at);
    seen.add(`${organisationId} ${year}`);
  }
  const sum = budget.reduce((total, { amount }) => total.plus(amount), new Big(0));
  return sum.eq(granted)
    ? undefined
    : refuse('taskbooks.budget-unbalanced', { sum: sum.toFixed(2), granted }, at);
}

/** Why a task book cannot be submitted as it stands, or undefined. */
export function planFault({ plan, ...frame }: Pick<TaskBook, 'plan'> & Frame): Refusal | undefined {
  const { objectives, indicators, milestones, budget } = plan;
  const { startsOn: from, endsOn: to } = frame;
  if (!objectives) return refuse('taskbooks.objectives', {}, [...AT, 'objectives']);
  if (indicators.length === 0) return refuse('taskbooks.no-indicators', {}, [...AT, 'indicators']);
  if (milestones.length === 0) return refuse('taskbooks.no-milestones', {}, [...AT, 'milestones']);
  const outside = milestones.findIndex(({ dueOn }) => dueOn < from || dueOn > to);
  if (outside >= 0) {
    const { title } = milestones[outside]!;
    return refuse('taskbooks.milestone-outside', { title, from, to }, [...AT, 'milestones', `${outside}`]);
  }
  return budgetFault(budget, frame);
}

/** The plan that somebody gives, with what the need asks for as it is kept in the present one. Refuses to drop any of it. */
export function planIn(input: TaskBookPlanInput, { indicators: present }: TaskBookPlan): TaskBookPlan {
  const at = [...AT, 'indicators'];
  const names = input.indicators.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw refuse('taskbooks.indicator-twice', { name: twice }, at);
  const dropped = present.find(({ name, needTarget }) => needTarget !== null && !names.includes(name));
  if (dropped) throw refuse('taskbooks.metric-dropped', { name: dropped.name }, at);
  const indicatorIn = ({ name, unit, baseline, target }: IndicatorInput): PlannedIndicator => ({
    ...{ name, unit: unit ?? null, baseline: baseline ?? null, target },
    needTarget: present.find((one) => one.name === name)?.needTarget ?? null,
  });
  return {
    objectives: input.objectives,
    indicators: input.indicators.map(indicatorIn),
    milestones: input.milestones.map(({ title, dueOn, deliverable }) => ({ title, dueOn, deliverable })),
    budget: budgetIn(input.budget),
  };
}

/** The lines of a budget with amounts of two decimals. */
export const budgetIn = (lines: readonly GrantLine[]): GrantLine[] =>
  lines.map(({ organisationId, year, amount }) => ({
    organisationId,
    year,
    amount: new Big(amount).toFixed(2),
  }));
