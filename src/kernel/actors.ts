import type { Actor } from './actor';

/** Tells who is behind a request; the accounts area knows how. */
export abstract class Actors {
  /** The actor of an `Authorization` header, read afresh; ANONYMOUS without one. Refuses a token that does not hold. */
  abstract fromHeader(authorization: string | undefined): Promise<Actor>;
}
