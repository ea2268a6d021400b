import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import type { Refusal } from '../kernel/messages';
import { StartError, systemCode } from '../kernel/start-error';
import { csvRows } from './csv';
import { jsonRows } from './jsonl';
import { sheetRows } from './xlsx';

/** One row of a file: its cells by header, or why it cannot be read. */
export interface Row {
  /** As an editor or a spreadsheet counts: the header is line 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, unknown>>;
  readonly refusal?: Refusal;
  /** Its headers are its own: another row may have those that it lacks. */
  readonly loose?: true;
}

/** A file of rows, read as it goes: however long it is, it is never in memory at once. */
export interface Table {
  /** In bytes, of which `done()` have been read. */
  readonly size: number;
  readonly done: () => number;
  readonly rows: AsyncIterable<Row>;
}

const HEAD_BYTES = 65_536;

/** Opens a file by its ending: .csv, .xlsx, .jsonl. */
export function openTable(path: string): Table {
  const size = sizeOf(path);
  const file = createReadStream(path);
  return { size, done: () => file.bytesRead, rows: rowsOf(path, file) };
}

function rowsOf(path: string, file: Readable): AsyncIterable<Row> {
  switch (extname(path).toLowerCase()) {
    case '.csv':
    case '.tsv':
    case '.txt':
      return csvRows(decoded(file, path), firstLine(path));
    case '.jsonl':
    case '.ndjson':
      return jsonRows(decoded(file, path));
    case '.xlsx':
      return sheetRows(file);
    default:
      throw new StartError(
        `${path} is not a .csv, .xlsx or .jsonl file. An old .xls can be saved as .xlsx in any spreadsheet program.`,
      );
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch (error) {
    throw new StartError(`${path} cannot be read (${systemCode(error)}).`);
  }
}

/** Text of a file: UTF-8, or GB 18030 as Chinese spreadsheet programs write CSV. */
function decoded(file: Readable, path: string): Readable {
  const decoder = new TextDecoder(encodingOf(path));
  return Readable.from(
    (async function* () {
      for await (const chunk of file) yield decoder.decode(chunk as Buffer, { stream: true });
      yield decoder.decode();
    })(),
  );
}

function encodingOf(path: string): 'utf-8' | 'gb18030' {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(headOf(path), { stream: true });
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
}

const firstLine = (path: string): string =>
  new TextDecoder(encodingOf(path)).decode(headOf(path)).split(/\r?\n/, 1)[0]!;

function headOf(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    return head.subarray(0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}
