import fc from 'fast-check';
import { seeded } from './algebra';
import { decodeBasis, encodeBasis, fitLsa, projectInto, type LsaBasis, type SparseRows } from './lsa';

/** The sparse form of a matrix given row by row. */
function sparse(rows: readonly (readonly number[])[]): SparseRows {
  const [starts, indices, values] = [[0], [] as number[], [] as number[]];
  for (const row of rows) {
    row.forEach((value, column) => {
      if (value === 0) return;
      indices.push(column);
      values.push(value);
    });
    starts.push(indices.length);
  }
  const columns = rows[0]?.length ?? 0;
  return {
    ...{ rows: rows.length, columns, starts: Uint32Array.from(starts) },
    ...{ indices: Uint32Array.from(indices), values: Float32Array.from(values) },
  };
}

const normOf = (numbers: Iterable<number>): number => Math.hypot(...numbers);

/** How much of the matrix lies outside the directions: ‖A − A·V·Vᵀ‖. */
function residual(rows: readonly (readonly number[])[], { rank, basis }: LsaBasis): number {
  return normOf(
    rows.flatMap((row) => {
      const parts = Array.from({ length: rank }, (_, k) =>
        row.reduce((sum, value, column) => sum + Math.fround(value) * basis[column * rank + k]!, 0),
      );
      return row.map(
        (value, column) =>
          Math.fround(value) - parts.reduce((sum, part, k) => sum + part * basis[column * rank + k]!, 0),
      );
    }),
  );
}

/** The largest deviation of VᵀV from the identity. */
function skew({ rank, columns, basis }: LsaBasis): number {
  let most = 0;
  for (let i = 0; i < rank; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let column = 0; column < columns; column++)
        sum += basis[column * rank + i]! * basis[column * rank + j]!;
      most = Math.max(most, Math.abs(sum - (i === j ? 1 : 0)));
    }
  }
  return most;
}

/** Documents about a few subjects: words of a subject, and some of any. */
function corpus(documents: number, vocabulary: number, words: number, seed: number): SparseRows {
  const random = seeded(seed);
  const subjects = 40;
  const [starts, indices, values] = [[0], [] as number[], [] as number[]];
  for (let document = 0; document < documents; document++) {
    const found = new Set<number>();
    const subject = document % subjects;
    while (found.size < words) {
      const any = random() < 0.4;
      const word = Math.floor(random() * random() * (any ? vocabulary : vocabulary / subjects));
      found.add(any ? word : Math.min(vocabulary - 1, word * subjects + subject));
    }
    indices.push(...[...found].sort((a, b) => a - b));
    for (let n = 0; n < words; n++) values.push(1 / Math.sqrt(words));
    starts.push(indices.length);
  }
  return {
    ...{ rows: documents, columns: vocabulary, starts: Uint32Array.from(starts) },
    ...{ indices: Uint32Array.from(indices), values: Float32Array.from(values) },
  };
}

const projected = (basis: LsaBasis, matrix: SparseRows, row: number): Float32Array => {
  const [from, to] = [matrix.starts[row]!, matrix.starts[row + 1]!];
  return projectInto(basis, matrix.indices.subarray(from, to), matrix.values.subarray(from, to));
};
const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, k) => sum + x * b[k]!, 0);

const entry = fc.integer({ min: -20, max: 20 }).map((n) => n / 8);
const vectors = (count: number, length: number): fc.Arbitrary<number[][]> =>
  fc.array(fc.array(entry, { minLength: length, maxLength: length }), { minLength: count, maxLength: count });

