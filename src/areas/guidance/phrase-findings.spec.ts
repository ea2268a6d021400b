import { phraseFindings } from './phrase-findings';
import { VAGUE_GROUPS, VAGUE_PHRASES } from './vague-phrases';

const pointed = (text: string): string[] =>
  phraseFindings('description', text).map(
    ({ code, span }) => `${code.replace('guidance.', '')} ${text.slice(span!.start, span!.end)}`,
  );

describe('vague phrases', () => {
  const all = VAGUE_GROUPS.flatMap((group) => VAGUE_PHRASES[group].map((phrase) => [phrase, group] as const));

  it('are many, each told once, in both languages', () => {
    const phrases = all.map(([phrase]) => phrase);
    expect(new Set(phrases).size).toBe(phrases.length);
    expect(phrases.filter((phrase) => /\p{Script=Han}/u.test(phrase)).length).toBeGreaterThan(60);
    expect(phrases.filter((phrase) => /^[a-z ]+$/.test(phrase)).length).toBeGreaterThan(60);
    expect(phrases.filter((phrase) => !phrase.trim())).toEqual([]);
  });

  it.each(all)('“%s” is found as %s', (phrase, group) => {
    expect(pointed(phrase)).toEqual([`${group} ${phrase}`]);
  });

  it.each<[text: string, found: string[]]>([
    ['采用国际领先工艺，填补国内空白。', ['praise 国际领先', 'claim 填补国内空白']],
    ['大幅提高收率，解决相关问题等等', ['want 大幅提高', 'scope 相关问题', 'scope 等等']],
    ['𠮷野家的先进设备', ['praise 先进']],
    ['A State-of-the-Art process', ['praise State-of-the-Art']],
    ['Significantly  improve the yield, etc.', ['want Significantly  improve', 'scope etc']],
    ['先进、先进', ['praise 先进', 'praise 先进']],
    // whole words only
    ['a novella of uniqueness, etching', []],
    // a number with a unit in the same clause measures it
    ['收率大幅提高到 95 %', []],
    ['收率大幅提高，到 95 %', ['want 大幅提高']],
    ['能耗显著降低约三成', []],
    ['循环寿命提升两倍以上，性能优异', ['praise 优异']],
    ['significantly improve recovery from 80 to 95 %', []],
    ['Significantly reduce use to 1,200.5 kWh/t. Good quality.', ['want Good quality']],
    // a year or a code is no measure
    ['2025年达到国际一流', ['praise 国际一流']],
    ['先进的 TC4 环件', ['praise 先进']],
  ])('in “%s”', (text, found) => expect(pointed(text)).toEqual(found));

  it('are told in both languages, with the phrase', () => {
    const [{ text }] = phraseFindings('title', '一流材料') as [ReturnType<typeof phraseFindings>[number]];
    expect(text.zh).toContain('“一流”');
    expect(text.en).toContain('“一流”');
  });

  it('are told up to fifty times, and quickly in any text', () => {
    expect(pointed('先进，'.repeat(200))).toHaveLength(50);
    const started = performance.now();
    for (const piece of ['1,', '1', ' ', 'a', '先进的', 'world ', '1 ', '，'])
      phraseFindings('description', `${piece.repeat(Math.floor(20_000 / piece.length))}先进`);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
