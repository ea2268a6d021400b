import type { Columns } from './algebra';
import type { Pace } from './pace';

/** A sparse matrix row by row: row `r` holds `values[i]` in column `indices[i]` for `starts[r] <= i < starts[r + 1]`. */
export interface SparseRows {
  readonly rows: number;
  readonly columns: number;
  readonly starts: Uint32Array;
  readonly indices: Uint32Array;
  readonly values: Float32Array;
}

/** Directions that go through a matrix together: one cache line, and as many sums as a processor holds at hand. */
const BLOCK = 8;
/** Entries between two looks at the time. */
const CHUNK = 4_096;

/** The same matrix turned: its columns are rows. */
export async function transposed(matrix: SparseRows, pace: Pace): Promise<SparseRows> {
  const { rows, columns } = matrix;
  const starts = new Uint32Array(columns + 1);
  for (const column of matrix.indices) starts[column + 1]!++;
  for (let column = 0; column < columns; column++) starts[column + 1]! += starts[column]!;
  const next = starts.slice(0, columns);
  const [indices, values] = [new Uint32Array(matrix.indices.length), new Float32Array(matrix.indices.length)];
  for (let row = 0; row < rows; row++) {
    for (let i = matrix.starts[row]!; i < matrix.starts[row + 1]!; i++) {
      const to = next[matrix.indices[i]!]!++;
      indices[to] = row;
      values[to] = matrix.values[i]!;
    }
    if (pace.due(0)) await pace.pause();
  }
  return { rows: columns, columns: rows, starts, indices, values };
}

/** Given a turned matrix, the matrix times its transpose times the columns; neither product is ever held whole. */
export async function squareTimes(turned: SparseRows, columns: Columns, pace: Pace): Promise<Columns> {
  const { count, length } = columns;
  const result: Columns = { ...columns, data: new Float64Array(columns.data.length) };
  const sum = new Float64Array(BLOCK);
  for (let from = 0; from < count; from += BLOCK) {
    const source = rowsOf(columns, from);
    const target = new Float64Array(source.length);
    await eachRow(turned, pace, (row) => {
      gather(turned, row, source, sum);
      spread(turned, row, sum, target);
    });
    for (let k = from; k < Math.min(count, from + BLOCK); k++)
      for (let row = 0; row < length; row++) result.data[k * length + row] = target[row * BLOCK + k - from]!;
  }
  return result;
}

/** A turned matrix times the columns, `columns.count` numbers for each of its rows. */
export async function times(turned: SparseRows, columns: Columns, pace: Pace): Promise<Float32Array> {
  const { count } = columns;
  const result = new Float32Array(turned.rows * count);
  const sum = new Float64Array(BLOCK);
  for (let from = 0; from < count; from += BLOCK) {
    const source = rowsOf(columns, from);
    const size = Math.min(BLOCK, count - from);
    await eachRow(turned, pace, (row) => {
      gather(turned, row, source, sum);
      for (let k = 0, to = row * count + from; k < size; k++) result[to + k] = sum[k]!;
    });
  }
  return result;
}

/** `BLOCK` columns from `from` row by row; zeros beyond the last. */
function rowsOf({ data, length, count }: Columns, from: number): Float64Array {
  const rows = new Float64Array(length * BLOCK);
  for (let k = from; k < Math.min(count, from + BLOCK); k++)
    for (let row = 0; row < length; row++) rows[row * BLOCK + k - from] = data[k * length + row]!;
  return rows;
}

async function eachRow({ rows, starts }: SparseRows, pace: Pace, work: (row: number) => void): Promise<void> {
  for (let row = 0, counted = 0; row < rows; row++) {
    work(row);
    const entries = starts[row + 1]! - counted;
    if (entries < CHUNK && row + 1 < rows) continue;
    counted += entries;
    if (pace.due(entries * BLOCK)) await pace.pause();
  }
}

/** Sums what a row of the matrix takes from the rows of a block; written out, since a loop takes twice as long. */
function gather(matrix: SparseRows, row: number, block: Float64Array, sum: Float64Array): void {
  const { starts, indices, values } = matrix;
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = starts[row]!, end = starts[row + 1]!; i < end; i++) {
    const value = values[i]!;
    const at = indices[i]! * BLOCK;
    a += value * block[at]!;
    b += value * block[at + 1]!;
    c += value * block[at + 2]!;
    d += value * block[at + 3]!;
    e += value * block[at + 4]!;
    f += value * block[at + 5]!;
    g += value * block[at + 6]!;
    h += value * block[at + 7]!;
  }
  [sum[0], sum[1], sum[2], sum[3], sum[4], sum[5], sum[6], sum[7]] = [a, b, c, d, e, f, g, h];
}

/** Adds a sum to the rows of a block, as much as a row of the matrix says. */
function spread(matrix: SparseRows, row: number, sum: Float64Array, block: Float64Array): void {
  const { starts, indices, values } = matrix;
  const [a, b, c, d] = [sum[0]!, sum[1]!, sum[2]!, sum[3]!];
  const [e, f, g, h] = [sum[4]!, sum[5]!, sum[6]!, sum[7]!];
  for (let i = starts[row]!, end = starts[row + 1]!; i < end; i++) {
    const value = values[i]!;
    const at = indices[i]! * BLOCK;
    block[at]! += value * a;
    block[at + 1]! += value * b;
    block[at + 2]! += value * c;
    block[at + 3]! += value * d;
    block[at + 4]! += value * e;
    block[at + 5]! += value * f;
    block[at + 6]! += value * g;
    block[at + 7]! += value * h;
  }
}
