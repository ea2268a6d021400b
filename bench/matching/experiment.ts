import { estimate, type Estimate } from './chance';
import type { Collection, Need, Ranker } from './collection';
import { ENGINE } from './rankers';

/** Values of one need by column; undefined where the column says nothing of it. */
export type Values = readonly (number | undefined)[];

/** Something that rankers are measured by. */
export interface Experiment {
  readonly name: string;
  readonly sizes: string;
  readonly collection: Collection;
  /** Names of the columns; the first is what rankers are compared by. */
  readonly columns: readonly string[];
  readonly judge: (need: Need, scores: ArrayLike<number>) => Values;
}

/** What one ranker reached: an estimate a column, and the paired difference of the first column to the engine's. */
export interface Row {
  readonly ranker: string;
  readonly estimates: readonly (Estimate | undefined)[];
  /** This ranker's first column less the engine's. */
  readonly difference: Estimate | undefined;
}

/** What came out of an experiment. */
export interface Measured extends Pick<Experiment, 'name' | 'sizes' | 'columns'> {
  readonly rows: readonly Row[];
}

/** Told every score as it comes. */
export type Listener = (ranker: string, need: Need, scores: ArrayLike<number>) => void;

/** Runs an experiment with every ranker. */
export async function run(
  experiment: Experiment,
  rankers: readonly Ranker[],
  listen: Listener,
): Promise<Measured> {
  const results = new Map<string, Values[]>();
  for (const { name, open } of rankers) {
    const scorer = await open(experiment.collection);
    const values: Values[] = [];
    for (const need of experiment.collection.needs) {
      const scores = await scorer(need);
      listen(name, need, scores);
      values.push(experiment.judge(need, scores));
    }
    results.set(name, values);
  }
  const { name, sizes, columns } = experiment;
  return { name, sizes, columns, rows: rowsOf(columns, results) };
}

function rowsOf(columns: readonly string[], results: ReadonlyMap<string, readonly Values[]>): Row[] {
  const engine = results.get(ENGINE);
  return [...results].map(([ranker, values]) => ({
    ranker,
    estimates: columns.map((_, column) => estimate(values.map((one) => one[column]))),
    difference:
      engine && ranker !== ENGINE
        ? estimate(values.map(([own], need) => difference(own, engine[need]![0])))
        : undefined,
  }));
}

const difference = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a - b;
