import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A PDF as another program reads it. */
export interface ReadPdf {
  /** The text of each page, without blanks: where a line breaks is no matter. */
  readonly pages: readonly string[];
  /** The fonts that the file carries, by name; a subset's begins with six letters and a plus sign. */
  readonly embedded: readonly string[];
  readonly info: Readonly<Record<string, unknown>>;
}

const SCRIPT = `
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const pdf = await getDocument({ data: new Uint8Array(Buffer.concat(chunks)), verbosity: 0 }).promise;
const pages = [];
for (let n = 1; n <= pdf.numPages; n++) {
  const { items } = await (await pdf.getPage(n)).getTextContent();
  pages.push(items.map(({ str }) => str).join('').replace(/\\s/g, ''));
}
console.log(JSON.stringify({ pages, info: (await pdf.getMetadata()).info }));
`;

/** Reads a PDF by pdf.js, which is ESM and so runs in a process of its own. */
export async function readPdf(bytes: Buffer): Promise<ReadPdf> {
  const cwd = join(__dirname, '..', '..');
  const reading = promisify(execFile)(process.execPath, ['--input-type=module', '-e', SCRIPT], {
    ...{ cwd, maxBuffer: 64 * 1024 * 1024 },
  });
  reading.child.stdin!.end(bytes);
  const read = JSON.parse((await reading).stdout) as Omit<ReadPdf, 'embedded'>;
  const plain = bytes.toString('latin1');
  const embedded = [...plain.matchAll(/\/Type \/FontDescriptor\s+\/FontName \/(\S+)[^>]*\/FontFile3/g)];
  return { ...read, embedded: embedded.map(([, name]) => name!) };
}
