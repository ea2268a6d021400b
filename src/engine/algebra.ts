import type { Pace } from './pace';

/**
 * Small linear algebra whose results are the same on every machine: sums run in one order, and only `+ - * /` and
 * square roots are used, which IEEE 754 defines to the last bit.
 */

/** Numbers from 0 to below 1 that follow from the seed alone (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Columns of equal length, one after another in `data`. */
export interface Columns {
  readonly length: number;
  readonly count: number;
  readonly data: Float64Array;
}

/** The scalar product of two columns. */
export function dot(a: Columns, i: number, b: Columns, j: number): number {
  const { length } = a;
  const [x, y, from, to] = [a.data, b.data, i * length, j * length];
  let sum = 0;
  for (let at = 0; at < length; at++) sum += x[from + at]! * y[to + at]!;
  return sum;
}

/** Takes `times` the column `i` from the column `j`. */
function subtract({ data, length }: Columns, times: number, i: number, j: number): void {
  const [from, to] = [i * length, j * length];
  for (let at = 0; at < length; at++) data[to + at]! -= times * data[from + at]!;
}

/** What is left of a column below this share of what it was is rounding. */
const ROUNDING = 1e-12;
/** A column that lost more than this share is made orthogonal once more. */
const CANCELLED = 1e-3;

/** Makes the columns orthonormal in place (modified Gram–Schmidt); those that the ones before span become zero. */
export async function orthonormalise(columns: Columns, pace: Pace): Promise<void> {
  const { data, length, count } = columns;
  let most = 0;
  for (let j = 0; j < count; j++) {
    const before = Math.sqrt(dot(columns, j, columns, j));
    most = Math.max(most, before);
    let after = before;
    for (let round = 0, again = true; again && round < 3; round++) {
      for (let i = 0; i < j; i++) {
        subtract(columns, dot(columns, i, columns, j), i, j);
        if (pace.due(2 * length)) await pace.pause();
      }
      const left = Math.sqrt(dot(columns, j, columns, j));
      again = left < CANCELLED * after;
      after = left;
    }
    const scale = after > ROUNDING * most ? 1 / after : 0;
    for (let at = j * length; at < (j + 1) * length; at++) data[at]! *= scale;
  }
}

/** The scalar products of the columns of two, of which one is the other's image under a symmetric matrix. */
export async function products(a: Columns, b: Columns, pace: Pace): Promise<Columns> {
  const { count } = a;
  const data = new Float64Array(count * count);
  for (let j = 0; j < count; j++) {
    for (let i = 0; i <= j; i++) {
      data[i * count + j] = data[j * count + i] = dot(a, i, b, j);
      if (pace.due(a.length)) await pace.pause();
    }
  }
  return { length: count, count, data };
}

/** Eigenvalues in no order, and the eigenvector of each as one column. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Columns;
}

const SWEEPS = 40;

/** The eigenvalues and eigenvectors of a symmetric matrix, which is used up, by Jacobi's rotations. */
export async function eigen(matrix: Columns, pace: Pace): Promise<Eigen> {
  const { data, count: n } = matrix;
  const vectors: Columns = { length: n, count: n, data: new Float64Array(n * n) };
  for (let i = 0; i < n; i++) vectors.data[i * n + i] = 1;
  for (let sweep = 0, turned = true; turned && sweep < SWEEPS; sweep++) {
    turned = false;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) turned = rotate(data, vectors.data, n, p, q) || turned;
      if (pace.due(4 * n * (n - p))) await pace.pause();
    }
  }
  return { values: Float64Array.from({ length: n }, (_, i) => data[i * n + i]!), vectors };
}

/** Turns the plane of `p` and `q` so that their common entry becomes zero; false where it was next to nothing. */
function rotate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): boolean {
  const [atP, atQ] = [p * n, q * n];
  const [app, aqq, apq] = [a[atP + p]!, a[atQ + q]!, a[atP + q]!];
  if (Math.abs(apq) <= 1e-15 * Math.sqrt(Math.abs(app * aqq))) return false;
  const ratio = (aqq - app) / (2 * apq);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(ratio * ratio + 1));
  const c = 1 / Math.sqrt(tangent * tangent + 1);
  const s = tangent * c;
  for (let i = 0; i < n; i++) {
    const [x, y, vp, vq] = [a[atP + i]!, a[atQ + i]!, v[atP + i]!, v[atQ + i]!];
    a[atP + i] = a[i * n + p] = c * x - s * y;
    a[atQ + i] = a[i * n + q] = s * x + c * y;
    v[atP + i] = c * vp - s * vq;
    v[atQ + i] = s * vp + c * vq;
  }
  a[atP + p] = app - tangent * apq;
  a[atQ + q] = aqq + tangent * apq;
  a[atP + q] = a[atQ + p] = 0;
  return true;
}

/**
 * The least squares solution without negative numbers of `matrix · x = pull`, coordinate by coordinate; the matrix is
 * symmetric and has no negative eigenvalue.
 */
export function solvePositive(matrix: Float64Array, pull: Float64Array): Float64Array {
  const n = pull.length;
  const found = new Float64Array(n);
  for (let round = 0, moved = 1; moved > 1e-12 && round < 2_000; round++) {
    moved = 0;
    for (let f = 0; f < n; f++) {
      if (!(matrix[f * n + f]! > 0)) continue;
      let left = pull[f]!;
      for (let g = 0; g < n; g++) if (g !== f) left -= matrix[f * n + g]! * found[g]!;
      const next = Math.max(0, left / matrix[f * n + f]!);
      moved = Math.max(moved, Math.abs(next - found[f]!));
      found[f] = next;
    }
  }
  return found;
}
