import { scoreOfWorks, workWeights } from '../../engine/experts';
import { TextIndex } from '../../engine/text-index';
import { Vocabulary } from '../../engine/vocabulary';
import { textParts, wholeParts, workParts } from './reasons';

const sum = (parts: readonly { contribution: number }[]): number =>
  parts.reduce((total, { contribution }) => total + contribution, 0);

describe('reasons', () => {
  const texts = new TextIndex<null>(new Vocabulary());
  texts.put(
    '1',
    { title: '高镁锂比卤水提锂吸附剂', body: '锂离子筛 lithium carbonate 造粒 溶损 CO2 光伏 电解' },
    null,
  );
  texts.put('2', { title: '光伏组件清洗机器人', body: '戈壁' }, null);
  const view = texts.view();
  const query = view.query({
    title: '卤水提锂吸附剂',
    body: 'Lithium carbonate 造粒 溶损 光伏 电解 CO2 锂离子筛',
  });

  it('add up to the score and name words, not fragments', () => {
    const why = view.explain(query, '1');
    const parts = textParts(why);
    expect(Math.abs(sum(parts) - why.score)).toBeLessThan(1e-9);
    expect(parts.slice(0, -1).map(({ terms }) => terms[0])).toContain('吸附剂');
    expect(parts.some(({ terms }) => terms.includes('附剂'))).toBe(false);
    expect(parts.every(({ contribution }) => contribution >= 0)).toBe(true);
    expect(parts.at(-1)!.factor).toBe('text.rest');
  });

  it('stay true when everything else is added', () => {
    const parts = wholeParts(
      textParts(view.explain(query, '1')),
      { text: 0.3, region: 0.04, fresh: 0.01 },
      { text: 0.4, region: 0.8, fresh: 1 },
      [{ id: '2', sign: -1, contribution: -0.05, title: '光伏组件清洗机器人' }],
    );
    expect(sum(parts)).toBeCloseTo(0.3 + 0.04 + 0.01 - 0.05, 9);
    expect(parts.find(({ factor }) => factor === 'region')).toMatchObject({ count: 80 });
    expect(parts.at(-1)).toMatchObject({ factor: 'like.not-relevant', terms: ['光伏组件清洗机器人'] });
  });

  it('weigh works so that the best counts most and many do not win', () => {
    expect(workWeights(3).reduce((total, weight) => total + weight, 0)).toBeCloseTo(1, 12);
    expect(workWeights(100)).toHaveLength(20);
    const one = [{ id: 'a', score: 0.5 }];
    const many = [...one, ...Array.from({ length: 30 }, (_, n) => ({ id: `w${n}`, score: 0.1 }))];
    expect(scoreOfWorks(one)).toBe(0.5);
    expect(scoreOfWorks(many)).toBeLessThan(0.5);
    expect(scoreOfWorks([])).toBe(0);
    const parts = workParts(many, (id) => `《${id}》`);
    expect(parts.map(({ factor }) => factor)).toEqual(['work', 'work', 'work', 'works.rest']);
    expect(sum(parts)).toBeCloseTo(scoreOfWorks(many), 12);
    expect(parts[3]!.count).toBe(17);
  });
});
