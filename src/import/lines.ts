import type { Readable } from 'node:stream';

const ENDS = /\r\n|\n|\r(?!\n|$)/;

/** The lines of a text as an editor counts them, ended by LF, CRLF or CR; U+2028 and the like are text. */
export async function* linesOf(text: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of text as AsyncIterable<string>) {
    rest += chunk;
    if (!/[\r\n]/.test(chunk) && !rest.includes('\r')) continue;
    const lines = rest.split(ENDS);
    // A CR at the end of a chunk stays: an LF may follow.
    rest = lines.pop()!;
    yield* lines;
  }
  if (rest !== '') yield rest.replace(/\r$/, '');
}
