import type { Readable } from 'node:stream';
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl';
import { Refusal } from '../../kernel/messages';
import { refuse } from './attachments.messages';

/** Entries of one document, with those of the documents inside it. */
const MOST_ENTRIES = 5_000;
/** Bytes of a document once it is unpacked, with the documents inside it. */
const LARGEST = 300_000_000;
/** How many times larger than packed; a sheet of equal rows comes near a hundred. */
const LARGEST_RATIO = 150;
/** A small document may well be blank paper. */
const RATIO_MATTERS_FROM = 5_000_000;
/** Bytes of a document inside a document, which is unpacked in memory. */
const LARGEST_INNER = 30_000_000;
/** A report may hold a chart, the chart its workbook; nothing honest goes further. */
const DEEPEST = 1;

const MAIN_PARTS: readonly (readonly [string, string])[] = [
  ['wordprocessingml.document.main+xml', 'wordprocessingml.document'],
  ['spreadsheetml.sheet.main+xml', 'spreadsheetml.sheet'],
];

/** What has been unpacked so far of one upload. */
class Budget {
  private entries = 0;
  private packed = 0;
  private unpacked = 0;

  /** Counts an entry by the sizes that it claims; `read` then holds it to them. */
  take({ compressedSize, uncompressedSize }: Entry): void {
    this.entries++;
    this.packed += compressedSize;
    this.unpacked += uncompressedSize;
    const tooDense =
      this.unpacked > RATIO_MATTERS_FROM && this.unpacked > LARGEST_RATIO * Math.max(this.packed, 1);
    if (this.entries > MOST_ENTRIES || this.unpacked > LARGEST || tooDense) throw bomb();
  }
}

const bomb = (): Refusal => refuse('attachments.bomb', {}, ['file']);

/** The media type of a DOCX or XLSX; undefined for another archive. Refuses macros, bombs and what cannot be read. */
export async function officeTypeOf(path: string): Promise<string | undefined> {
  try {
    const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
    try {
      return await read(zip, new Budget(), 0);
    } finally {
      zip.close();
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw refuse('attachments.damaged', {}, ['file']);
  }
}

/** Reads the directory first, then every entry: what claims a false size is found out, and costs no more than it claims. */
async function read(zip: ZipFile, budget: Budget, depth: number): Promise<string | undefined> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    budget.take(entry);
    if (/(^|\/)vbaProject\.bin$/i.test(entry.fileName)) throw refuse('attachments.macros', {}, ['file']);
    entries.push(entry);
  }
  let types = '';
  for (const entry of entries) {
    const listed = entry.fileName === '[Content_Types].xml';
    const content = await contentOf(await zip.openReadStreamPromise(entry), listed);
    if (listed) types = content.toString('utf8').replaceAll("'", '"');
    else if (content.length > 0) await readInner(content, budget, depth + 1);
  }
  if (/macroEnabled/i.test(types)) throw refuse('attachments.macros', {}, ['file']);
  const main = MAIN_PARTS.find(([part]) =>
    types.includes(`application/vnd.openxmlformats-officedocument.${part}"`),
  );
  return main && `application/vnd.openxmlformats-officedocument.${main[1]}`;
}

async function readInner(archive: Buffer, budget: Budget, depth: number): Promise<void> {
  if (depth > DEEPEST) throw bomb();
  await read(await fromBufferPromise(archive, { lazyEntries: true }), budget, depth);
}

/** The bytes of an entry that is wanted, or that is an archive itself; of any other, nothing. */
async function contentOf(stream: Readable, wanted: boolean): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let [size, keep] = [0, true];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (size === 0) keep = wanted || chunk.subarray(0, 4).equals(LOCAL_HEADER);
    size += chunk.length;
    if (!keep) continue;
    if (size > LARGEST_INNER) throw bomb();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const LOCAL_HEADER = Buffer.from('PK\x03\x04', 'latin1');
