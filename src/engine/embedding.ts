/** The share of the text score that the likeness of embeddings takes where both texts have one, 0 to 1. */
export const EMBEDDING_WEIGHT = 0.3;

/** A direction in eight bits a dimension: whole numbers, so that its cosine is the same on every machine. */
export type Direction = Int8Array;

const FULL = 127;

/** The direction of a vector; undefined where it has none. */
export function directionOf(vector: readonly number[]): Direction | undefined {
  const most = vector.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  if (!(most > 0 && most < Infinity)) return undefined;
  return Int8Array.from(vector, (value) => Math.round((value / most) * FULL));
}

/** How like two directions are, 0 to 1: their cosine, or 0 where it is negative or they are of different lengths. */
export function likeness(a: Direction, b: Direction): number {
  if (a.length !== b.length) return 0;
  let [product, own, other] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    product += a[at]! * b[at]!;
    own += a[at]! * a[at]!;
    other += b[at]! * b[at]!;
  }
  return product > 0 ? product / Math.sqrt(own * other) : 0;
}

/** A text score re-ranked by the likeness of embeddings, both 0 to 1; as it was where nothing is known of that. */
export const blended = (text: number, alike: number | undefined): number =>
  alike === undefined ? text : (1 - EMBEDDING_WEIGHT) * text + EMBEDDING_WEIGHT * alike;
