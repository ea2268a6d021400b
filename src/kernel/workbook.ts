import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';

/** A cell: text stays text, whatever it begins with; numbers are numbers. */
export type Cell = string | number | null;

/** One sheet of a workbook; its rows may come as they are read. */
export interface Sheet {
  readonly name: string;
  readonly headers: readonly string[];
  readonly rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;
}

/** The sheets as an XLSX, written while it is taken: however long it is, it is never in memory at once. */
export function workbookOf(sheets: readonly Sheet[]): Readable {
  const out = new PassThrough();
  write(out, sheets).catch((error: Error) => out.destroy(error));
  return out;
}

async function write(out: PassThrough, sheets: readonly Sheet[]): Promise<void> {
  // Only those who ask for it pay for the library.
  const { stream: excel } = await import('exceljs');
  const workbook = new excel.xlsx.WorkbookWriter({ stream: out, useStyles: true });
  for (const { name, headers, rows } of sheets) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.addRow([...headers]).commit();
    for await (const row of rows) {
      const added = sheet.addRow([...row]);
      // As text, whatever it begins with: no program that reads it takes it for a formula.
      added.eachCell((cell) => {
        if (typeof cell.value === 'string') cell.numFmt = '@';
      });
      added.commit();
      await drained(out);
    }
    sheet.commit();
  }
  await workbook.commit();
}

/** Waits while whoever takes the file is slower than we are. */
const drained = async (out: PassThrough): Promise<void> => {
  if (out.writableNeedDrain && !out.destroyed) await Promise.race([once(out, 'drain'), once(out, 'close')]);
};
