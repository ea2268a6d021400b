import { fold } from './fold';
import { conceptsIn } from './lexicon';
import { isHan, isHanPiece, latinKey, piecesOf, runsIn, type LatinPiece, type Piece } from './pieces';
import { cut, cutForSearch } from './segmenter';
import { HAN_STOP_WORDS, HAN_TIES, LATIN_STOP_WORDS } from './stop-words';

/** The runs of one script in a text, folded and in lower case: Chinese, or a Latin word or code. */
export const runsOf = (text: string): string[] => runsIn(fold(text)).map((run) => run.toLowerCase());

/** Adjacent pairs of characters. */
export const bigrams = (run: string): string[] => {
  const characters = [...run];
  return characters.slice(1).map((second, at) => characters[at]! + second);
};

/** Every unit by which a text can be found: Chinese words and their parts, character pairs, English stems, codes. */
export function searchUnits(text: string): string[] {
  const units = runsOf(text).flatMap((run) =>
    isHan(run) ? [...cutForSearch(run), ...bigrams(run)] : [latinKey(run)],
  );
  return [...new Set(units)].filter((unit) => unit.length > 0);
}

const quoted = (lexeme: string): string => `'${lexeme.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`;

/**
 * The tsquery for what someone typed: each word as such, or all its character pairs. Undefined where nothing in it
 * can be looked up that way (a single character, punctuation).
 */
export function searchQuery(text: string): string | undefined {
  const terms = runsOf(text).flatMap((run) => (isHan(run) ? cut(run) : [latinKey(run)]));
  const words = terms.filter((term) => !isHan(term) || [...term].length > 1);
  if (words.length === 0) return undefined;
  const alternatives = words.map((word) => {
    const pairs = isHan(word) ? bigrams(word) : [];
    return pairs.length > 1 ? `(${quoted(word)} | (${pairs.map(quoted).join(' & ')}))` : quoted(word);
  });
  return alternatives.join(' & ');
}

/** One thing that texts are compared by. */
export interface TextUnit {
  /**
   * What is compared: a Chinese word or character pair, an English stem or pair of stems, a code in lower case, or
   * `§` and the code of a concept of the glossary, whichever language the text is in.
   */
  readonly key: string;
  /** How the folded text says it. */
  readonly surface: string;
  /** A word or code by itself, or a concept; a pair is no word that one would show. */
  readonly kind: 'word' | 'pair' | 'concept';
}

/** Marks the key of a concept: no word of a text holds it. */
export const CONCEPT_MARK = '§';

/** The units by which needs, achievements and people are compared, in the order of the text, repeats included; concepts last. */
export function analyse(text: string): TextUnit[] {
  const plain = fold(text);
  const pieces = piecesOf(plain);
  const units: TextUnit[] = [];
  const latin: LatinListener = (key, kind, first, last) => {
    const surface = first === last ? first.surface : `${first.surface} ${last.surface}`;
    units.push({ key, surface, kind });
  };
  walk(pieces, latin, (words) => hanUnits(words, units));
  for (const { code, start, end } of conceptsIn(pieces))
    units.push({ key: CONCEPT_MARK + code, surface: plain.slice(start, end), kind: 'concept' });
  return units;
}

/** Words, the words inside them, and character pairs that do not reach across a stop word. */
function hanUnits(words: readonly string[], units: TextUnit[]): void {
  let stretch = '';
  const close = (): void => {
    for (const key of bigrams(stretch))
      if (!HAN_STOP_WORDS.has(key)) units.push({ key, surface: key, kind: 'pair' });
    stretch = '';
  };
  for (const word of words) {
    if (HAN_STOP_WORDS.has(word) || HAN_TIES.has(word)) {
      close();
      continue;
    }
    stretch += word;
    for (const key of wordsIn(word)) units.push({ key, surface: key, kind: 'word' });
  }
  close();
}

function wordsIn(token: string): string[] {
  const words = [...token].length > 2 ? cutForSearch(token) : [token];
  return words.filter((word) => [...word].length > 1 && !HAN_STOP_WORDS.has(word));
}

/** Told of each word and each pair of neighbours that no stop word separates. */
type LatinListener = (key: string, kind: 'word' | 'pair', first: LatinPiece, last: LatinPiece) => void;

/** Goes through a text: tells of the Latin words that say something and their pairs, and of the words of Chinese runs. */
export function walk(
  pieces: readonly Piece[],
  latin: LatinListener,
  han: (words: readonly string[]) => void,
): void {
  let before: LatinPiece | undefined;
  for (const piece of pieces) {
    if (isHanPiece(piece)) han(piece.words);
    if (isHanPiece(piece) || saysNothing(piece.word)) {
      before = undefined;
      continue;
    }
    latin(piece.key, 'word', piece, piece);
    if (before) latin(`${before.key} ${piece.key}`, 'pair', before, piece);
    before = piece;
  }
}

const YEAR = /^(19|20)\d\d$/;
const NUMBER = /^[\d.+-]+$/;

/** Stop words, single letters, years and short numbers. */
function saysNothing(word: string): boolean {
  const empty = NUMBER.test(word) ? !/^\d{3,}$/.test(word) || YEAR.test(word) : word.length < 2;
  return empty || LATIN_STOP_WORDS.has(word);
}

/** A Chinese text quotes names and codes in Latin letters; an English one hardly ever quotes Chinese. Share of all letters, 0 to 1. */
const HAN_SHARE = 0.2;

/** The language a text is written in, by the share of its letters that are Chinese. */
export function languageOf(text: string): 'zh' | 'en' {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return han > 0 && han >= HAN_SHARE * letters ? 'zh' : 'en';
}
