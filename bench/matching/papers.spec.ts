import { disciplinesBy, relatedTo, relatedWork, discipline, type Paper } from './papers';

const paper = (id: string, field: string, ...keywords: string[]): Paper => ({
  id,
  title: `题 ${id}`,
  abstract: `文 ${id}`,
  keywords,
  discipline: field,
});

const crowd = Array.from({ length: 21 }, (_, at) => paper(`c${at}`, '众', '众'));
const papers = [paper('a', '甲', '锂', '锂', '独'), paper('b', '乙', '锂', '众'), paper('c', '甲'), ...crowd];

it('papers are related by a keyword that 2 to 20 of them have', () => {
  const related = relatedTo(papers).map((places) => [...places]);
  expect(related.slice(0, 4)).toEqual([[1], [0], [], []]);
  expect(relatedTo(crowd.slice(1))[0]!.size).toBe(19);
});

it('related work asks only what has an answer, and never counts the paper itself', () => {
  const { collection, judge } = relatedWork(papers);
  expect(collection.needs.map(({ id, body }) => [id, body])).toEqual([['a', ''], ['b', '']]); // prettier-ignore
  const scores = papers.map((_, place) => -place);
  expect(judge(collection.needs[0]!, scores)).toEqual([0, 1, 1, 1]);
});

it('the text of a candidate tells no keyword', () => {
  expect(JSON.stringify(relatedWork(papers).collection.candidates)).not.toContain('锂');
});

it('the ten nearest vote with their scores', () => {
  const scores = papers.map((_, place) => (place < 3 ? [0, 0.9, 0.2][place]! : place < 12 ? 0.05 : 0.01));
  expect(disciplinesBy(papers, 0, scores)).toEqual(['乙', '众', '甲']);
  const { judge, collection } = discipline(papers);
  expect(judge(collection.needs[0]!, scores)).toEqual([0, 1]);
  expect(judge(collection.needs[1]!, scores.with(2, 2))).toEqual([0, 0]);
});
