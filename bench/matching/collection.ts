/** A text that a candidate is known by. */
export interface Work {
  readonly title: string;
  readonly text: string;
}

/** An achievement (one work), or a person with any number of works. */
export interface Candidate {
  readonly id: string;
  readonly kind: 'achievement' | 'person';
  readonly works: readonly Work[];
}

/** What is asked for; the body may be empty. */
export interface Need {
  readonly id: string;
  readonly title: string;
  readonly body: string;
}

/** Needs, and the candidates that rankers are to order for each of them. */
export interface Collection {
  readonly needs: readonly Need[];
  readonly candidates: readonly Candidate[];
}

/** The candidates of one need that somebody graded: places in the collection, and their grades in that order. */
export interface Pool {
  readonly places: readonly number[];
  readonly grades: readonly number[];
}

/** A collection with the grades that somebody gave; a need without a pool was not judged. */
export interface JudgedCollection extends Collection {
  readonly pools: ReadonlyMap<string, Pool>;
}

/** The scores of all candidates for a need, in the order of the collection; higher is better. */
export type Scorer = (need: Need) => ArrayLike<number> | Promise<ArrayLike<number>>;

/** A way to order candidates. `open` prepares it for a collection, whose statistics come from all its candidates. */
export interface Ranker {
  readonly name: string;
  readonly open: (collection: Collection) => Scorer | Promise<Scorer>;
}

/** The works of all candidates in one row, each with the place of its candidate. */
export const worksOf = ({ candidates }: Collection): (Work & { readonly place: number })[] =>
  candidates.flatMap(({ works }, place) => works.map((work) => ({ ...work, place })));

/** The scores of candidates from those of their works in the order of `worksOf`; without a work it is 0. */
export function byCandidate(
  { candidates }: Collection,
  scores: ArrayLike<number>,
  combine: (scores: number[]) => number,
): Float64Array {
  let at = 0;
  return Float64Array.from(candidates, ({ works }) => {
    const own = works.map(() => scores[at++]!);
    return own.length > 0 ? combine(own) : 0;
  });
}

/** How the plain rankers score a person: on the judged set it beats the mean for both (ts_rank 0.297 to 0.317). */
export const bestOf = (scores: readonly number[]): number => Math.max(...scores);
