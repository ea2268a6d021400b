/** A work and how well it matches. */
export interface RatedWork {
  readonly id: string;
  readonly score: number;
}

/** Each further work counts this much of the one before; at most so many count (measured). */
const FADE = 0.8;
const MOST_WORKS = 20;

/** How much each of `count` works counts, the best first: adds up to 1. */
export function workWeights(count: number): number[] {
  const weights = Array.from({ length: Math.min(count, MOST_WORKS) }, (_, rank) => FADE ** rank);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** The score of someone by their works, best first: a top-weighted average, so that having many does not win. */
export const scoreOfWorks = (works: readonly RatedWork[]): number =>
  workWeights(works.length).reduce((sum, weight, rank) => sum + weight * works[rank]!.score, 0);
