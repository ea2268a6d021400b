import { useLexicon } from './lexicon';
import { positionsOf } from './positions';

beforeAll(() =>
  useLexicon([
    { code: 'brine', zh: ['卤水'], en: ['brine'] },
    { code: 'lithium-carbonate', zh: ['碳酸锂', 'Li2CO3'], en: ['lithium carbonate'] },
  ]),
);
afterAll(() => useLexicon([]));

/** What is highlighted, in the words of the original. */
const marked = (text: string, ...keys: string[]): string[] =>
  positionsOf(text, keys).map(({ start, end }) => text.slice(start, end));

describe('positions of units', () => {
  it.each([
    ['盐湖卤水与卤水', ['卤水'], ['卤水', '卤水']],
    ['鹽湖滷水提鋰', ['盐湖', '水提'], ['鹽湖', '水提']],
    ['高纯Ｌｉ₂ＣＯ₃制备', ['li2co3'], ['Ｌｉ₂ＣＯ₃']],
    ['🧪 Lithium  carbonates', ['carbon', 'lithium carbon'], ['Lithium  carbonates', 'carbonates']],
    ['⾦属锂', ['金属'], ['⾦属']],
    ['High-purity brines', ['puriti', '§brine'], ['purity', 'brines']],
    ['碳酸鋰，即Li₂CO₃', ['§lithium-carbonate'], ['碳酸鋰', 'Li₂CO₃']],
    ['e\u0301tude of ﬁbre', ['étude', 'fibr'], ['e\u0301tude', 'ﬁbre']],
    ['𡞵女', ['㛟女'], ['𡞵女']],
    ['nothing here', ['brine', '卤水', '§brine'], []],
  ])('in %j of %j are those of %j', (text, keys, words) => expect(marked(text, ...keys)).toEqual(words));

  it('tell which unit they are of, in the order of the text', () => {
    expect(positionsOf('老滷水 brine', ['卤水', '§brine'])).toEqual([
      { key: '§brine', start: 1, end: 3 },
      { key: '卤水', start: 1, end: 3 },
      { key: '§brine', start: 4, end: 9 },
    ]);
  });

  it('are found quickly in a long text', () => {
    const text = '鹽湖滷水 lithium brine '.repeat(5_000);
    const started = Date.now();
    expect(positionsOf(text, ['卤水', '§brine'])).toHaveLength(15_000);
    expect(Date.now() - started).toBeLessThan(3_000);
  });
});
