import type { Readable } from 'node:stream';
import { stream, type CellValue, type Row as SheetRow } from 'exceljs';
import { StartError } from '../kernel/start-error';
import type { Row } from './table';

/** The rows of the first sheet of a workbook; its first row that is not empty holds the headers. */
export async function* sheetRows(file: Readable): AsyncGenerator<Row> {
  // Days are numbers with a style: without the styles they could not be told from numbers.
  const workbook = new stream.xlsx.WorkbookReader(file, {
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    worksheets: 'emit',
    entries: 'ignore',
  });
  try {
    for await (const sheet of workbook) {
      yield* rowsOf(sheet);
      return;
    }
  } catch (error) {
    throw new StartError(`The file cannot be read as XLSX: ${(error as Error).message}.`);
  } finally {
    file.destroy();
  }
}

async function* rowsOf(sheet: AsyncIterable<SheetRow>): AsyncGenerator<Row> {
  let headers: string[] | undefined;
  for await (const row of sheet) {
    const values = (row.values as CellValue[]).slice(1).map(plain);
    if (values.every((value) => value === null || value === '')) continue;
    if (headers) yield { line: row.number, cells: under(headers, values) };
    else headers = Array.from(values, (value) => (typeof value === 'string' ? value.trim() : ''));
  }
}

const under = (headers: readonly string[], values: readonly unknown[]): Record<string, unknown> =>
  Object.fromEntries(
    headers.map((header, at) => [header, values[at]] as const).filter(([header]) => header !== ''),
  );

/** What a person sees in the cell: the result of a formula, the text of a link, rich text without its style. */
function plain(value: CellValue | undefined): string | number | boolean | Date | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object' || value instanceof Date) return value;
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('text' in value) return plain(value.text);
  if ('result' in value) return plain(value.result);
  return 'error' in value ? String(value.error) : null;
}
