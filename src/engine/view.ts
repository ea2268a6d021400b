import type { TextUnit } from '../kernel/text';
import type { Document, Language, Titled } from './document';
import { LEXICAL_SHARE, Meanings, semantic } from './meanings';
import { Postings, type Pause } from './postings';
import { queryOf, saturated, type Query, type QueryVector } from './query';
import { rarity, type Latent, type SideStatistics } from './statistics';
import type { Vocabulary } from './vocabulary';

const FULL = 65_535;

/** One text as the index holds it. */
export interface Entry<M> {
  readonly id: string;
  readonly meta: M;
  readonly length: number;
  readonly language: Language;
}

/** A term that subject and candidate share. */
export interface SharedTerm {
  /** What the subject says. */
  readonly unit: TextUnit;
  /** What the candidate says: the same, or its like in the other language. */
  readonly key: string;
  readonly inTitle: boolean;
  readonly contribution: number;
}

/** A text score taken apart: the contributions of `terms` and `meaning` add up to it. */
export interface TextScore {
  readonly score: number;
  readonly meaning: number;
  readonly terms: readonly SharedTerm[];
}

/** The texts of one side at one moment; a view that was taken stays readable while the next is made. */
export class View<M> {
  readonly entries: (Entry<M> | undefined)[] = [];
  readonly ordinals = new Map<string, number>();
  private postings = new Postings();
  private meanings: Meanings | undefined;
  private readonly idf: Float64Array;
  private readonly languages = { zh: 0, en: 0 };

  constructor(
    private readonly vocabulary: Vocabulary,
    readonly statistics: SideStatistics,
    readonly latent: Latent | undefined,
  ) {
    this.idf = Float64Array.from(statistics.frequencies, (frequency) => rarity(statistics, frequency));
    this.meanings = latent && new Meanings(latent);
  }

  /** True where texts of both languages are here. */
  get isMixed(): boolean {
    return this.languages.zh > 0 && this.languages.en > 0;
  }

  /** True when lookups have become slow by many additions. */
  get isLoose(): boolean {
    return this.postings.isLoose;
  }

