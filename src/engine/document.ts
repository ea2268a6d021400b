import { analyse, languageOf, type TextUnit } from '../kernel/text';
import type { Vocabulary } from './vocabulary';

/** A text with its heading: what is compared. */
export interface Titled {
  readonly title: string;
  readonly body: string;
}

/** Which language most of a text is in: texts in different languages are compared over a bridge. */
export type Language = 'zh' | 'en';

/** A text as the index takes it. */
export interface Document {
  /** Numbers of its units, ascending, and how often each occurs (at most 255). */
  readonly terms: Uint32Array;
  readonly counts: Uint8Array;
  /** Units, repeats included. */
  readonly length: number;
  readonly language: Language;
}

const MOST_REPEATS = 255;
/** More than any count, so that a number and its count sort as one. */
const PLACE = MOST_REPEATS + 1;

/** How often each unit occurs, in the order of the text. */
export function countsOf(units: readonly TextUnit[]): Map<string, { unit: TextUnit; count: number }> {
  const counts = new Map<string, { unit: TextUnit; count: number }>();
  for (const unit of units) {
    const known = counts.get(unit.key);
    if (known) known.count++;
    else counts.set(unit.key, { unit, count: 1 });
  }
  return counts;
}

/** How often each unit of a text occurs, and what else the index asks of a text. */
export interface Tally {
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
  readonly language: Language;
}

/** Takes a text apart. */
export function tallyOf({ title, body }: Titled): Tally {
  const text = `${title}\n${body}`;
  const units = analyse(text);
  const counts = new Map<string, number>();
  for (const { key } of units) counts.set(key, (counts.get(key) ?? 0) + 1);
  return { counts, length: units.length, language: languageOf(text) };
}

/** A text in the numbers of a vocabulary. */
export function documentOf({ counts, length, language }: Tally, vocabulary: Vocabulary): Document {
  const packed = new Float64Array(counts.size);
  let at = 0;
  for (const [key, count] of counts)
    packed[at++] = vocabulary.number(key) * PLACE + Math.min(count, MOST_REPEATS);
  packed.sort();
  return {
    terms: Uint32Array.from(packed, (pair) => Math.floor(pair / PLACE)),
    counts: Uint8Array.from(packed, (pair) => pair % PLACE),
    length,
    language,
  };
}
