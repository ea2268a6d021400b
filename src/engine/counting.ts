import { fitLsa, decodeBasis, encodeBasis, type SparseRows } from './lsa';
import type { Pause } from './postings';
import { SIDES, type Latent, type Side, type SideStatistics } from './statistics';
import type { TextIndex } from './text-index';
import { weightIn, type View } from './view';

/** Below so many texts meanings are not learnt: there is too little to learn from (measured). */
export const LEAST_LEARNT = 2_000;
/** Texts that meanings are learnt from at most, and units that have one; dimensions of the space. */
const MOST_LEARNT = 20_000;
const MOST_UNITS = 60_000;
const RANK = 200;
const SEED = 20250114;
/** A unit that occurs once relates nothing. */
const LEAST_FREQUENCY = 2;

/** Whether a text counts: what is confidential shows not even in frequencies. */
export type Counted<M> = (meta: M) => boolean;
type Sides<M> = Readonly<Record<Side, TextIndex<M>>>;

/** Whom to tell of the share done (0 to 1), and what ends it. */
export interface Counting {
  readonly onProgress?: (share: number) => void | Promise<void>;
  readonly signal?: AbortSignal;
}

/** Counts how often the units occur in a view. */
export async function countSide<M>(
  view: View<M>,
  terms: number,
  counts: Counted<M>,
  pause: Pause,
): Promise<SideStatistics> {
  const counted = view.entries.map((entry) => entry !== undefined && counts(entry.meta));
  const frequencies = new Uint32Array(terms);
  await view.each((term, ordinal) => void (counted[ordinal] && frequencies[term]!++), pause);
  const lengths = view.entries.flatMap((entry, ordinal) => (counted[ordinal] ? [entry!.length] : []));
  const averageLength = lengths.reduce((sum, length) => sum + length, 0) / lengths.length || 1;
  return { documents: lengths.length, averageLength, frequencies };
}

/** The texts of both sides as rows of weights, ready to learn from; and the column of each unit. */
export interface Lesson {
  readonly matrix: SparseRows;
  readonly columns: Int32Array;
}

/** Copies what there is to learn from; undefined where the texts are too few. */
export async function lessonOf<M>(
  sides: Sides<M>,
  statistics: Readonly<Record<Side, SideStatistics>>,
  counts: Counted<M>,
  pause: Pause,
): Promise<Lesson | undefined> {
  const total = SIDES.reduce((sum, side) => sum + statistics[side].documents, 0);
  if (total < LEAST_LEARNT) return undefined;
  const columns = columnsOf(SIDES.map((side) => statistics[side].frequencies));
  const every = Math.ceil(total / MOST_LEARNT);
  const takes = (meta: M, ordinal: number): boolean => ordinal % every === 0 && counts(meta);
  const parts = SIDES.map((side) => ({ view: sides[side].view(), statistics: statistics[side] }));
  return { matrix: await matrixOf(parts, columns, takes, pause), columns };
}

/** Learns the space of meanings: takes seconds, but leaves the process free in between. */
export async function learn({ matrix, columns }: Lesson, { onProgress, signal }: Counting): Promise<Latent> {
  const basis = await fitLsa(matrix, {
    rank: RANK,
    seed: SEED,
    ...(onProgress ? { onProgress } : {}),
    ...(signal ? { signal } : {}),
  });
  // As it will be read by every process: bytes, not floating-point numbers.
  return { basis: await decodeBasis(await encodeBasis(basis)), columns };
}

/** The column of each unit that occurs in two texts or more, the most frequent first. */
function columnsOf(frequencies: readonly Uint32Array[]): Int32Array {
  const size = Math.max(...frequencies.map(({ length }) => length));
  const total = Uint32Array.from({ length: size }, (_, unit) =>
    frequencies.reduce((sum, side) => sum + (side[unit] ?? 0), 0),
  );
  const order = [...total.keys()].filter((unit) => total[unit]! >= LEAST_FREQUENCY);
  order.sort((a, b) => total[b]! - total[a]! || a - b);
  const columns = new Int32Array(size).fill(-1);
  order.slice(0, MOST_UNITS).forEach((unit, column) => (columns[unit] = column));
  return columns;
}

interface Part<M> {
  readonly view: View<M>;
  readonly statistics: SideStatistics;
}

type Visit = (row: number, column: number, weight: number) => void;

/** The texts as rows of unit length, in the order of the views. */
async function matrixOf<M>(
  parts: readonly Part<M>[],
  columns: Int32Array,
  takes: (meta: M, ordinal: number) => boolean,
  pause: Pause,
): Promise<SparseRows> {
  let rows = 0;
  const rowOf = parts.map(({ view: { entries } }) =>
    Int32Array.from(entries, (entry, ordinal) => (entry && takes(entry.meta, ordinal) ? rows++ : -1)),
  );
  const starts = new Uint32Array(rows + 1);
  await eachCell(parts, rowOf, columns, (row) => void starts[row + 1]!++, pause);
  for (let row = 0; row < rows; row++) starts[row + 1]! += starts[row]!;
  const next = starts.slice();
  const indices = new Uint32Array(starts[rows]!);
  const values = new Float32Array(indices.length);
  const place: Visit = (row, column, weight) => {
    indices[next[row]!] = column;
    values[next[row]!++] = weight;
  };
  await eachCell(parts, rowOf, columns, place, pause);
  normalise(starts, values);
  const width = columns.reduce((most, column) => Math.max(most, column + 1), 0);
  return { rows, columns: width, starts, indices, values };
}

/** Every unit that has a column in every text that has a row. */
async function eachCell<M>(
  parts: readonly Part<M>[],
  rowOf: readonly Int32Array[],
  columns: Int32Array,
  visit: Visit,
  pause: Pause,
): Promise<void> {
  for (const [at, { view, statistics }] of parts.entries()) {
    await view.each((term, ordinal, count) => {
      const [row, column] = [rowOf[at]![ordinal]!, columns[term] ?? -1];
      if (row < 0 || column < 0) return;
      visit(row, column, weightIn(statistics, term, count, view.entries[ordinal]?.length ?? 1));
    }, pause);
  }
}

function normalise(starts: Uint32Array, values: Float32Array): void {
  for (let row = 0; row + 1 < starts.length; row++) {
    const weights = values.subarray(starts[row], starts[row + 1]);
    const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
    weights.forEach((weight, at) => (weights[at] = weight / length));
  }
}
