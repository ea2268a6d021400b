import { stemmer } from 'stemmer';
import { cut } from './segmenter';

/** A stretch of Chinese in its words. */
export interface HanPiece {
  readonly start: number;
  readonly run: string;
  readonly words: readonly string[];
}

/** A Latin word or code. */
export interface LatinPiece {
  readonly start: number;
  /** As the folded text says it. */
  readonly surface: string;
  /** In lower case. */
  readonly word: string;
  /** Its stem; a code in lower case. */
  readonly key: string;
  /** Written as an abbreviation or formula. */
  readonly code: boolean;
}

export type Piece = HanPiece | LatinPiece;

export const isHanPiece = (piece: Piece): piece is HanPiece => 'run' in piece;

const LATIN = String.raw`(?:(?!\p{Script=Han})[\p{L}\p{N}])+`;
const RUNS = new RegExp(String.raw`\p{Script=Han}+|${LATIN}(?:[.+-]${LATIN})*`, 'gu');
const HAN = /^\p{Script=Han}/u;
const WORD = /^[a-z]+$/;

/** Whether a run, a word or a pair is Chinese. */
export const isHan = (text: string): boolean => HAN.test(text);

/** The runs of one script in a folded text: Chinese, or a Latin word or code. */
export const runsIn = (plain: string): string[] => plain.match(RUNS) ?? [];

const stems = new Map<string, string>();
const MOST_STEMS = 50_000;

/** The stem of a Latin word in lower case; codes such as co2 or 316l stay as they are. Texts use the same words again and again. */
export function latinKey(word: string): string {
  if (!WORD.test(word)) return word;
  let stem = stems.get(word);
  if (stem === undefined) {
    stem = stemmer(word);
    if (stems.size >= MOST_STEMS) stems.clear();
    stems.set(word, stem);
  }
  return stem;
}

/** An abbreviation in lower case is still no plural: gis is not gi. */
const BRIEF = /^[a-z]{2}s$/;

/** The key of a Latin word in lower case, wherever its case says nothing. */
export const wordKey = (word: string): string => (BRIEF.test(word) ? word : latinKey(word));

const JOINED = /^\p{L}{2,}(?:[.+-]\p{L}{2,})+$/u;
const CAPITALS = /[A-Z].*[A-Z]/;
const PLURAL = /^[A-Z]{2,}s$/;
/** A text with so long a word in capitals sets its words in capitals: they are no abbreviations. */
const SHOUTED = /[A-Z]{6}/;

/** What a folded text is made of, in its order. Words joined by hyphens are words; a code with a digit in it is one thing. */
export function piecesOf(plain: string): Piece[] {
  const pieces: Piece[] = [];
  const shouted = SHOUTED.test(plain);
  RUNS.lastIndex = 0;
  for (let match = RUNS.exec(plain); match; match = RUNS.exec(plain)) {
    const [run] = match;
    let start = match.index;
    if (isHan(run)) {
      pieces.push({ start, run, words: cut(run) });
      continue;
    }
    for (const surface of JOINED.test(run) ? run.split(/[.+-]/) : [run]) {
      pieces.push(latinPiece(start, surface, shouted));
      start += surface.length + 1;
    }
  }
  return pieces;
}

function latinPiece(start: number, surface: string, shouted: boolean): LatinPiece {
  const word = surface.toLowerCase();
  const code = CAPITALS.test(surface) && !(shouted && surface === surface.toUpperCase());
  const key = !code ? wordKey(word) : PLURAL.test(surface) ? word.slice(0, -1) : word;
  return { start, surface, word, key, code };
}
