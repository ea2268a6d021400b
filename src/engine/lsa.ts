import { dot, eigen, orthonormalise, products, seeded, type Columns } from './algebra';
import { Pace, type Watch } from './pace';
import { squareTimes, times, transposed, type SparseRows } from './sparse';

export type { SparseRows } from './sparse';

/** How to fit: directions wanted, and steps of the power method (1 or more, 2 unless told). */
export interface LsaOptions extends Watch {
  readonly rank: number;
  readonly seed: number;
  readonly iterations?: number;
}

/** What a corpus has in common: orthonormal directions, strongest first; `basis` holds `rank` numbers for each column. */
export interface LsaBasis {
  /** What was asked, or less where the matrix has no more. */
  readonly rank: number;
  readonly columns: number;
  readonly basis: Float32Array;
  readonly singular: Float64Array;
}

/** Directions tried beyond those wanted: they make the wanted ones exact. */
const OVERSAMPLING = 20;
/** An eigenvalue below this share of the largest is rounding. */
const NOTHING = 1e-12;

/**
 * The strongest directions of a corpus (rows are documents of unit length) by randomised SVD (Halko, Martinsson &
 * Tropp 2011): the same bytes on every machine. It gives the process away at least every 30 ms.
 */
export async function fitLsa(matrix: SparseRows, options: LsaOptions): Promise<LsaBasis> {
  const { rank, seed } = options;
  const steps = Math.max(1, options.iterations ?? 2);
  const width = Math.min(rank + OVERSAMPLING, matrix.rows, matrix.columns);
  const pace = new Pace(options, workOf(matrix, width, steps));
  const turned = await transposed(matrix, pace);
  let range = noise(matrix.rows, width, seed);
  for (let step = 0; step < steps; step++) {
    range = await squareTimes(turned, range, pace);
    await orthonormalise(range, pace);
  }
  const small = await products(range, await squareTimes(turned, range, pace), pace);
  const { values, vectors } = await eigen(small, pace);
  const order = [...values.keys()].sort((a, b) => values[b]! - values[a]! || a - b);
  const most = order.length > 0 ? values[order[0]!]! : 0;
  const kept = order.slice(0, rank).filter((at) => values[at]! > most * NOTHING);
  const singular = Float64Array.from(kept, (at) => Math.sqrt(values[at]!));
  const left = await combined(range, vectors, kept, singular, pace);
  const basis = await times(turned, left, pace);
  await turnUp(basis, kept.length, pace);
  await pace.finish();
  return { rank: kept.length, columns: matrix.columns, basis, singular };
}

/** Where a document lies among the directions, of unit length; zeros where it shares nothing with the corpus. */
export function projectInto(
  { rank, columns, basis }: LsaBasis,
  indices: ArrayLike<number>,
  values: ArrayLike<number>,
): Float32Array {
  const sum = new Float64Array(rank);
  for (let i = 0; i < indices.length; i++) {
    if (indices[i]! >= columns) continue;
    const at = indices[i]! * rank;
    for (let k = 0; k < rank; k++) sum[k]! += values[i]! * basis[at + k]!;
  }
  const whole: Columns = { length: rank, count: 1, data: sum };
  const length = Math.sqrt(dot(whole, 0, whole, 0));
  return length > 0 ? Float32Array.from(sum, (x) => x / length) : new Float32Array(rank);
}

const MAGIC = 0x4c534101; // "LSA", format 1
const HEADER = 12;
const LEVELS = 127;

/**
 * A basis for storage, a quarter of its size: header, singular values, then for each column its scale and `rank` signed
 * bytes; little-endian. Cosines between documents move by less than 0.005.
 */
