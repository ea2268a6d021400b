import type { Refusal } from '../../kernel/messages';
import type { BudgetLine, Plan, PlanMilestone, WorkPackage } from './plan';
import { refuse } from './plans.messages';

/** What a plan has to fit into: the project that it is of. */
export interface Frame {
  /** In the order in which people count them, the lead first. */
  readonly parties: readonly { readonly organisationId: string; readonly selfFunding: string }[];
  readonly requestedFunding: string;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
}

type Path = readonly string[];

const fieldOf = (at: Path): { field: string } => ({ field: at.join('.') });
const isParty = ({ parties }: Frame, id: string): boolean =>
  parties.some(({ organisationId }) => organisationId === id);

const strangerFaults = (frame: Frame, id: string, at: Path): Refusal[] =>
  isParty(frame, id) ? [] : [refuse('plans.not-party', fieldOf(at), at)];

/** What is said of organisations: each must be a party, and be named once. */
function namedFaults(named: readonly { organisationId: string }[], frame: Frame, at: Path): Refusal[] {
  return named.flatMap(({ organisationId: id }, n) => {
    const here = [...at, String(n), 'organisationId'];
    const twice = named.findIndex(({ organisationId }) => organisationId === id) < n;
    return twice ? [refuse('plans.party-twice', fieldOf(here), here)] : strangerFaults(frame, id, here);
  });
}

function dayFaults(day: string | null, { startsOn, endsOn }: Frame, at: Path): Refusal[] {
  if (day === null || startsOn === null || endsOn === null) return [];
  const inside = startsOn <= day && day <= endsOn;
  return inside ? [] : [refuse('plans.period-outside', { ...fieldOf(at), day, startsOn, endsOn }, at)];
}

function packageFaults(one: WorkPackage, frame: Frame, at: Path): Refusal[] {
  const { startsOn, endsOn } = one;
  const [start, end] = [
    [...at, 'startsOn'],
    [...at, 'endsOn'],
  ];
  const inverted = startsOn !== null && endsOn !== null && endsOn < startsOn;
  return [
    ...strangerFaults(frame, one.organisationId, [...at, 'organisationId']),
    ...(inverted ? [refuse('plans.period-inverted', { ...fieldOf(end), startsOn, endsOn }, end)] : []),
    ...dayFaults(startsOn, frame, start),
    ...dayFaults(endsOn, frame, end),
    ...namedFaults(one.shares, frame, [...at, 'shares']),
  ];
}

/** Packages of one name are phases of one work: they may follow each other, not run at once. */
function overlapFaults(packages: readonly WorkPackage[], at: Path): Refusal[] {
  return packages.flatMap((one, n) => {
    const other = packages
      .slice(0, n)
      .find((earlier) => earlier.title === one.title && overlap(earlier, one));
    const here = [...at, String(n), 'startsOn'];
    return other ? [refuse('plans.periods-overlap', { ...fieldOf(here), title: one.title }, here)] : [];
  });
}

/** A day that is not given leaves that side open. */
const overlap = (a: WorkPackage, b: WorkPackage): boolean =>
  (a.startsOn ?? '') <= (b.endsOn ?? '9') && (b.startsOn ?? '') <= (a.endsOn ?? '9');

/** Party, year and category of a line, which no other line may have too. */
const placeOf = ({ organisationId, year, category }: BudgetLine): string =>
  `${organisationId} ${year} ${category}`;

/** What in the budget does not fit the project at all. */
export function lineFaults(lines: readonly BudgetLine[], frame: Frame): Refusal[] {
  const places = lines.map(placeOf);
  const [from, to] = [frame.startsOn, frame.endsOn].map((day) =>
    day === null ? null : Number(day.slice(0, 4)),
  );
  return lines.flatMap((line, n) => {
    const at = ['budget', String(n)];
    const year = [...at, 'year'];
    const outside =
      typeof from === 'number' && typeof to === 'number' && (line.year < from || line.year > to);
    return [
      ...strangerFaults(frame, line.organisationId, [...at, 'organisationId']),
      ...(outside
        ? [refuse('plans.year-outside', { ...fieldOf(year), year: line.year, from, to }, year)]
        : []),
      ...(places.indexOf(placeOf(line)) < n ? [refuse('plans.line-twice', fieldOf(at), at)] : []),
    ];
  });
}

/** What in work, milestones and pledges does not fit the project at all. */
export function workFaults(
  { workPackages, milestones, pledges }: Omit<Plan, 'budget'>,
  frame: Frame,
): Refusal[] {
  return [
    ...workPackages.flatMap((one, n) => packageFaults(one, frame, ['workPackages', String(n)])),
    ...overlapFaults(workPackages, ['workPackages']),
    ...milestones.flatMap(({ dueOn }, n) => dayFaults(dueOn, frame, ['milestones', String(n), 'dueOn'])),
    ...namedFaults(pledges, frame, ['pledges']),
  ];
}

/** Indicators that say to take over a metric which the project's need does not have. */
export const metricFaults = (milestones: readonly PlanMilestone[], metrics: readonly string[]): Refusal[] =>
  milestones.flatMap(({ indicators }, m) =>
    indicators.flatMap(({ metric }, n) => {
      const at = ['milestones', String(m), 'indicators', String(n), 'metric'];
      const unknown = metric !== null && !metrics.includes(metric);
      return unknown ? [refuse('plans.metric-unknown', { ...fieldOf(at), metric }, at)] : [];
    }),
  );
