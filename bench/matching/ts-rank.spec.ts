import type { Candidate, Collection } from './collection';
import { rankers } from './rankers';
import { TsRank } from './ts-rank';

const achievement = (id: string, title: string, text = ''): Candidate => ({
  id,
  kind: 'achievement',
  works: [{ title, text }],
});

const collection: Collection = {
  needs: [{ id: 'n', title: '盐湖提锂', body: "Lithium isn't cheap" }],
  candidates: [
    achievement('none', '青稞育种', '抗倒伏'),
    achievement('one', '锂电池回收', '盐湖'),
    achievement('two', 'Lithium', '盐湖 盐湖 锂'),
    { id: 'person', kind: 'person', works: [{ title: '青稞', text: '' }, { title: 'Lithium', text: '盐湖 盐湖 锂' }] },
    { id: 'nobody', kind: 'person', works: [] },
  ], // prettier-ignore
};

let server: TsRank;
beforeAll(async () => (server = await TsRank.start()));
afterAll(() => server.stop());

it.each(['ts_rank', 'bm25'])(
  '%s finds words of both scripts, and people by their best work',
  async (name) => {
    const ranker = rankers(async () => server).find((one) => one.name === name)!;
    const scorer = await ranker.open(collection);
    const [none, one, two, person, nobody] = Array.from(await scorer(collection.needs[0]!));
    expect(none).toBe(0);
    expect(one).toBeGreaterThan(0);
    expect(two).toBeGreaterThan(one!);
    expect(person).toBe(two);
    expect(nobody).toBe(0);
    expect(Array.from(await scorer({ id: 'm', title: '。', body: '' }))).toEqual([0, 0, 0, 0, 0]);
  },
);
