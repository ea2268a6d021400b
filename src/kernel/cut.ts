const ELLIPSIS = '…';
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** How many bytes a text has in UTF-8. */
export const bytesOf = (text: string): number => Buffer.byteLength(text);

/** A text of at most `limit` bytes in UTF-8 that ends with `ending`: what is too long loses its end, marked `…`, between two characters. */
export function cutToBytes(text: string, ending: string, limit: number): string {
  // Halves of a surrogate pair are no characters, and have no bytes.
  const whole = text.replace(/\p{Surrogate}/gu, '\ufffd');
  if (bytesOf(whole) + bytesOf(ending) <= limit) return whole + ending;
  let room = limit - bytesOf(ELLIPSIS) - bytesOf(ending);
  if (room < 0) throw new Error(`an ending of ${bytesOf(ending)} bytes does not fit in ${limit}`);
  let kept = '';
  for (const { segment } of graphemes.segment(whole)) {
    room -= bytesOf(segment);
    if (room < 0) break;
    kept += segment;
  }
  return `${kept.trimEnd()}${ELLIPSIS}${ending}`;
}
