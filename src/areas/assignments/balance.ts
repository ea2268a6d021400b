import { setImmediate as turn } from 'node:timers/promises';
import { minimise, type LinearProgram } from '../../engine/linear-program';
import { Pace, type Watch } from '../../engine/pace';
import { lotOf, type Named, type SealedPool } from '../experts';

/** Names the form of a record, and its version. */
export const ASSIGNMENT_FORMAT = 'benfu-assignment/1';

/** One application of a round, as experts are found for it. */
export interface Asked {
  readonly id: string;
  readonly title: string;
  /** How well each of the reviewers knows its matter, in their order: 0 to 1 with three decimals. */
  readonly expertise: readonly number[];
  /** Who of them cannot review it, and why, in codes. */
  readonly excluded: Readonly<Record<string, readonly string[]>>;
}

/** Everything that an assignment of a whole round follows from. */
export interface Problem {
  readonly format: typeof ASSIGNMENT_FORMAT;
  readonly assignment: string;
  /** UTC. */
  readonly at: string;
  /** The officer's person id. */
  readonly officer: string | null;
  readonly committed: SealedPool;
  readonly seed: string;
  /** Experts for each application. */
  readonly each: number;
  /** Reviews that one person has in the round at most. */
  readonly most: number;
  /** The least expertise of whoever reviews. */
  readonly floor: number;
  /** The closed pool, sorted by id, with the reviews that each has in the round already, and has at most. */
  readonly reviewers: readonly (Named & { readonly load: number; readonly most: number })[];
  /** Sorted by id. */
  readonly applications: readonly Asked[];
}

/** The experts found for one application. */
export interface Found {
  readonly application: string;
  readonly experts: readonly Named[];
}

/** An application for which there are not experts enough. */
export interface Shortage {
  readonly title: string;
  /** Who could review it, whatever else they have to do. */
  readonly eligible: number;
  readonly missing: number;
}

/** The best assignment, or the applications that keep there from being one. */
export type Balance = { readonly assigned: Found[] } | { readonly short: Shortage[] };

/** More than any load costs: whatever can be assigned is. */
const MISSING = 10_000;
/** Expertise counts in so many steps: the comparison of texts is not finer, and within a step the lots decide. */
const STEPS = 10;
/** Hexadecimal digits of a lot that become its cost: 20 bits. */
const LOT_DIGITS = 5;

/** An expert who can review an application: a column of the program. */
interface Pair {
  readonly application: number;
  readonly reviewer: number;
}

/**
 * Gives each application its experts: first so that the squares of the loads are least, then by most expertise, then
 * by the smallest lots. A transportation problem, each goal a face of its polytope: so the best corner is whole.
 */
export async function balance(problem: Problem, watch: Watch = {}): Promise<Balance> {
  const pairs = pairsOf(problem);
  const program = await programOf(problem, pairs, watch.signal);
  const solution = await minimise(program, watch);
  const short = shortagesOf(problem, pairs, solution);
  return short.length > 0 ? { short } : { assigned: assignedOf(problem, pairs, solution) };
}

const pairsOf = ({ applications, reviewers }: Problem): Pair[] =>
  applications.flatMap(({ excluded }, application) =>
    reviewers.flatMap(({ id }, reviewer) => (id in excluded ? [] : [{ application, reviewer }])),
  );

/**
 * Columns: each pair (0 or 1); for each reviewer one for every review they can still take, the nth of which costs
 * 2n - 1, so that n of them cost n²; for each application what it lacks. Rows: applications, then reviewers.
 */
