import { createHash } from 'node:crypto';
import { fold } from './fold';
import type { Locale } from './messages';
import { isHanPiece, latinKey, piecesOf, runsIn, type LatinPiece, type Piece } from './pieces';
import { teach } from './segmenter';
import { HAN_STOP_WORDS, LATIN_STOP_WORDS } from './stop-words';

/** One thing that both languages have words for; the first form of each is the one to show. */
export interface Concept {
  /** Stable name, e.g. `salt-lake`. */
  readonly code: string;
  readonly zh: readonly string[];
  readonly en: readonly string[];
}

/** A concept in a text; `start` and `end` in UTF-16 units of the folded text. */
export interface ConceptOccurrence {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/** A place in the tree of forms, one step for each Chinese character or Latin word. */
interface Branch {
  readonly next: Map<string, Branch>;
  readonly codes: string[];
}

const EMPTY = '0';
const newBranch = (): Branch => ({ next: new Map(), codes: [] });
let concepts: ReadonlyMap<string, Concept> = new Map();
let root = newBranch();
let version = EMPTY;

/** A hash of the glossary in use: what was analysed under another one is stale. `0` is the empty one. */
export const lexiconVersion = (): string => version;

/** Makes these the concepts of this process, in place of those before, and their Chinese forms words. Same content costs nothing. */
export function useLexicon(list: readonly Concept[]): void {
  const sorted = [...list].sort((a, b) => (a.code < b.code ? -1 : 1));
  const said = JSON.stringify(sorted.map(({ code, zh, en }) => [code, zh, en]));
  const hash = createHash('sha256').update(said).digest('hex').slice(0, 12);
  const next = list.length === 0 ? EMPTY : hash;
  if (next === version) return;
  teach(new Set(sorted.flatMap(({ zh }) => zh.map(fold).filter(isTaught))));
  root = newBranch();
  for (const { code, zh, en } of sorted) for (const form of [...zh, ...en]) grow(code, form);
  concepts = new Map(sorted.map((concept) => [concept.code, concept]));
  version = next;
}

/** How a concept is called in a language; undefined where the glossary does not know it. */
export const formOf = (code: string, locale: Locale): string | undefined => concepts.get(code)?.[locale][0];

const STOP_ENDING = new RegExp(`(${[...HAN_STOP_WORDS].join('|')})$`, 'u');

/** Only what is Chinese throughout can be a word; one that ends in project-speak would bring that back into the units. */
const isTaught = (form: string): boolean => /^\p{Script=Han}{2,}$/u.test(form) && !STOP_ENDING.test(form);

const STOP_STEMS: ReadonlySet<string> = new Set([...LATIN_STOP_WORDS].map(latinKey));

/** Marks a step that only the very word takes, in either case: DCS is no plural of DC. */
const EXACT = '=';

const stepsOf = (form: string): string[] => {
  const { keys, latin } = atomsOf(piecesOf(fold(form)));
  return keys.map((key, at) => (latin[at]?.code ? EXACT + latin[at].key : key));
};

/** Whether a form can be found in a text at all: a single character or a stop word says too little. */
export function isTelling(form: string): boolean {
  const { keys } = atomsOf(piecesOf(fold(form)));
  return keys.length > 1 || (keys.length === 1 && keys[0]!.length > 1 && !STOP_STEMS.has(keys[0]!));
}

function grow(code: string, form: string): void {
  if (!isTelling(form)) return;
  let branch = root;
  for (const step of stepsOf(form)) {
    let next = branch.next.get(step);
    if (!next) branch.next.set(step, (next = newBranch()));
    branch = next;
  }
  if (!branch.codes.includes(code)) branch.codes.push(code);
}

/** What two forms must differ in: their words and characters, whatever the case, script variant and punctuation. */
export const formKey = (form: string): string =>
  runsIn(fold(form)).join(' ').toLowerCase().replace(/[.+-]/g, ' ');

/** A text as the tree is walked: Chinese characters and Latin words, where they stand, and to which word each belongs. */
interface Atoms {
  /** Characters and stems. */
  readonly keys: string[];
  readonly latin: (LatinPiece | undefined)[];
  readonly starts: number[];
  readonly ends: number[];
  readonly words: number[];
}

/** Between two stretches of Chinese, which no form spans. */
const BREAK = '|';

function atomsOf(pieces: readonly Piece[]): Atoms {
  const atoms: Atoms = { keys: [], latin: [], starts: [], ends: [], words: [] };
  let word = 0;
  const push = (key: string, start: number, length: number, latin?: LatinPiece): void => {
    atoms.keys.push(key);
    atoms.latin.push(latin);
    atoms.starts.push(start);
    atoms.ends.push(start + length);
    atoms.words.push(word);
  };
  let afterHan = false;
  for (const piece of pieces) {
    word++;
    if (!isHanPiece(piece)) {
      push(latinKey(piece.word), piece.start, piece.surface.length, piece);
      afterHan = false;
      continue;
    }
    if (afterHan) push(BREAK, piece.start, 0);
    let { start } = piece;
    for (const token of piece.words) {
      word++;
      for (const character of token) {
        push(character, start, character.length);
        start += character.length;
      }
    }
    afterHan = true;
  }
  return atoms;
}

/** The concepts in a text: the longest at each place, and those inside it; none across the bounds of its words. */
export function conceptsIn(pieces: readonly Piece[]): ConceptOccurrence[] {
  if (version === EMPTY) return [];
  const atoms = atomsOf(pieces);
  const found: ConceptOccurrence[] = [];
  const { length } = atoms.keys;
  for (let at = 0; at < length;) {
    const end = longestAt(atoms, at);
    if (end > at) found.push(...within(atoms, at, end));
    at = Math.max(end, at + 1);
  }
  return found;
}

/** Where the longest form that begins here ends; `at` where none does. */
function longestAt(atoms: Atoms, at: number): number {
  let longest = at;
  follow(atoms, at, atoms.keys.length, (_, end) => (longest = Math.max(longest, end)));
  return longest;
}

/** Every concept between two atoms, each once: the outermost one first. */
function within(atoms: Atoms, first: number, last: number): ConceptOccurrence[] {
  const found = new Map<string, ConceptOccurrence>();
  for (let at = first; at < last; at++) {
    const here: ConceptOccurrence[] = [];
    follow(atoms, at, last, (codes, end) => {
      for (const code of codes) here.push({ code, start: atoms.starts[at]!, end: atoms.ends[end - 1]! });
    });
    for (const one of here.sort((a, b) => b.end - a.end)) if (!found.has(one.code)) found.set(one.code, one);
  }
  return [...found.values()];
}

/** Tells of every form that begins at `first` and ends by `last`. */
function follow(
  atoms: Atoms,
  first: number,
  last: number,
  met: (codes: readonly string[], end: number) => void,
): void {
  const step = (branch: Branch | undefined, end: number): void => {
    if (!branch) return;
    if (branch.codes.length > 0 && keepsWords(atoms, first, end)) met(branch.codes, end);
    if (end < last) from(branch, end);
  };
  const from = ({ next }: Branch, at: number): void => {
    step(next.get(atoms.keys[at]!), at + 1);
    const word = atoms.latin[at]?.word;
    if (word === undefined) return;
    step(next.get(EXACT + word), at + 1);
    if (word.endsWith('s')) step(next.get(EXACT + word.slice(0, -1)), at + 1);
  };
  from(root, first);
}

/** 发电 is not in 开发电池: a form lies inside one word, or begins and ends where words do. */
function keepsWords({ words }: Atoms, first: number, end: number): boolean {
  if (words[first] === words[end - 1]) return true;
  return words[first - 1] !== words[first] && words[end - 1] !== words[end];
}
