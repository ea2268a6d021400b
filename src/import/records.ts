/** One record of a CSV: several lines where a cell in quotes holds line breaks. */
export interface CsvRecord {
  /** Its first line; the header is line 1. */
  readonly line: number;
  readonly text: string;
  /** False where a quote of it is not closed. */
  readonly whole: boolean;
}

/** Characters after which a quote counts as never closed: more than any field takes. */
const LONGEST = 65_536;

/**
 * The records of a CSV. A quote that opens a cell and is not closed costs its own line only: reading goes on with the
 * next one.
 */
export async function* recordsOf(lines: AsyncIterable<string>, separator: string): AsyncGenerator<CsvRecord> {
  const held = new Held(separator);
  for await (const line of lines) yield* held.take([line], false);
  yield* held.take([], true);
}

/** Lines that wait for the end of their record. */
class Held {
  private lines: string[] = [];
  private line = 1;
  /** How many of them may be one record. */
  private count = 1;

  constructor(private readonly separator: string) {}

  *take(more: readonly string[], ended: boolean): Generator<CsvRecord> {
    this.lines.push(...more);
    // At the end nothing more is waited for.
    if (ended) this.count = Math.min(this.count, Math.max(this.lines.length, 1));
    while (this.count <= this.lines.length) {
      const text = this.lines.slice(0, this.count).join('\n');
      const state = stateOf(text, this.separator);
      const last = ended && this.count === this.lines.length;
      if (state === 'open' && text.length <= LONGEST && !last) this.count++;
      else yield this.leave(state === 'whole', text);
    }
  }

  private leave(whole: boolean, text: string): CsvRecord {
    const record = { line: this.line, text: whole ? text : this.lines[0]!, whole };
    const left = whole ? this.count : 1;
    this.lines = this.lines.slice(left);
    this.line += left;
    this.count = 1;
    return record;
  }
}

/**
 * `open`: a cell's quote is not closed yet. `broken`: what would close it on a later line is no closing quote, since the
 * cell goes on after it; on one line such quotes are text.
 */
function stateOf(record: string, separator: string): 'whole' | 'open' | 'broken' {
  for (let at = 0; at >= 0;) {
    let end = at;
    if (record[at] === '"') {
      end = closingQuote(record, at + 1);
      if (end < 0) return 'open';
      const follows = record[end + 1];
      const clean = follows === undefined || follows === separator;
      if (!clean && record.slice(at, end).includes('\n')) return 'broken';
    }
    const next = record.indexOf(separator, end);
    at = next < 0 ? -1 : next + 1;
  }
  return 'whole';
}

/** Where the cell that began before `from` has its closing quote; a doubled one is a quote in the text. */
function closingQuote(record: string, from: number): number {
  let at = record.indexOf('"', from);
  while (at >= 0 && record[at + 1] === '"') at = record.indexOf('"', at + 2);
  return at;
}