async function programOf(
  problem: Problem,
  pairs: readonly Pair[],
  signal: AbortSignal | undefined,
): Promise<LinearProgram> {
  const { applications, reviewers, each } = problem;
  const places = reviewers.flatMap(({ load, most }, reviewer) =>
    Array.from({ length: Math.max(0, most - load) }, (_, taken) => ({
      row: applications.length + reviewer,
      cost: 2 * (load + taken) + 1,
    })),
  );
  const lots = await lotsOf(problem, pairs, signal);
  const matrix = matrixOf(applications.length, pairs, places);
  const columns = matrix.starts.length - 1;
  await turn();
  const costs = (first: readonly number[], then: readonly number[] = [], last = 0): Float64Array => {
    const made = new Float64Array(columns);
    made.set(first);
    made.set(then, pairs.length);
    return made.fill(last, pairs.length + places.length);
  };
  const loads = costs([], places.map(({ cost }) => cost), MISSING); // prettier-ignore
  const expertise = pairs.map(
    ({ application, reviewer }) => -Math.floor(applications[application]!.expertise[reviewer]! * STEPS),
  );
  const wanted = Float64Array.from([...applications.map(() => each), ...reviewers.map(() => 0)]);
  return {
    columns: { upper: new Float64Array(columns).fill(1).fill(each, pairs.length + places.length) },
    rows: { lower: wanted, upper: wanted },
    matrix,
    objectives: [loads, costs(expertise), costs(lots)],
  };
}

/** Who reviews fills a place of theirs and one of the application's, unless that stays empty. */
function matrixOf(
  applications: number,
  pairs: readonly Pair[],
  places: readonly { readonly row: number }[],
): LinearProgram['matrix'] {
  const [two, one] = [2 * pairs.length, places.length];
  const indices = new Int32Array(two + one + applications);
  pairs.forEach(({ application, reviewer }, at) =>
    indices.set([application, applications + reviewer], 2 * at),
  );
  places.forEach(({ row }, at) => (indices[two + at] = row));
  for (let row = 0; row < applications; row++) indices[two + one + row] = row;
  const starts = Int32Array.from(
    { length: pairs.length + one + applications + 1 },
    (_, column) => column + Math.min(column, pairs.length),
  );
  return { starts, indices, values: new Float64Array(indices.length).fill(1).fill(-1, two, two + one) };
}

/** Each pair's lot as a number; many are made, so others get their turn. */
async function lotsOf(
  { seed, applications, reviewers }: Problem,
  pairs: readonly Pair[],
  signal: AbortSignal | undefined,
): Promise<number[]> {
  const pace = new Pace(signal ? { signal } : {}, pairs.length);
  const lots: number[] = [];
  for (const { application, reviewer } of pairs) {
    const lot = lotOf(seed, applications[application]!.id, reviewers[reviewer]!.id);
    lots.push(Number.parseInt(lot.slice(0, LOT_DIGITS), 16));
    if (pace.due(1)) await pace.pause();
  }
  return lots;
}

function shortagesOf(
  { applications, each }: Problem,
  pairs: readonly Pair[],
  solution: Float64Array,
): Shortage[] {
  const eligible = new Map<number, number>();
  for (const { application } of pairs) eligible.set(application, (eligible.get(application) ?? 0) + 1);
  const lacks = solution.subarray(solution.length - applications.length);
  return applications
    .map(({ title }, at) => ({ title, eligible: eligible.get(at) ?? 0, missing: Math.round(lacks[at]!) }))
    .map((one) => ({ ...one, missing: Math.max(one.missing, each - one.eligible) }))
    .filter(({ missing }) => missing > 0);
}

/** In the order of their lots, as a draw names them. */
function assignedOf(
  { seed, applications, reviewers }: Problem,
  pairs: readonly Pair[],
  solution: Float64Array,
): Found[] {
  const experts: Named[][] = applications.map(() => []);
  pairs.forEach(({ application, reviewer }, column) => {
    if (Math.round(solution[column]!) !== 1) return;
    const { id, name } = reviewers[reviewer]!;
    experts[application]!.push({ id, name });
  });
  return applications.map(({ id: application }, at) => {
    const lot = ({ id }: Named): string => lotOf(seed, application, id);
    return { application, experts: experts[at]!.sort((a, b) => (lot(a) < lot(b) ? -1 : 1)) };
  });
}
