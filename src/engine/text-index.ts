import { documentOf, tallyOf, type Document, type Titled } from './document';
import type { Pause } from './postings';
import { NO_STATISTICS, type Latent, type SideStatistics } from './statistics';
import { View } from './view';
import type { Vocabulary } from './vocabulary';

const immediately: Pause = () => Promise.resolve();

/** The texts of one side, kept in memory and changed one at a time; asked through views. */
export class TextIndex<M> {
  private latest: View<M>;

  constructor(private readonly vocabulary: Vocabulary) {
    this.latest = new View(vocabulary, NO_STATISTICS.sides.need, undefined);
  }

  get size(): number {
    return this.latest.ordinals.size;
  }

  /** What is kept beside a text, undefined where there is none. */
  meta(id: string): M | undefined {
    const ordinal = this.latest.ordinals.get(id);
    return ordinal === undefined ? undefined : this.latest.entries[ordinal]?.meta;
  }

  ids(): string[] {
    return [...this.latest.ordinals.keys()];
  }

  /** The texts as they are now. */
  view(): View<M> {
    return this.latest;
  }

  /** Adds a text or replaces it. */
  put(id: string, text: Titled | Document, meta: M): void {
    this.remove(id);
    this.latest.append(id, 'terms' in text ? text : documentOf(tallyOf(text), this.vocabulary), meta);
  }

  remove(id: string): void {
    this.latest.drop(id);
  }

  /** Keeps lookups fast after many changes; nothing may be put or removed until it is done. */
  async settle(pause: Pause = immediately): Promise<void> {
    if (this.latest.isLoose) this.latest = await this.latest.settled(pause);
  }

  /** Weighs everything by these statistics from now on; nothing may be put or removed until it is done. */
  async use(statistics: SideStatistics, latent?: Latent, pause: Pause = immediately): Promise<void> {
    this.latest = await this.latest.rebuilt(statistics, latent, pause);
  }
}
