import { StartError } from '../../src/kernel/start-error';
import type { Candidate } from './collection';
import { fieldsOf, linesOf, textOf } from './data';
import type { Experiment } from './experiment';
import { lossOf, ndcgOf, rankingOf, recallOf, reciprocalRankOf } from './measures';

/** A paper of the development set. */
export interface Paper {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly keywords: readonly string[];
  readonly discipline: string;
}

/** Reads papers, one JSON object a line. */
export const readPapers = (file: string): Paper[] =>
  linesOf(file).map(({ text, at }) => {
    const fields = fieldsOf(text, at);
    const { keywords } = fields;
    if (!Array.isArray(keywords)) throw new StartError(`${at}: "keywords" must be a list.`);
    return {
      id: textOf(fields, 'id', at),
      title: textOf(fields, 'title', at),
      abstract: textOf(fields, 'abstract', at),
      keywords: keywords.map(String),
      discipline: textOf(fields, 'discipline', at),
    };
  });

/** Keywords are what is hidden: a candidate is its title and abstract. */
const candidatesOf = (papers: readonly Paper[]): Candidate[] =>
  papers.map(({ id, title, abstract }) => ({ id, kind: 'achievement', works: [{ title, text: abstract }] }));

/** A keyword of so many papers relates them: one of a single paper cannot, one of many says too little. */
const RELATING = { least: 2, most: 20 };

/** Whether papers are related, by place: they share a keyword that 2 to 20 papers have. */
export function relatedTo(papers: readonly Paper[]): ReadonlySet<number>[] {
  const byKeyword = new Map<string, number[]>();
  papers.forEach(({ keywords }, place) =>
    new Set(keywords).forEach((keyword) =>
      byKeyword.set(keyword, [...(byKeyword.get(keyword) ?? []), place]),
    ),
  );
  const related = papers.map(() => new Set<number>());
  for (const places of byKeyword.values()) {
    if (places.length < RELATING.least || places.length > RELATING.most) continue;
    for (const a of places) for (const b of places) if (a !== b) related[a]!.add(b);
  }
  return related;
}

/** All but one. */
const without = <T>(values: ArrayLike<T>, place: number): T[] =>
  Array.from(values).filter((_, at) => at !== place);

/** Related work: the title of a paper asks for the other papers that share a keyword with it. */
export function relatedWork(papers: readonly Paper[]): Experiment {
  const related = relatedTo(papers);
  const places = new Map(papers.map(({ id }, place) => [id, place]));
  const asked = papers.filter((_, place) => related[place]!.size > 0);
  return {
    name: 'CSL, related work',
    sizes: `${asked.length} titles that have a related paper, ${papers.length - 1} candidates each`,
    collection: {
      needs: asked.map(({ id, title }) => ({ id, title, body: '' })),
      candidates: candidatesOf(papers),
    },
    columns: ['loss', 'recall@10', 'MRR', 'NDCG@10'],
    judge: ({ id }, scores) => {
      const own = places.get(id)!;
      const grades = papers.map((_, place) => (related[own]!.has(place) ? 1 : 0));
      const ranking = rankingOf(without(scores, own), without(grades, own));
      return [lossOf(ranking), recallOf(ranking, 10, 1), reciprocalRankOf(ranking, 1), ndcgOf(ranking, 10)];
    },
  };
}

const NEIGHBOURS = 10;

/** Disciplines by the votes of the nearest papers, each voting with its score; the best first. */
export function disciplinesBy(papers: readonly Paper[], own: number, scores: ArrayLike<number>): string[] {
  const nearest = papers
    .map(({ discipline }, place) => ({ discipline, place, score: scores[place]! }))
    .filter(({ place }) => place !== own)
    .sort((a, b) => b.score - a.score)
    .slice(0, NEIGHBOURS);
  const votes = new Map<string, number>();
  for (const { discipline, score } of nearest) votes.set(discipline, (votes.get(discipline) ?? 0) + score);
  return [...votes].sort(([, a], [, b]) => b - a).map(([discipline]) => discipline);
}

/** Discipline: title and abstract of a paper ask for its neighbours, which vote. */
export function discipline(papers: readonly Paper[]): Experiment {
  const places = new Map(papers.map(({ id }, place) => [id, place]));
  return {
    name: 'CSL, discipline',
    sizes: `${papers.length} papers, ${NEIGHBOURS} nearest of ${papers.length - 1} others vote`,
    collection: {
      needs: papers.map(({ id, title, abstract }) => ({ id, title, body: abstract })),
      candidates: candidatesOf(papers),
    },
    columns: ['top-1', 'top-3'],
    judge: ({ id }, scores) => {
      const own = places.get(id)!;
      const rank = disciplinesBy(papers, own, scores).indexOf(papers[own]!.discipline);
      return [Number(rank === 0), Number(rank >= 0 && rank < 3)];
    },
  };
}
