import { projectInto } from './lsa';
import type { Postings, Pause } from './postings';
import type { QueryVector } from './query';
import type { Latent } from './statistics';
import type { Vocabulary } from './vocabulary';

/** Shares of words and of meaning in a text score (measured). */
export const LEXICAL_SHARE = 0.8;
const FULL = 127;
const GROWTH = 1.5;
/** Up to so many texts are all compared in all dimensions; beyond, so many of the likeliest. */
const MOST_WHOLE = 5_000;
const LIKELIEST = 2_000;
/** The strongest dimensions, by which the likeliest are found. */
const LEAD = 16;
const BINS = 1_000;

/** What a cosine adds to a text score. */
export const semantic = (cosine: number): number => (1 - LEXICAL_SHARE) * Math.max(0, cosine);

/** Where each text lies in the space of meanings: unit vectors, a byte for each of their numbers. */
export class Meanings {
  private vectors = new Int8Array(0);
  private strongest = new Int8Array(0);

  constructor(private readonly latent: Latent) {}

  private get rank(): number {
    return this.latent.basis.rank;
  }

  /** Keeps the vector of a new text. */
  place(ordinal: number, terms: ArrayLike<number>, weights: ArrayLike<number>): void {
    this.write(ordinal, this.project(terms, weights));
  }

  /**
   * Turns lexical scores into text scores by adding meaning, in place. Of many texts only the likeliest are compared in all
   * dimensions: those that lead by their words and the strongest dimensions together.
   */
  blend(scores: Float64Array, vector: Float32Array): void {
    if (scores.length <= MOST_WHOLE) {
      for (let at = 0; at < scores.length; at++) scores[at] = this.blended(scores[at]!, vector, at);
      return;
    }
    const leading = this.leads(scores, vector);
    const least = thresholdOf(leading);
    for (let at = 0; at < scores.length; at++)
      scores[at] = leading[at]! < least ? leading[at]! : this.blended(scores[at]!, vector, at);
  }

  private blended(lexical: number, vector: Float32Array, ordinal: number): number {
    return LEXICAL_SHARE * lexical + semantic(this.similarity(vector, ordinal));
  }

  /** The text scores by the strongest dimensions alone. Whole numbers multiply faster, and are exact enough for that. */
  private leads(lexical: Float64Array, vector: Float32Array): Float32Array {
    const { strongest } = this;
    const found = new Float32Array(lexical.length);
    const whole = Int32Array.from(vector.subarray(0, LEAD), (number) => Math.round(number * FULL));
    const scale = (1 - LEXICAL_SHARE) / FULL / FULL;
    for (let ordinal = 0, at = 0; ordinal < found.length; ordinal++) {
      let sum = 0;
      for (let place = 0; place < LEAD; place++, at++) sum = (sum + whole[place]! * strongest[at]!) | 0;
      found[ordinal] = LEXICAL_SHARE * lexical[ordinal]! + (sum > 0 ? scale * sum : 0);
    }
    return found;
  }

  /** The cosine of a subject with one text. */
  similarity(vector: Float32Array, ordinal: number): number {
    const { rank, vectors } = this;
    let sum = 0;
    for (let place = 0; place < rank; place++) sum += vector[place]! * vectors[ordinal * rank + place]!;
    return sum / FULL;
  }

  /** A subject in the space: of unit length, zero where none of its terms is known there. */
  ofQuery({ terms }: QueryVector, vocabulary: Vocabulary): Float32Array {
    const numbers = terms.map(({ key }) => vocabulary.find(key) ?? -1);
    return this.project(
      numbers,
      terms.map(({ weight }) => weight),
    );
  }

  /** The same texts under other numbers (`numbers[old]`, −1 for gone). */
  renumbered(numbers: Int32Array, texts: number): Meanings {
    const made = new Meanings(this.latent);
    made.reserve(texts);
    numbers.forEach((to, from) => {
      if (to < 0) return;
      made.vectors.set(this.vectors.subarray(from * this.rank, (from + 1) * this.rank), to * this.rank);
      made.strongest.set(this.strongest.subarray(from * LEAD, (from + 1) * LEAD), to * LEAD);
    });
    return made;
  }

  /** The meanings of all texts, worked out from their postings. */
  static async of(latent: Latent, postings: Postings, texts: number, pause: Pause): Promise<Meanings> {
    const made = new Meanings(latent);
    const { rank, basis } = latent.basis;
    const sums = new Float32Array(texts * rank);
    const add = (term: number, ordinal: number, _count: number, weight: number): void => {
      const column = latent.columns[term] ?? -1;
      if (column < 0) return;
      for (let place = 0, at = ordinal * rank, from = column * rank; place < rank; place++)
        sums[at++]! += weight * basis[from++]!;
    };
    await postings.each(latent.columns.length, add, pause, 1 + rank / 8);
    made.reserve(texts);
    for (let ordinal = 0; ordinal < texts; ordinal++) {
      made.write(ordinal, unit(sums.subarray(ordinal * rank, (ordinal + 1) * rank)));
      if (ordinal % 10_000 === 9_999) await pause();
    }
    return made;
  }

  private project(terms: ArrayLike<number>, weights: ArrayLike<number>): Float32Array {
    const columns: number[] = [];
    const values: number[] = [];
    for (let at = 0; at < terms.length; at++) {
      const column = this.latent.columns[terms[at]!] ?? -1;
      if (column < 0) continue;
      columns.push(column);
      values.push(weights[at]!);
    }
    return projectInto(this.latent.basis, Uint32Array.from(columns), Float32Array.from(values));
  }

  private write(ordinal: number, vector: Float32Array): void {
    this.reserve(ordinal + 1);
    for (let place = 0; place < this.rank; place++)
      this.vectors[ordinal * this.rank + place] = Math.round(vector[place]! * FULL);
    for (let place = 0; place < Math.min(LEAD, this.rank); place++)
      this.strongest[ordinal * LEAD + place] = Math.round(vector[place]! * FULL);
  }

  private reserve(texts: number): void {
    if (texts * this.rank > this.vectors.length) this.vectors = grown(this.vectors, texts * this.rank);
    if (texts * LEAD > this.strongest.length) this.strongest = grown(this.strongest, texts * LEAD);
  }
}

function grown(bytes: Int8Array<ArrayBuffer>, size: number): Int8Array<ArrayBuffer> {
  const larger = new Int8Array(Math.max(size, Math.ceil(bytes.length * GROWTH)));
  larger.set(bytes);
  return larger;
}

/** The score from which on some two thousand texts stand. */
function thresholdOf(scores: Float32Array): number {
  const bins = new Uint32Array(BINS + 1);
  for (let at = 0; at < scores.length; at++) bins[Math.min(BINS, (scores[at]! * BINS) | 0)]!++;
  let bin = BINS;
  for (let above = bins[bin]!; bin > 0 && above + bins[bin - 1]! <= LIKELIEST;) above += bins[--bin]!;
  return bin / BINS;
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, one) => sum + one * one, 0)) || 1;
  return vector.map((one) => one / length);
}