export async function encodeBasis({ rank, columns, basis, singular }: LsaBasis): Promise<Buffer> {
  const pace = new Pace({}, columns);
  const buffer = Buffer.alloc(HEADER + rank * 8 + columns * (4 + rank));
  buffer.writeUInt32BE(MAGIC, 0);
  buffer.writeUInt32LE(rank, 4);
  buffer.writeUInt32LE(columns, 8);
  singular.forEach((value, k) => buffer.writeDoubleLE(value, HEADER + k * 8));
  let at = HEADER + rank * 8;
  for (let row = 0; row < basis.length; row += rank) {
    let most = 0;
    for (let k = row; k < row + rank; k++) most = Math.max(most, Math.abs(basis[k]!));
    const scale = Math.fround(most / LEVELS);
    buffer.writeFloatLE(scale, at);
    at += 4;
    for (let k = row; k < row + rank; k++) {
      const level = scale > 0 ? Math.round(basis[k]! / scale) : 0;
      buffer[at++] = Math.max(-LEVELS, Math.min(LEVELS, level));
    }
    if (pace.due(1)) await pace.pause();
  }
  return buffer;
}

/** Reads what `encodeBasis` wrote; throws on anything else. */
export async function decodeBasis(buffer: Buffer): Promise<LsaBasis> {
  const known = buffer.length >= HEADER && buffer.readUInt32BE(0) === MAGIC;
  if (!known) throw new Error('not an LSA basis of format 1');
  const [rank, columns] = [buffer.readUInt32LE(4), buffer.readUInt32LE(8)];
  let at = HEADER + rank * 8;
  if (buffer.length !== at + columns * (4 + rank))
    throw new Error('an LSA basis of another size than it says');
  const singular = Float64Array.from({ length: rank }, (_, k) => buffer.readDoubleLE(HEADER + k * 8));
  const basis = new Float32Array(columns * rank);
  const pace = new Pace({}, columns);
  for (let row = 0; row < basis.length; row += rank) {
    const scale = buffer.readFloatLE(at);
    at += 4;
    for (let k = row; k < row + rank; k++) basis[k] = ((buffer[at++]! << 24) >> 24) * scale;
    if (pace.due(1)) await pace.pause();
  }
  return { rank, columns, basis, singular };
}

/** Multiplications in all, roughly. */
function workOf({ rows, values }: SparseRows, width: number, steps: number): number {
  const passes = values.length * width * (2 * steps + 3);
  return passes + rows * width * width * (steps + 1.5) + 10 * width ** 3;
}

/** Columns of even noise around zero. */
function noise(length: number, count: number, seed: number): Columns {
  const random = seeded(seed);
  return { length, count, data: Float64Array.from({ length: length * count }, () => random() - 0.5) };
}

/** The kept eigenvectors among the columns of the range, each divided by its singular value. */
async function combined(
  { length, count, data }: Columns,
  vectors: Columns,
  kept: readonly number[],
  singular: Float64Array,
  pace: Pace,
): Promise<Columns> {
  const sum = new Float64Array(length * kept.length);
  for (const [k, vector] of kept.entries()) {
    for (let i = 0; i < count; i++) {
      const weight = vectors.data[vector * count + i]! / singular[k]!;
      for (let row = 0, from = i * length, to = k * length; row < length; row++)
        sum[to + row]! += weight * data[from + row]!;
      if (pace.due(length)) await pace.pause();
    }
  }
  return { length, count: kept.length, data: sum };
}

/** Gives each direction the sign that makes its largest number positive. */
async function turnUp(basis: Float32Array, rank: number, pace: Pace): Promise<void> {
  const largest = new Float32Array(rank);
  for (let row = 0; row < basis.length; row += rank) {
    for (let k = 0; k < rank; k++)
      if (Math.abs(basis[row + k]!) > Math.abs(largest[k]!)) largest[k] = basis[row + k]!;
    if (pace.due(0)) await pace.pause();
  }
  for (let row = 0; row < basis.length; row += rank) {
    for (let k = 0; k < rank; k++) if (largest[k]! < 0) basis[row + k]! *= -1;
    if (pace.due(0)) await pace.pause();
  }
}
