import { seeded } from '../../src/engine/algebra';
import { bestOf, byCandidate, worksOf, type Collection, type Ranker, type Scorer } from './collection';
import { ENGINE_LEVERS, engineScores } from './engine';
import { TS_RANK, type TsRank } from './ts-rank';
import { wordsOf } from './words';

/** The name of the ranker that the others are compared with. */
export const ENGINE = 'engine';

const SEED = 7;
const random = ({ candidates }: Collection): Scorer => {
  const next = seeded(SEED);
  return () => Float64Array.from(candidates, next);
};

const K1 = 1.2;
const B = 0.75;

/** BM25 over exact words of title and text; a person is as good as their best work (see `bestOf`). */
function bm25(collection: Collection): Scorer {
  const postings = new Map<string, Map<number, number>>();
  const lengths = worksOf(collection).map(({ title, text }, work) => {
    const words = wordsOf(`${title}\n${text}`);
    for (const word of words) {
      const counts = postings.get(word) ?? new Map<number, number>();
      postings.set(word, counts.set(work, (counts.get(work) ?? 0) + 1));
    }
    return words.length;
  });
  const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length || 1;
  const damping = lengths.map((length) => K1 * (1 - B + (B * length) / average));
  return ({ title, body }) => {
    const scores = new Float64Array(lengths.length);
    for (const word of new Set(wordsOf(`${title}\n${body}`))) {
      const counts = postings.get(word);
      if (!counts) continue;
      const idf = Math.log(1 + (lengths.length - counts.size + 0.5) / (counts.size + 0.5));
      for (const [work, count] of counts)
        scores[work]! += (idf * count * (K1 + 1)) / (count + damping[work]!);
    }
    return byCandidate(collection, scores, bestOf);
  };
}

/** Every ranker, in the order of the table; `tsRank` gives the one that needs a database. */
export const rankers = (tsRank: () => Promise<TsRank>): readonly Ranker[] => [
  { name: 'random', open: random },
  { name: TS_RANK, open: async (collection) => (await tsRank()).open(collection) },
  { name: 'bm25', open: bm25 },
  { name: ENGINE, open: engineScores },
  ...ENGINE_LEVERS.map((without) => ({
    name: `${ENGINE} without ${without}`,
    open: (collection: Collection) => engineScores(collection, { without }),
  })),
];
