import type { Document } from './document';

/** Where the index stands between two slices of long work: requests are answered here. */
export type Pause = () => Promise<void>;
/** Postings handled between two pauses: some 10 ms. */
const SLICE = 1_000_000;

/** For each unit the documents that hold it, ascending, with how often; documents are numbered as they come. */
export class Postings {
  private starts = new Uint32Array(1);
  private documents = new Uint32Array(0);
  private counts = new Uint8Array(0);
  /** Weight of each posting, divided by the length of its document's vector: 0 to 65,535 for 0 to 1. */
  private weights = new Uint16Array(0);
  private recent = new Map<number, Recent>();
  private recentSize = 0;

  get size(): number {
    return this.documents.length + this.recentSize;
  }

  /** True when so much came since the last rebuild that lookups suffer. */
  get isLoose(): boolean {
    return this.recentSize > LEAST_LOOSE && this.recentSize * 2 > this.documents.length;
  }

  /** Adds a document under a number above all before. */
  add(number: number, { terms, counts }: Document, weights: Uint16Array): void {
    terms.forEach((term, at) => {
      let list = this.recent.get(term);
      if (!list) this.recent.set(term, (list = { documents: [], counts: [], weights: [] }));
      list.documents.push(number);
      list.counts.push(counts[at]!);
      list.weights.push(weights[at]!);
    });
    this.recentSize += terms.length;
  }

  /** Adds `factor` × the weight of each document that holds the unit to that document's sum. */
  accumulate(term: number, factor: number, sums: Float64Array): void {
    const { documents, weights } = this;
    const end = this.starts[term + 1] ?? 0;
    for (let at = this.starts[term] ?? 0; at < end; at++) sums[documents[at]!]! += factor * weights[at]!;
    const list = this.recent.get(term);
    if (!list) return;
    list.documents.forEach((number, at) => {
      if (number < sums.length) sums[number]! += factor * list.weights[at]!;
    });
  }

  /** The weight of a unit in a document; 0 where it is not there. */
  weight(term: number, number: number): number {
    let low = this.starts[term] ?? 0;
    const end = this.starts[term + 1] ?? 0;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.documents[middle]! < number) low = middle + 1;
      else high = middle;
    }
    if (low < end && this.documents[low] === number) return this.weights[low]!;
    const list = this.recent.get(term);
    return list?.weights[list.documents.indexOf(number)] ?? 0;
  }

  /** Calls `visit` for every unit with the documents that hold it, the units in order; `cost` is that of a visit. */
  async each(terms: number, visit: Visit, pause: Pause, cost = 1): Promise<void> {
    let since = 0;
    for (let term = 0; term < terms; term++) {
      const start = this.starts[term] ?? 0;
      const end = this.starts[term + 1] ?? start;
      const list = this.recent.get(term);
      for (let at = start; at < end; at++)
        visit(term, this.documents[at]!, this.counts[at]!, this.weights[at]!);
      list?.documents.forEach((number, at) => visit(term, number, list.counts[at]!, list.weights[at]!));
      since += (end - start + (list?.documents.length ?? 0)) * cost;
      if (since < SLICE) continue;
      since = 0;
      await pause();
    }
  }

  /**
   * The same postings, tight again: documents renumbered (`numbers[old]`, −1 for gone) and weighed by `weigh`. This one stays
   * as it is for whoever still reads it.
   */
  async rebuilt(terms: number, numbers: Int32Array, weigh: Weigh, pause: Pause): Promise<Postings> {
    const made = new Postings();
    made.starts = new Uint32Array(terms + 1);
    await this.each(terms, (term, number) => void (numbers[number]! >= 0 && made.starts[term + 1]!++), pause);
    for (let term = 0; term < terms; term++) made.starts[term + 1]! += made.starts[term]!;
    made.documents = new Uint32Array(made.starts[terms]!);
    made.counts = new Uint8Array(made.documents.length);
    made.weights = new Uint16Array(made.documents.length);
    let next = 0;
    const place: Visit = (term, old, count, weight) => {
      const number = numbers[old]!;
      if (number < 0) return;
      made.documents[next] = number;
      made.counts[next] = count;
      made.weights[next++] = weigh(term, count, number, weight);
    };
    await this.each(terms, place, pause);
    return made;
  }
}

interface Recent {
  readonly documents: number[];
  readonly counts: number[];
  readonly weights: number[];
}

type Visit = (term: number, number: number, count: number, weight: number) => void;
type Weigh = (term: number, count: number, number: number, weight: number) => number;

const LEAST_LOOSE = 200_000;
