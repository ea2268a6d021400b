import Big from 'big.js';
import { publicId } from '../../kernel/ids';
import { Refusal } from '../../kernel/messages';
import type { PartySum, Plan, PlanSum } from './plan';
import { lineFaults, metricFaults, workFaults, type Frame } from './plan.faults';
import type { BudgetLineInput, PlanInput, PlanMilestoneInput, WorkPackageInput } from './plan.inputs';
import { PLEDGE_NOW, PLEDGES } from './pledge';
import { refuse } from './plans.messages';

const NOTHING: Plan = { workPackages: [], budget: [], milestones: [], pledges: [] };
const yuan = (amount: string | null | undefined): string => new Big(amount ?? 0).toFixed(2);

/**
 * The plan that an input makes of the one before; null where nothing is planned. Refuses what can never stand in a plan of
 * this project, naming the field. `metrics` are the names of those of its need. Parts that the input leaves out are
 * not asked again: a party may have left since, and then the formal check says so.
 */
export function planOf(
  input: PlanInput | null,
  before: Plan | null,
  frame: Frame,
  metrics: readonly string[],
): Plan | null {
  if (input === null) return null;
  const given = partsIn(input);
  const asked = { ...NOTHING, ...given };
  const [fault] = [
    ...(input.budget ?? []).flatMap(totalFaults),
    ...workFaults(asked, frame),
    ...metricFaults(asked.milestones, metrics),
    ...lineFaults(asked.budget, frame),
  ];
  if (fault) throw new Refusal(fault.code, fault.params, ['input', 'plan', ...(fault.at ?? [])]);
  const plan = { ...NOTHING, ...before, ...given };
  return Object.values(plan).every((part: readonly unknown[]) => part.length === 0) ? null : plan;
}

function totalFaults(line: BudgetLineInput, n: number): Refusal[] {
  const sum = new Big(line.requested).plus(line.selfFunding ?? 0).toFixed(2);
  if ((line.total ?? null) === null || new Big(line.total!).eq(sum)) return [];
  const at = ['budget', String(n), 'total'];
  return [refuse('plans.line-total', { field: at.join('.'), total: line.total!, sum }, at)];
}

const partsIn = ({ workPackages, budget, milestones, pledges }: PlanInput): Partial<Plan> => ({
  ...(workPackages ? { workPackages: workPackages.map(packageIn) } : {}),
  ...(budget ? { budget: budget.map(lineIn) } : {}),
  ...(milestones ? { milestones: milestones.map(milestoneIn) } : {}),
  ...(pledges
    ? {
        pledges: pledges.map(({ organisationId, version }) => ({
          organisationId,
          version: version ?? PLEDGE_NOW,
        })),
      }
    : {}),
});

const packageIn = (given: WorkPackageInput): Plan['workPackages'][number] => ({
  title: given.title,
  tasks: given.tasks ?? '',
  organisationId: given.organisationId,
  startsOn: given.startsOn ?? null,
  endsOn: given.endsOn ?? null,
  shares: (given.shares ?? []).map(({ organisationId, personMonths }) => ({ organisationId, personMonths })),
});

const lineIn = ({
  organisationId,
  year,
  category,
  requested,
  selfFunding,
}: BudgetLineInput): Plan['budget'][number] => ({
  ...{ organisationId, year, category },
  requested: yuan(requested),
  selfFunding: yuan(selfFunding),
});

const milestoneIn = ({ title, dueOn, indicators }: PlanMilestoneInput): Plan['milestones'][number] => ({
  title,
  dueOn: dueOn ?? null,
  indicators: (indicators ?? []).map(({ name, unit, baseline, target, metric }) => ({
    ...{ name, target },
    unit: unit ?? null,
    baseline: baseline ?? null,
    metric: metric ?? null,
  })),
});

const named = <T extends { organisationId: string }>({ organisationId, ...rest }: T): object => ({
  organisation: publicId('org', organisationId),
  ...rest,
});

/** The plan as it stands in what the parties sign: with public ids, and with the wording of the pledges. */
export const signedPlan = ({ workPackages, budget, milestones, pledges }: Plan): object => ({
  workPackages: workPackages.map(({ shares, ...rest }) => ({ ...named(rest), shares: shares.map(named) })),
  budget: budget.map(named),
  milestones,
  pledges: pledges.map((pledge) => ({ ...named(pledge), text: PLEDGES[pledge.version]!.zh })),
});

/** What a plan, or one party's part of it, adds up to; amounts in CNY yuan. */
export function sumOf({ budget, workPackages }: Plan, organisationId?: string): PlanSum {
  const own = (one: { organisationId: string }): boolean =>
    organisationId === undefined || one.organisationId === organisationId;
  const sum = (amounts: readonly (string | number)[]): Big =>
    amounts.reduce<Big>((total, amount) => total.plus(amount), new Big(0));
  const lines = budget.filter(own);
  const requested = sum(lines.map((line) => line.requested));
  const selfFunding = sum(lines.map((line) => line.selfFunding));
  const shares = workPackages.flatMap(({ shares: all }) => all.filter(own));
  return {
    requested: requested.toFixed(2),
    selfFunding: selfFunding.toFixed(2),
    total: requested.plus(selfFunding).toFixed(2),
    personMonths: sum(shares.map(({ personMonths }) => personMonths)).toNumber(),
  };
}

/** What each organisation's part of a plan adds up to, in the order in which the plan names them. */
export function partySums(plan: Plan): PartySum[] {
  const shares = plan.workPackages.flatMap((one) => [one, ...one.shares]);
  const ids = new Set([...shares, ...plan.budget].map(({ organisationId }) => organisationId));
  return [...ids].map((organisationId) => ({ organisationId, ...sumOf(plan, organisationId) }));
}