  append(id: string, document: Document, meta: M): void {
    const { terms, counts, length, language } = document;
    const raw = Float64Array.from(terms, (term, at) => this.weigh(term, counts[at]!, length));
    const norm = Math.sqrt(raw.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
    const weights = Uint16Array.from(raw, (weight) => Math.round((weight / norm) * FULL));
    const ordinal = this.enter({ id, meta, length, language });
    this.postings.add(ordinal, document, weights);
    this.meanings?.place(ordinal, terms, weights);
  }

  drop(id: string): void {
    const ordinal = this.ordinals.get(id);
    if (ordinal === undefined) return;
    this.languages[this.entries[ordinal]!.language]--;
    this.entries[ordinal] = undefined;
    this.ordinals.delete(id);
  }

  /** A subject ready to be compared. */
  query(text: Titled): Query {
    return queryOf(text, (key) => this.idfOf(this.vocabulary.find(key) ?? -1));
  }

  /** The text score of the subject with every entry, by ordinal: 0 to 1. */
  scores(query: Query): Float64Array {
    const own = this.sums(query.own);
    const isMixed = this.languages[query.language] < this.ordinals.size;
    const other = isMixed ? this.sums(query.other) : undefined;
    if (other) {
      this.entries.forEach((entry, at) => {
        if (entry && entry.language !== query.language) own[at] = other[at]!;
      });
    }
    this.meanings?.blend(own, this.meanings.ofQuery(query.own, this.vocabulary));
    if (this.ordinals.size < this.entries.length) {
      this.entries.forEach((entry, at) => {
        if (!entry) own[at] = 0;
      });
    }
    return own;
  }

  /** How the score of one entry comes about, the heaviest terms first. */
  explain(query: Query, id: string): TextScore {
    const ordinal = this.ordinals.get(id);
    const entry = ordinal === undefined ? undefined : this.entries[ordinal];
    if (ordinal === undefined || !entry) return { score: 0, meaning: 0, terms: [] };
    const { terms, norm } = entry.language === query.language ? query.own : query.other;
    const share = (this.meanings ? LEXICAL_SHARE : 1) / norm / FULL;
    const shared = terms.flatMap(({ key, unit, inTitle, weight }) => {
      const found = this.postings.weight(this.vocabulary.find(key) ?? -1, ordinal);
      return found > 0 ? [{ unit, key, inTitle, contribution: share * weight * found }] : [];
    });
    const meaning = this.meaningOf(query, ordinal);
    const score = shared.reduce((sum, { contribution }) => sum + contribution, meaning);
    return { score, meaning, terms: shared.sort((a, b) => b.contribution - a.contribution) };
  }

  /** The same texts without gaps, weighed as they were. */
  async settled(pause: Pause): Promise<View<M>> {
    const next = new View<M>(this.vocabulary, this.statistics, this.latent);
    const numbers = this.moveTo(next);
    next.postings = await this.postings.rebuilt(
      this.vocabulary.size,
      numbers,
      (_t, _c, _n, weight) => weight,
      pause,
    );
    next.meanings = this.meanings?.renumbered(numbers, next.entries.length);
    return next;
  }

  /** The same texts without gaps, weighed by these statistics. */
  async rebuilt(statistics: SideStatistics, latent: Latent | undefined, pause: Pause): Promise<View<M>> {
    const next = new View<M>(this.vocabulary, statistics, latent);
    const numbers = this.moveTo(next);
    const squares = new Float64Array(next.entries.length);
    const add = (term: number, old: number, count: number): void => {
      const ordinal = numbers[old]!;
      if (ordinal >= 0) squares[ordinal]! += next.weigh(term, count, next.entries[ordinal]!.length) ** 2;
    };
    await this.postings.each(this.vocabulary.size, add, pause);
    const weigh = (term: number, count: number, ordinal: number): number =>
      Math.round(
        (next.weigh(term, count, next.entries[ordinal]!.length) / Math.sqrt(squares[ordinal]!)) * FULL,
      );
    next.postings = await this.postings.rebuilt(this.vocabulary.size, numbers, weigh, pause);
    if (latent) next.meanings = await Meanings.of(latent, next.postings, next.entries.length, pause);
    return next;
  }

  /** Calls `visit` for each unit of each entry: for whoever counts. */
  each(
    visit: (term: number, ordinal: number, count: number, weight: number) => void,
    pause: Pause,
  ): Promise<void> {
    return this.postings.each(this.vocabulary.size, visit, pause);
  }

  /** The number of each text in another view, −1 for those gone. */
  private moveTo(next: View<M>): Int32Array {
    return Int32Array.from(this.entries, (entry) => (entry ? next.enter(entry) : -1));
  }

  private enter(entry: Entry<M>): number {
    const ordinal = this.entries.push(entry) - 1;
    this.ordinals.set(entry.id, ordinal);
    this.languages[entry.language]++;
    return ordinal;
  }

  private sums({ terms, norm }: QueryVector): Float64Array {
    const sums = new Float64Array(this.entries.length);
    for (const { key, weight } of terms) {
      const term = this.vocabulary.find(key);
      if (term !== undefined) this.postings.accumulate(term, weight / norm / FULL, sums);
    }
    return sums;
  }

  private meaningOf(query: Query, ordinal: number): number {
    if (!this.meanings) return 0;
    return semantic(this.meanings.similarity(this.meanings.ofQuery(query.own, this.vocabulary), ordinal));
  }

  private idfOf(term: number): number {
    return this.idf[term] ?? rarity(this.statistics, 0);
  }

  private weigh(term: number, count: number, length: number): number {
    return this.idfOf(term) * saturated(count, length / this.statistics.averageLength);
  }
}

/** w(t,d) of a unit by its number that occurs `count` times in a text of so many units. */
export const weightIn = (of: SideStatistics, term: number, count: number, length: number): number =>
  rarity(of, of.frequencies[term] ?? 0) * saturated(count, length / of.averageLength);
