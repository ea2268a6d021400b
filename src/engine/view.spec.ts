import fc from 'fast-check';
import { useLexicon } from '../kernel/lexicon';
import { countSide, learn, lessonOf } from './counting';
import type { Titled } from './document';
import { B, BODY_WEIGHT, K1 } from './query';
import { NO_STATISTICS, type SideStatistics } from './statistics';
import { TextIndex } from './text-index';
import type { View } from './view';
import { Vocabulary } from './vocabulary';

const pause = (): Promise<void> => Promise.resolve();
const everything = (): boolean => true;

/** An index of these texts, by their place, weighed by their own statistics. */
async function indexOf(texts: readonly Titled[], vocabulary = new Vocabulary()): Promise<TextIndex<null>> {
  const index = new TextIndex<null>(vocabulary);
  texts.forEach((text, at) => index.put(String(at), text, null));
  await index.use(await statisticsOf(index, vocabulary));
  return index;
}

const statisticsOf = (index: TextIndex<null>, { size }: Vocabulary): Promise<SideStatistics> =>
  countSide(index.view(), size, everything, pause);

const scoresOf = (view: View<null>, text: Titled): number[] => [...view.scores(view.query(text))];
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const WORDS = [
  'sorbent',
  'brine',
  'robot',
  '锂吸附剂',
  '卤水',
  '光伏组件',
  'CO2',
  '316L',
  '结晶',
  'membrane',
];
const titled = fc
  .tuple(fc.array(fc.constantFrom(...WORDS), { maxLength: 4 }), fc.array(fc.constantFrom(...WORDS)))
  .map(([title, body]): Titled => ({ title: title.join(' '), body: body.join('，') }));
const texts = fc.array(titled, { minLength: 1, maxLength: 8 });

afterEach(() => useLexicon([]));

