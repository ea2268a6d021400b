import { foldWithOffsets, type Folded } from './fold';
import { conceptsIn } from './lexicon';
import { isHan, piecesOf } from './pieces';
import { CONCEPT_MARK, walk } from './text';

/** Where a text says a unit; `start` and `end` in UTF-16 units of the text as it was written. */
export interface Position {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** Every place where `text` says one of these units (`TextUnit.key`), in the order of the text: for highlighting. */
export function positionsOf(text: string, keys: Iterable<string>): Position[] {
  const wanted = new Set(keys);
  const folded = foldWithOffsets(text);
  const pieces = piecesOf(folded.plain);
  const found: Position[] = [...wanted].filter(isHan).flatMap((key) => everywhere(folded.plain, key));
  const latin: Parameters<typeof walk>[1] = (key, _, { start }, last) => {
    if (wanted.has(key)) found.push({ key, start, end: last.start + last.surface.length });
  };
  // Where a Chinese unit stands needs no words: it is its own characters.
  walk(pieces, latin, () => undefined);
  for (const { code, start, end } of conceptsIn(pieces)) {
    const key = CONCEPT_MARK + code;
    if (wanted.has(key)) found.push({ key, start, end });
  }
  return found
    .map((position) => original(position, folded))
    .sort((a, b) => a.start - b.start || b.end - a.end || (a.key < b.key ? -1 : 1));
}

function everywhere(plain: string, key: string): Position[] {
  const found: Position[] = [];
  for (let start = plain.indexOf(key); start >= 0; start = plain.indexOf(key, start + 1))
    found.push({ key, start, end: start + key.length });
  return found;
}

const original = ({ key, start, end }: Position, { from, to }: Folded): Position => ({
  key,
  start: from[start]!,
  end: to[end - 1]!,
});
