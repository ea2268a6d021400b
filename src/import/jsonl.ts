import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { refuse } from './import.messages';
import type { Row } from './table';

/** The rows of a file with one JSON object a line; its keys are the headers. */
export async function* jsonRows(text: Readable): AsyncGenerator<Row> {
  let line = 0;
  for await (const written of createInterface({ input: text, crlfDelay: Infinity })) {
    line++;
    if (written.trim() === '') continue;
    const cells = objectOf(written);
    yield cells
      ? { line, cells, loose: true }
      : { line, cells: {}, loose: true, refusal: refuse('import.json', {}) };
  }
}

function objectOf(written: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(written);
    return typeof read === 'object' && read !== null && !Array.isArray(read)
      ? (read as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
