import { Converter } from 'opencc-js/t2cn';

// The package's types do not resolve under Node's rules.
const makeConverter = Converter as (between: { from: string; to: string }) => (text: string) => string;
let converter: ReturnType<typeof makeConverter> | undefined;
const simplified = (text: string): string => (converter ??= makeConverter({ from: 't', to: 'cn' }))(text);

/** Code units that may be, or begin, a traditional character; found out when the first text comes. */
let traditional: Uint8Array | undefined;
const IDEOGRAPHS = { first: 0x3400, last: 0x9fff };
/** Ideographs beyond the first plane are rare enough to be all looked up. */
const SURROGATES = { first: 0xd840, last: 0xd888 };

function traditionalUnits(): Uint8Array {
  const units = new Uint8Array(0x1_0000);
  const all = Array.from({ length: IDEOGRAPHS.last - IDEOGRAPHS.first + 1 }, (_, at) =>
    String.fromCharCode(IDEOGRAPHS.first + at),
  );
  // A line each, so that no two of them are taken for a word.
  simplified(all.join('\n'))
    .split('\n')
    .forEach((plain, at) => (units[IDEOGRAPHS.first + at] = plain === all[at] ? 0 : 1));
  return units.fill(1, SURROGATES.first, SURROGATES.last + 1);
}

function hasTraditional(text: string): boolean {
  const units = (traditional ??= traditionalUnits());
  for (let at = 0; at < text.length; at++) if (units[text.charCodeAt(at)]) return true;
  return false;
}

const toSimplified = (text: string): string => (hasTraditional(text) ? simplified(text) : text);

/** A text in its plain form: full width, sub- and superscripts and look-alikes (NFKC), traditional characters made simplified. */
export const fold = (text: string): string => toSimplified(text.normalize('NFKC'));

/** A folded text and, for each of its UTF-16 units, from where to where in the original it stands for. */
export interface Folded {
  readonly plain: string;
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** A character with the marks that belong to it. */
const CLUSTER = /\P{M}\p{M}*|\p{M}+/gu;

/** Folds a text and keeps where everything came from. */
export function foldWithOffsets(text: string): Folded {
  const characters: { readonly plain: string; readonly from: number; readonly to: number }[] = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTER))
    for (const plain of cluster.normalize('NFKC'))
      characters.push({ plain, from: index, to: index + cluster.length });
  const whole = [...toSimplified(characters.map(({ plain }) => plain).join(''))];
  // Words are made simplified character for character; should one ever not be, characters are taken alone.
  const aligned = whole.length === characters.length;
  const plains = characters.map(({ plain }, at) => (aligned ? whole[at]! : toSimplified(plain)));
  const unitsOf = (pick: 'from' | 'to'): number[] =>
    characters.flatMap((character, at) => Array<number>(plains[at]!.length).fill(character[pick]));
  return { plain: plains.join(''), from: unitsOf('from'), to: unitsOf('to') };
}
