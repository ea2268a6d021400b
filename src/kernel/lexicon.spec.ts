import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formKey, formOf, lexiconVersion, useLexicon, type Concept } from './lexicon';
import { analyse, type TextUnit } from './text';

const CONCEPTS: readonly Concept[] = [
  { code: 'salt-lake', zh: ['盐湖'], en: ['salt lake'] },
  { code: 'brine', zh: ['卤水'], en: ['brine'] },
  { code: 'salt-lake-brine', zh: ['盐湖卤水'], en: ['salt lake brine', 'salt-lake brine'] },
  { code: 'lithium-carbonate', zh: ['碳酸锂', 'Li2CO3'], en: ['lithium carbonate', 'Li2CO3'] },
  { code: 'battery', zh: ['锂电池'], en: ['lithium battery', 'lithium-ion battery'] },
  { code: 'power-generation', zh: ['发电'], en: ['power generation'] },
  { code: 'igbt', zh: ['IGBT模块'], en: ['IGBT'] },
  { code: 'beta-glucan', zh: ['β-葡聚糖'], en: ['β-glucan'] },
  { code: 'mof', zh: ['碳/碳复合材料'], en: ['C/C composite'] },
  { code: 'control', zh: ['集散控制', 'DCS'], en: ['DCS'] },
  { code: 'with', zh: ['丙醛二酚'], en: ['with'] },
];

beforeAll(() => useLexicon(CONCEPTS));
afterAll(() => useLexicon([]));

const concepts = (text: string): TextUnit[] => analyse(text).filter(({ kind }) => kind === 'concept');
const found = (text: string): string[] => concepts(text).map(({ key }) => key);

describe('concepts in a text', () => {
  it('have one key in both languages, and the words of the text to show', () => {
    expect(concepts('碳酸锂')).toEqual([{ key: '§lithium-carbonate', surface: '碳酸锂', kind: 'concept' }]);
    expect(concepts('of Lithium Carbonates')).toEqual([
      { key: '§lithium-carbonate', surface: 'Lithium Carbonates', kind: 'concept' },
    ]);
  });

  it.each([
    ['碳酸鋰', '§lithium-carbonate'],
    ['Li₂CO₃', '§lithium-carbonate'],
    ['ＬＩ２ＣＯ３', '§lithium-carbonate'],
    ['lithium-ion batteries', '§battery'],
    ['Lithium  batteries', '§battery'],
    ['采用IGBT模块', '§igbt'],
    ['IGBT 模块', '§igbt'],
    ['igbts', '§igbt'],
    ['IGBTs', '§igbt'],
    ['dcs', '§control'],
    ['基于DCS的', '§control'],
    ['青稞β-葡聚糖', '§beta-glucan'],
    ['Β-Glucan', '§beta-glucan'],
    ['碳/碳复合材料', '§mof'],
    ['光伏发电量', '§power-generation'],
  ])('are found in %s', (text, key) => expect(found(text)).toContain(key));

  it('hold shorter ones, which count as well, once each time', () => {
    expect(found('盐湖卤水')).toEqual(['§salt-lake-brine', '§salt-lake', '§brine']);
    expect(found('salt lake brines')).toEqual(['§salt-lake-brine', '§salt-lake', '§brine']);
    expect(found('盐湖卤水与卤水')).toEqual(['§salt-lake-brine', '§salt-lake', '§brine', '§brine']);
  });

  it.each(['开发电池', '碳酸，锂', 'salt 湖 lake', 'briny', 'with', 'DC', 'dc', '锂。电池', ''])(
    'are none in %j',
    (text) => expect(found(text)).toEqual([]),
  );

  it('come beside the other units, which stay', () => {
    const others = analyse('IGBT with brine').filter(({ kind }) => kind !== 'concept');
    useLexicon([]);
    expect(others).toEqual(analyse('IGBT with brine'));
    useLexicon(CONCEPTS);
  });
});

describe('the lexicon', () => {
  it('has a version that tells its content, whatever the order', () => {
    const version = lexiconVersion();
    useLexicon([...CONCEPTS].reverse());
    expect(lexiconVersion()).toBe(version);
    useLexicon(CONCEPTS.slice(1));
    expect(lexiconVersion()).not.toBe(version);
    useLexicon([]);
    expect(lexiconVersion()).toBe('0');
    expect(found('盐湖')).toEqual([]);
    useLexicon(CONCEPTS);
    expect(lexiconVersion()).toBe(version);
  });

  it('makes its forms words, and no longer when they are dropped', () => {
    const words = (): string[] => analyse('溶浸采卤').map(({ key }) => key);
    useLexicon([]);
    const before = words();
    useLexicon([{ code: 'solution-mining', zh: ['溶浸采卤'], en: [] }]);
    expect(words()).toContain('溶浸采卤');
    useLexicon(CONCEPTS);
    expect(words()).toEqual(before);
  });

  it('teaches no word that ends in project-speak', () => {
    useLexicon([]);
    const before = analyse('温室调控系统');
    useLexicon([{ code: 'control', zh: ['温室调控系统'], en: [] }]);
    expect(analyse('温室调控系统')).toEqual([
      ...before,
      { key: '§control', surface: '温室调控系统', kind: 'concept' },
    ]);
    useLexicon(CONCEPTS);
  });

  it('knows what to call a concept, and when two forms are one', () => {
    expect(formOf('salt-lake-brine', 'en')).toBe('salt lake brine');
    expect(formOf('salt-lake-brine', 'zh')).toBe('盐湖卤水');
    expect(formOf('unheard-of', 'zh')).toBeUndefined();
    expect(formKey('Salt-Lake  brine')).toBe(formKey('salt lake Brine'));
    expect(formKey('鹽湖')).toBe(formKey('盐湖'));
    expect(formKey('，')).toBe('');
  });
});

describe('the glossary that comes with the platform', () => {
  const directory = join(__dirname, '../../seeds/reference/glossary');
  const rows = readdirSync(directory).flatMap((file) =>
    readFileSync(join(directory, file), 'utf8').trim().split('\n').slice(1),
  );
  const glossary = rows.map((row): Concept => {
    const [code = '', zh = '', en = ''] = row.split('\t');
    return { code, zh: zh.split('|'), en: en.split('|') };
  });

  it('is found by each of its forms, alone and in a sentence', () => {
    useLexicon(glossary);
    expect(glossary.length).toBeGreaterThanOrEqual(600);
    const lost = glossary.flatMap(({ code, zh, en }) => {
      const said = (text: string): boolean => analyse(text).some(({ key }) => key === `§${code}`);
      const missed = [
        ...zh.filter((form) => !said(form) || !said(`关于${form}的研究`)),
        ...en.filter((form) => !said(form) || !said(`We study ${form.toUpperCase()}, in Qinghai`)),
      ];
      return missed.map((form) => `${code}: ${form}`);
    });
    expect(lost).toEqual([]);
  });
});
