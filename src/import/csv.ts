import type { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import { StartError } from '../kernel/start-error';
import { refuse } from './import.messages';
import { linesOf } from './lines';
import { recordsOf } from './records';
import type { Row } from './table';

/** The rows of a CSV; `head` is its first line, by which the separator is known. */
export async function* csvRows(text: Readable, head: string): AsyncGenerator<Row> {
  const separator = separatorOf(head);
  let headers: readonly string[] | undefined;
  for await (const { line, text: written, whole } of recordsOf(linesOf(text), separator)) {
    if (!whole && !headers) throw new StartError('A quote in the headers of the file is not closed.');
    if (!whole) {
      yield { line, cells: {}, refusal: refuse('import.quote', {}) };
      continue;
    }
    const cells = written.trim() === '' ? undefined : cellsOf(written, separator);
    if (cells && headers) yield rowOf(line, cells, headers);
    else headers ??= cells?.map((header) => header.trim());
  }
}

function cellsOf(record: string, delimiter: string): string[] | undefined {
  const options = { delimiter, record_delimiter: '\n', relax_column_count: true, relax_quotes: true };
  return parse(record, options)[0];
}

function rowOf(line: number, cells: readonly string[], headers: readonly string[]): Row {
  const beyond = cells.slice(headers.length).some((cell) => cell.trim() !== '');
  if (beyond) {
    const refusal = refuse('import.cells', { cells: cells.length, headers: headers.length });
    return { line, cells: {}, refusal };
  }
  return { line, cells: Object.fromEntries(headers.map((header, at) => [header, cells[at]])) };
}

const SEPARATORS = [',', '\t', ';'] as const;

/** What separates the most headers. */
export function separatorOf(head: string): string {
  const count = (separator: string): number => head.split(separator).length;
  return SEPARATORS.reduce((best, next) => (count(next) > count(best) ? next : best));
}
