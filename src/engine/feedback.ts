/** What an owner thinks of a candidate: 1 for useful, −1 for not relevant. */
export interface Opinion {
  readonly id: string;
  readonly sign: 1 | -1;
}

/** An opinion, and how like the judged candidate each other text is, 0 to 1. */
export interface Example extends Opinion {
  readonly likeness: (id: string) => number;
}

/** What one opinion does to a score. */
export interface Echo extends Opinion {
  readonly contribution: number;
}

/** What opinions can add to a score or take from it at most. */
const MOST = 0.3;
/** The likeness at which opinions move a score by half of that: one weak likeness decides nothing. */
const DOUBT = 0.3;

/** How an owner's opinions move a candidate: the mean of the signs of those it is like, drawn to nothing by doubt. */
export function echoesOf(id: string, examples: readonly Example[]): Echo[] {
  const likenesses = examples.map((example) => (example.id === id ? 1 : example.likeness(id)));
  const total = DOUBT + likenesses.reduce((sum, likeness) => sum + likeness, 0);
  return examples
    .map(({ id: judged, sign }, at) => ({
      id: judged,
      sign,
      contribution: (MOST * sign * likenesses[at]!) / total,
    }))
    .filter(({ contribution }) => contribution !== 0);
}
