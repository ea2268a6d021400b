import { Readable } from 'node:stream';
import { csvRows } from './csv';
import type { Row } from './table';

/** The rows of a text, read in pieces of `size` characters. */
async function read(text: string, size = 7): Promise<Row[]> {
  const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
  const rows: Row[] = [];
  for await (const row of csvRows(Readable.from(pieces), text.split('\n', 1)[0]!)) rows.push(row);
  return rows;
}
const brief = (rows: readonly Row[]): unknown[] =>
  rows.map(({ line, cells, refusal }) => [line, refusal?.code ?? Object.values(cells)]);

const many = Array.from({ length: 198 }, (_, at) => `q${at + 2},标题${at},描述`);

describe('a quote that is not closed', () => {
  it('costs its own line, not the rest of the file', async () => {
    const rows = await read(['编号,标题,描述', 'q1,"坏引号的标题,描述', ...many].join('\n'), 1_000);
    expect(brief(rows.slice(0, 2))).toEqual([
      [2, 'import.quote'],
      [3, ['q2', '标题0', '描述']],
    ]);
    expect(rows.filter(({ refusal }) => !refusal)).toHaveLength(198);
    expect(rows.at(-1)!.line).toBe(200);
  });

  it('is known by the next cell in quotes, which would close it', async () => {
    const rows = await read('a,b\n1,"x\n2,y\n3,"z"\n4,"u\nv"\n');
    expect(brief(rows)).toEqual([
      [2, 'import.quote'],
      [3, ['2', 'y']],
      [4, ['3', 'z']],
      [5, ['4', 'u\nv']],
    ]);
  });

  it('is given up after 64 kB, long before the end of a large file', async () => {
    const rows = await read(`a,b\n1,"x\n${'2,yyyyyyyyyy\n'.repeat(20_000)}3,"`, 65_536);
    expect(brief(rows.slice(0, 2))).toEqual([
      [2, 'import.quote'],
      [3, ['2', 'yyyyyyyyyy']],
    ]);
    expect(brief(rows.slice(-1))).toEqual([[20_003, 'import.quote']]);
    expect(rows).toHaveLength(20_002);
  });

  it('in the headers stops the import: nothing tells what the cells are', async () => {
    await expect(read('a,"b\n1,2\n')).rejects.toMatchObject({ name: 'StartError' });
  });
});

describe('a cell', () => {
  it.each([
    [
      'over several lines, blank ones too',
      '1,"x\n\ny, ""z""\n"\n2,y',
      [2, ['1', 'x\n\ny, "z"\n']],
      [6, ['2', 'y']],
    ],
    ['with quotes inside', '1,a "b" c\n2,"d" e', [2, ['1', 'a "b" c']], [3, ['2', '"d" e']]],
    ['that is empty', '"",""\n2,', [2, ['', '']], [3, ['2', '']]],
    ['after empty lines', '\n \n1,x\n\n2,y', [4, ['1', 'x']], [6, ['2', 'y']]],
    ['with a line separator of Unicode', '1,a\u2028b\n2,y', [2, ['1', 'a\u2028b']], [3, ['2', 'y']]],
  ])('%s is read as it stands', async (_what, text, ...expected) => {
    for (const size of [1, 2, 50]) expect(brief(await read(`a,b\n${text}`, size))).toEqual(expected);
  });

  it.each(['\n', '\r\n', '\r'])('is told from the next row by %j', async (end) => {
    for (const size of [1, 3, 50])
      expect(brief(await read(['a,b', '1,"x', 'y"', '2,z', ''].join(end), size))).toEqual([
        [2, ['1', 'x\ny']],
        [4, ['2', 'z']],
      ]);
  });
});
