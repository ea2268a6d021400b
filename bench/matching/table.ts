import type { Estimate } from './chance';
import type { Measured, Row } from './experiment';

const number = (value: number): string => value.toFixed(3);
const signed = (value: number): string => (value > 0 ? '+' : '') + number(value);

const cell = (given: Estimate | undefined, write: (value: number) => string): string =>
  given ? `${write(given.mean)} [${write(given.low)}, ${write(given.high)}]` : '–';

/** An experiment as an aligned plain table. */
export function tableOf({ name, sizes, columns, rows }: Measured): string {
  const head = ['ranker', ...columns, `${columns[0]} − engine's`];
  const cells = rows.map(({ ranker, estimates, difference }) => [
    ranker,
    ...estimates.map((one) => cell(one, number)),
    cell(difference, signed),
  ]);
  const widths = head.map((title, at) => Math.max(title.length, ...cells.map((row) => row[at]!.length)));
  const line = (row: readonly string[]): string =>
    row
      .map((text, at) => text.padEnd(widths[at]!))
      .join('  ')
      .trimEnd();
  return [`${name}: ${sizes}`, line(head), ...cells.map(line), ''].join('\n');
}

/** An experiment as JSON: estimates by the names of their columns. */
export const jsonOf = ({ columns, rows, ...rest }: Measured): object => ({
  ...rest,
  rankers: rows.map(({ ranker, estimates, difference }: Row) => ({
    ranker,
    ...Object.fromEntries(columns.map((column, at) => [column, estimates[at] ?? null])),
    difference: difference ? { of: columns[0], ...difference } : null,
  })),
});
