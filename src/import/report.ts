import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { csvCell } from '../kernel/csv';
import { sentence } from '../kernel/messages';
import { StartError } from '../kernel/start-error';
import type { RefusedRow } from './importer';

const SHOWN = 20;

/** Keeps what was refused: the first rows for the terminal, all of them in a CSV where one is asked for. */
export class RefusalReport {
  private readonly shown: string[] = [];
  private count = 0;

  private constructor(private readonly file: WriteStream | undefined) {
    // A byte order mark: without it spreadsheet programs take UTF-8 for something else.
    file?.write('\ufeff行 line,列 column,代码 code,原因,reason\r\n');
  }

  /** Opens the report; `path` is the CSV. */
  static async open(path: string | undefined): Promise<RefusalReport> {
    if (!path) return new RefusalReport(undefined);
    const file = createWriteStream(path);
    await once(file, 'open').catch((error: Error) => {
      throw new StartError(`The report ${path} cannot be written: ${error.message}.`);
    });
    return new RefusalReport(file);
  }

  add({ line, column, refusal: { code, params } }: RefusedRow): void {
    const zh = sentence(code, params, 'zh');
    const en = sentence(code, params, 'en');
    this.count++;
    if (this.shown.length < SHOWN) this.shown.push(`  line ${line}  ${column}  ${zh} / ${en}`);
    this.file?.write(`${[String(line), column, code, zh, en].map(csvCell).join(',')}\r\n`);
  }

  /** The lines for the terminal. */
  lines(): string[] {
    if (this.count === 0) return [];
    const more = this.count - this.shown.length;
    const rest = more > 0 ? [`  … and ${more} more${this.file ? '' : '; --report FILE lists them all'}`] : [];
    return ['未导入的行 Rows left out:', ...this.shown, ...rest];
  }

  async close(): Promise<void> {
    if (!this.file) return;
    this.file.end();
    await once(this.file, 'close');
  }
}
