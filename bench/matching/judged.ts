import type { JudgedCollection, Pool } from './collection';
import type { Experiment } from './experiment';
import { aucOf, lossOf, ndcgOf, precisionOf, rankingOf } from './measures';

/** The candidates of a pool as rankers see them. */
const scoresIn = ({ places }: Pool, scores: ArrayLike<number>): number[] =>
  places.map((place) => scores[place]!);

/** Ordering the judged candidates of each need. */
export function judgedExperiment(name: string, collection: JudgedCollection): Experiment {
  const { pools, candidates, needs } = collection;
  const grades = [...pools.values()].flatMap((pool) => pool.grades);
  const relevant = grades.reduce((most, grade) => Math.max(most, grade)) / 2;
  const people = candidates.filter(({ kind }) => kind === 'person').length;
  return {
    name,
    sizes:
      `${pools.size} judged needs, ${candidates.length - people} achievements, ${people} people, ` +
      `${grades.length} judged pairs; relevant is grade ≥ ${relevant}`,
    collection: { candidates, needs: needs.filter(({ id }) => pools.has(id)) },
    columns: ['loss', 'NDCG@10', 'AUC', 'P@5'],
    judge: (need, scores) => {
      const pool = pools.get(need.id)!;
      const ranking = rankingOf(scoresIn(pool, scores), pool.grades);
      return [
        lossOf(ranking),
        ndcgOf(ranking, 10),
        aucOf(ranking, relevant),
        precisionOf(ranking, 5, relevant),
      ];
    },
  };
}

/** A line `ranker, need, candidate, score` for each judged pair of a need. */
export function scoreLines(
  { pools, candidates }: JudgedCollection,
  ranker: string,
  needId: string,
  scores: ArrayLike<number>,
): string[] {
  const { places } = pools.get(needId)!;
  return places.map((place) => [ranker, needId, candidates[place]!.id, scores[place]!].join('\t'));
}