describe('the text score', () => {
  const THREE = [
    { title: 'sorbent', body: 'sorbent brine' },
    { title: 'brine', body: 'robot' },
    { title: 'robot', body: 'solar robot robot' },
  ];

  it('is what one computes by hand', async () => {
    // sorbent sorbent [pair] brine [pair]; brine robot [pair]; robot solar robot robot and three pairs.
    const lengths = { a: 5, b: 3, c: 7 };
    const average = 5;
    const idf = (df: number): number => Math.log(1 + (3 - df + 0.5) / (df + 0.5));
    const sat = (tf: number, length: number): number =>
      (tf * (K1 + 1)) / (tf + K1 * (1 - B + (B * length) / average));
    const weights = {
      sorbent: idf(1) * sat(2, lengths.a),
      brine: idf(2) * sat(1, lengths.a),
      doubled: idf(1) * sat(1, lengths.a),
      crossed: idf(1) * sat(1, lengths.a),
    };
    const norm = Math.hypot(...Object.values(weights));
    const query = { sorbent: idf(1), brine: BODY_WEIGHT * idf(2) * sat(1, average) };
    const expected =
      (query.sorbent * weights.sorbent + query.brine * weights.brine) /
      (norm * Math.hypot(query.sorbent, query.brine));
    const scores = scoresOf((await indexOf(THREE)).view(), { title: 'Sorbents', body: 'brine' });
    expect(scores[0]).toBeCloseTo(expected, 4);
    expect(scores[1]).toBeGreaterThan(0);
    expect(scores[2]).toBe(0);
  });

  it('is 0 where nothing is shared, and never above 1', async () => {
    const view = (await indexOf(THREE)).view();
    expect(scoresOf(view, { title: '', body: '' })).toEqual([0, 0, 0]);
    expect(scoresOf(view, { title: 'unheard', body: 'words' })).toEqual([0, 0, 0]);
    const [same] = scoresOf(view, { title: 'sorbent sorbent brine', body: '' });
    expect(same).toBeGreaterThan(0.9);
    expect(same).toBeLessThanOrEqual(1.000_1);
  });

  it('is the sum of what its terms contribute', async () => {
    await fc.assert(
      fc.asyncProperty(texts, titled, async (all, asked) => {
        const view = (await indexOf(all)).view();
        const query = view.query(asked);
        view.scores(query).forEach((score, at) => {
          const why = view.explain(query, String(at));
          expect(
            Math.abs(sum(why.terms.map(({ contribution }) => contribution)) + why.meaning - score),
          ).toBeLessThan(1e-9);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('is the same whatever the way to the same texts', async () => {
    await fc.assert(
      fc.asyncProperty(texts, texts, titled, async (all, others, asked) => {
        const straight = await indexOf(all);
        const vocabulary = new Vocabulary();
        const winding = new TextIndex<null>(vocabulary);
        others.forEach((text, at) => winding.put(String(at), text, null));
        await winding.use(NO_STATISTICS.sides.need);
        others.forEach((_, at) => winding.remove(String(at)));
        [...all.keys()].reverse().forEach((at) => winding.put(String(at), all[at]!, null));
        await winding.use(await statisticsOf(winding, vocabulary));
        const [here, there] = [straight.view(), winding.view()];
        const [a, b] = [here.scores(here.query(asked)), there.scores(there.query(asked))];
        all.forEach((_, at) =>
          expect(b[there.ordinals.get(String(at))!]).toBeCloseTo(a[here.ordinals.get(String(at))!]!, 12),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('keeps a view readable while the index goes on', async () => {
    const index = await indexOf(THREE);
    const before = index.view();
    const query = before.query({ title: 'robot', body: '' });
    index.put('3', { title: 'robot arm', body: '' }, null);
    index.remove('2');
    await index.use(NO_STATISTICS.sides.need);
    expect(before.explain(query, '0').score).toBe(0);
    expect(before.explain(query, '1').score).toBeGreaterThan(0);
    expect(index.ids().sort()).toEqual(['0', '1', '3']);
    expect(index.view().entries).toHaveLength(3);
  });
});

describe('texts of two languages', () => {
  const PAPERS = [
    {
      title: 'Selective adsorption of lithium from brine',
      body: 'A titanium oxide sieve with low dissolution loss.',
    },
    { title: 'Lithium adsorbent by 316L moulds', body: '' },
    { title: '卤水池防渗膜', body: '盐田防渗施工' },
  ];
  const NEED = { title: '卤水提锂吸附剂', body: '现用吸附剂溶损偏高' };

  it('meet by the concepts of the glossary', async () => {
    useLexicon([{ code: 'adsorbent', zh: ['吸附剂'], en: ['adsorbent'] }]);
    const view = (await indexOf(PAPERS)).view();
    const query = view.query(NEED);
    const why = view.explain(query, '1');
    expect(why.terms[0]).toMatchObject({ inTitle: true, unit: { surface: '吸附剂', kind: 'concept' } });
    expect(view.scores(query)[1]).toBeCloseTo(why.score, 12);
  });

  it('meet by the dictionary where the glossary has nothing', async () => {
    const view = (await indexOf(PAPERS)).view();
    const [first] = scoresOf(view, NEED);
    expect(first).toBeGreaterThan(0);
    const back = (await indexOf([NEED, { title: '光伏组件清洗', body: '' }])).view();
    const [near, far] = scoresOf(back, { title: 'Adsorption from brine', body: '' });
    expect(near).toBeGreaterThan(0);
    expect(far).toBe(0);
  });

  it('meet by codes and names that both write alike', async () => {
    const [, coded] = scoresOf((await indexOf(PAPERS)).view(), { title: '316L 模具', body: '' });
    expect(coded).toBeGreaterThan(0);
  });
});

describe('meanings', () => {
  it('are learnt from enough texts, and are part of the score', async () => {
    const vocabulary = new Vocabulary();
    // More pairs of words than dimensions: what always stands together becomes one.
    const all = Array.from({ length: 2_400 }, (_, at): Titled => {
      const pair = at % 3 === 0 ? 100 + (at % 300) : at % 100;
      return { title: `a${pair}x`, body: `b${pair}x` };
    });
    const index = await indexOf(all, vocabulary);
    const none = { documents: 0, averageLength: 1, frequencies: new Uint32Array(0) };
    const sides = { need: new TextIndex<null>(vocabulary), achievement: index };
    const statistics = { need: none, achievement: await statisticsOf(index, vocabulary) };
    const lesson = await lessonOf(sides, statistics, everything, pause);
    await index.use(statistics.achievement, await learn(lesson!, {}));
    index.put('late', { title: 'b5x', body: '' }, null);
    const view = index.view();
    const query = view.query({ title: 'a5x', body: '' });
    const scores = view.scores(query);
    const late = view.ordinals.get('late')!;
    expect(scores[late]).toBeGreaterThan(0.1); // no word in common
    const why = view.explain(query, 'late');
    expect(why.terms).toEqual([]);
    expect(why.meaning).toBeCloseTo(scores[late]!, 9);
    expect(await lessonOf(sides, { need: none, achievement: none }, everything, pause)).toBeUndefined();
  });
});
