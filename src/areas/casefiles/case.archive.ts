import type { Readable } from 'node:stream';
import { fromBufferPromise, openPromise, type Entry as ZipEntry, type ZipFile } from 'yauzl';

/** An archive with more than this is not one of ours: entries, and bytes of one and of all of them unpacked. */
const MOST_ENTRIES = 20_000;
const MOST_BYTES = 256 * 1024 * 1024;
const MOST_BYTES_ALL = 2 * 1024 * 1024 * 1024;

/** A ZIP as it was found. */
export interface Archive {
  readonly comment: string;
  readonly entries: ReadonlyMap<string, Buffer>;
  /** What cannot be read, or must not be there, by name. */
  readonly faults: readonly string[];
}

/** Reads an archive, named by its path or given as its bytes. Throws where it is no ZIP at all, or a bomb. */
export async function readArchive(source: string | Buffer): Promise<Archive> {
  const zip =
    typeof source === 'string'
      ? await openPromise(source, { lazyEntries: true, autoClose: false })
      : await fromBufferPromise(source, { lazyEntries: true });
  try {
    return await contentOf(zip);
  } finally {
    zip.close();
  }
}

async function contentOf(zip: ZipFile): Promise<Archive> {
  if (zip.entryCount > MOST_ENTRIES) throw new Error(`it has more than ${MOST_ENTRIES} entries`);
  const entries = new Map<string, Buffer>();
  const faults: string[] = [];
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    const { fileName, uncompressedSize } = entry;
    total += uncompressedSize;
    if (uncompressedSize > MOST_BYTES || total > MOST_BYTES_ALL)
      throw new Error(`${fileName} makes it too large`);
    if (entries.has(fileName)) faults.push(`${fileName}: is there twice`);
    const bytes = await bytesOf(zip, entry).catch((error: Error) => error);
    if (bytes instanceof Error) faults.push(`${fileName}: cannot be unpacked (${bytes.message})`);
    entries.set(fileName, bytes instanceof Error ? Buffer.alloc(0) : bytes);
  }
  return { comment: zip.comment, entries, faults };
}

/** yauzl ends a stream that unpacks to more than its entry says. */
async function bytesOf(zip: ZipFile, entry: ZipEntry): Promise<Buffer> {
  const stream: Readable = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
