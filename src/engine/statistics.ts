import type { LsaBasis } from './lsa';

/** How often units occur on one side: the needs, or the achievements. Confidential texts are not counted. */
export interface SideStatistics {
  readonly documents: number;
  /** Units in a text on average, repeats included. */
  readonly averageLength: number;
  /** In how many texts a unit occurs, by its number; units that came later are in none. */
  readonly frequencies: Uint32Array;
}

/** Needs on one side, achievements on the other. */
export const SIDES = ['need', 'achievement'] as const;
export type Side = (typeof SIDES)[number];

/** The space of meanings that the texts span (LSA), and which of its columns a unit is: −1 for none. */
export interface Latent {
  readonly basis: LsaBasis;
  readonly columns: Int32Array;
}

/** What texts are weighed by: fixed under a version, so that a score is the same on every machine and can be had again. */
export interface Statistics {
  /** 0 before anything was counted. */
  readonly version: number;
  readonly sides: Readonly<Record<Side, SideStatistics>>;
  /** Undefined where there are too few texts to learn from. */
  readonly latent?: Latent | undefined;
}

const NOTHING: SideStatistics = { documents: 0, averageLength: 1, frequencies: new Uint32Array(0) };

/** Nothing was counted yet: every unit is as rare as any other. */
export const NO_STATISTICS: Statistics = { version: 0, sides: { need: NOTHING, achievement: NOTHING } };

/** The weight of a unit by its rarity (idf as in BM25, never negative). */
export const rarity = ({ documents }: SideStatistics, frequency: number): number =>
  Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