describe('the directions of a corpus', () => {
  it('are orthonormal and hold all of a matrix that has no more of them', async () => {
    const lowRank = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 14 }), fc.integer({ min: 5, max: 14 }))
      .chain(([rank, rows, columns]) => fc.tuple(vectors(rows, rank), vectors(rank, columns)));
    await fc.assert(
      fc.asyncProperty(lowRank, fc.integer(), async ([left, right], seed) => {
        const rows = left.map((row) =>
          right[0]!.map((_, column) => row.reduce((sum, value, k) => sum + value * right[k]![column]!, 0)),
        );
        const basis = await fitLsa(sparse(rows), { rank: 6, seed });
        expect(basis.rank).toBeLessThanOrEqual(right.length);
        expect(skew(basis)).toBeLessThan(1e-5);
        expect(residual(rows, basis)).toBeLessThanOrEqual(1e-5 * normOf(rows.flat()));
        expect(normOf(basis.singular)).toBeCloseTo(normOf(rows.flat()), 4);
      }),
      { numRuns: 150 },
    );
  });

  it('leave as little of any matrix as can be left: what the weaker singular values hold', async () => {
    await fc.assert(
      fc.asyncProperty(vectors(12, 9), async (rows) => {
        const all = await fitLsa(sparse(rows), { rank: 9, seed: 1 });
        const some = await fitLsa(sparse(rows), { rank: 3, seed: 2 });
        const least = normOf(all.singular.subarray(3));
        expect(skew(some)).toBeLessThan(1e-5);
        expect(residual(rows, some)).toBeCloseTo(least, 3);
        some.singular.forEach((value, k) => expect(value).toBeCloseTo(all.singular[k]!, 4));
      }),
      { numRuns: 60 },
    );
  });

  it('come strongest first, each with its largest number positive', async () => {
    const matrix = corpus(300, 900, 30, 3);
    const { rank, singular, basis } = await fitLsa(matrix, { rank: 25, seed: 3 });
    expect([...singular]).toEqual([...singular].sort((a, b) => b - a));
    for (let k = 0; k < rank; k++) {
      const column = basis.filter((_, at) => at % rank === k);
      expect(Math.max(...column)).toBe(Math.max(...column.map(Math.abs)));
    }
  });

  it('are the same to the last byte whenever they are fitted, and nearly so for another seed', async () => {
    const matrix = corpus(300, 900, 30, 4);
    const [one, two, other] = [
      await fitLsa(matrix, { rank: 20, seed: 9 }),
      await fitLsa(matrix, { rank: 20, seed: 9, onProgress: () => new Promise((r) => setTimeout(r, 1)) }),
      await fitLsa(matrix, { rank: 20, seed: 10 }),
    ];
    expect(Buffer.from(one.basis.buffer).equals(Buffer.from(two.basis.buffer))).toBe(true);
    expect([...one.singular]).toEqual([...two.singular]);
    other.singular.forEach((value, k) => expect(value / one.singular[k]!).toBeCloseTo(1, 1));
  });

  it.each([
    ['no document', sparse([])],
    [
      'only empty ones',
      sparse([
        [0, 0],
        [0, 0],
      ]),
    ],
  ])('are none where there is %s', async (_, matrix) => {
    const basis = await fitLsa(matrix, { rank: 5, seed: 1 });
    expect(basis).toMatchObject({ rank: 0, columns: matrix.columns });
    expect(projectInto(basis, [0], [1])).toEqual(new Float32Array(0));
    expect(await decodeBasis(await encodeBasis(basis))).toEqual(basis);
  });
});

describe('a fit', () => {
  const matrix = corpus(1_500, 6_000, 80, 5);

  it('lets the process serve meanwhile, and tells how far it is', async () => {
    const shares: number[] = [];
    let served = 0;
    const others = setInterval(() => (served += 1), 1);
    await fitLsa(matrix, { rank: 100, seed: 1, onProgress: (share) => void shares.push(share) });
    clearInterval(others);
    expect(shares.length).toBeGreaterThan(5);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    // Counted, not timed: a machine that pauses everybody pauses the work as well.
    expect(served).toBeGreaterThan(5);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const shares: number[] = [];
    const fitted = fitLsa(matrix, {
      ...{ rank: 100, seed: 1, signal: stop.signal },
      onProgress: (share) => {
        shares.push(share);
        if (shares.length === 2) stop.abort(new Error('enough'));
      },
    });
    await expect(fitted).rejects.toThrow('enough');
    expect(shares).toHaveLength(2);
    await expect(fitLsa(matrix, { rank: 5, seed: 1, signal: stop.signal })).rejects.toThrow('enough');
  });
});

describe('a document among the directions', () => {
  const matrix = corpus(800, 3_000, 40, 6);

  it('lies near those of its subject and far from others, whatever its length', async () => {
    const basis = await fitLsa(matrix, { rank: 40, seed: 1 });
    const at = (row: number): Float32Array => projected(basis, matrix, row);
    const same = Array.from({ length: 15 }, (_, n) => cosine(at(1), at(41 + n * 40)));
    const others = Array.from({ length: 15 }, (_, n) => cosine(at(1), at(42 + n * 40)));
    expect(Math.min(...same)).toBeGreaterThan(Math.max(...others));
    expect(cosine(at(1), at(1))).toBeCloseTo(1, 6);
    const row = matrix.indices.subarray(0, 40);
    const [short, long] = [0.1, 7].map((x) => projectInto(basis, row, new Float32Array(40).fill(x)));
    expect(cosine(short!, long!)).toBeCloseTo(1, 6);
  });

  it('is nowhere when the corpus has none of its words', async () => {
    const basis = await fitLsa(matrix, { rank: 10, seed: 1 });
    expect(projectInto(basis, [], [])).toEqual(new Float32Array(10));
    expect(projectInto(basis, [3_000, 9_999], [1, 1])).toEqual(new Float32Array(10));
  });

  it('moves by less than 0.005 in any cosine through storage, and other bytes are refused', async () => {
    const basis = await fitLsa(matrix, { rank: 40, seed: 1 });
    const stored = await encodeBasis(basis);
    expect(stored.length).toBeLessThan(basis.basis.byteLength / 3);
    const read = await decodeBasis(stored);
    expect(read.singular).toEqual(basis.singular);
    for (let row = 1; row < 800; row += 7) {
      const [a, b] = [basis, read].map((each) =>
        cosine(projected(each, matrix, row), projected(each, matrix, (row * 3) % 800)),
      );
      expect(Math.abs(a! - b!)).toBeLessThan(0.005);
    }
    await expect(decodeBasis(stored.subarray(1))).rejects.toThrow('not an LSA basis');
    await expect(decodeBasis(stored.subarray(0, -1))).rejects.toThrow('another size');
    await expect(decodeBasis(Buffer.alloc(3))).rejects.toThrow('not an LSA basis');
  });
});
