import { analyse, languageOf, runsOf, searchQuery, searchUnits } from './text';

const keys = (text: string): string[] => analyse(text).map(({ key }) => key);
const words = (text: string): string[] => analyse(text).filter(({ kind }) => kind === 'word').map(({ key }) => key); // prettier-ignore

describe('units of a text', () => {
  it('are Chinese words, the words inside them, and pairs of characters', () => {
    expect(words('碳酸锂')).toEqual(['碳酸', '碳酸锂']);
    expect(keys('碳酸锂')).toEqual(['碳酸', '碳酸锂', '碳酸', '酸锂']);
  });

  it('reach across no stop word and hold no single character', () => {
    const found = keys('锂的提取');
    expect(found).toContain('提取');
    expect(found.some((key) => [...key].length === 1)).toBe(false);
    expect(found).not.toContain('锂的');
    expect(found).not.toContain('锂提');
  });

  it('leave out project-speak', () => {
    expect(keys('关键技术研发与产业化')).toEqual([]);
    expect(words('吸附剂关键技术研发')).toEqual(['吸附', '吸附剂']);
  });

  it.each([
    ['Li₂CO₃', 'li2co3'],
    ['CO2', 'co2'],
    ['CO₂', 'co2'],
    ['316L', '316l'],
    ['５Ｎ', '5n'],
    ['ＩＧＢＴ', 'igbt'],
    ['TiO2-x', 'tio2-x'],
    ['LI2CO3', 'li2co3'],
    ['2-MIB', '2-mib'],
    ['β-Glucan', 'β-glucan'],
    ['SiC', 'sic'],
    ['GaAs', 'gaas'],
    ['GIS', 'gis'],
    ['gis', 'gis'],
    ['IGBTs', 'igbt'],
    ['CIGS', 'cigs'],
  ])('keep the code %s whole', (text, key) => expect(keys(text)).toEqual([key]));

  it('tell codes from the Chinese around them', () => {
    expect(words('采用5N高纯Li₂CO₃制备')).toEqual(['5n', '高纯', 'li2co3', '制备']);
    expect(runsOf('用316L不锈钢')).toEqual(['用', '316l', '不锈钢']);
  });

  it('make compatibility forms plain', () => {
    expect(keys('⾦属')).toEqual(keys('金属'));
    expect(keys('ｌｉｔｈｉｕｍ')).toEqual(keys('lithium'));
  });

  it('are the same in traditional characters', () => {
    expect(analyse('鹽湖滷水提鋰吸附劑')).toEqual(analyse('盐湖卤水提锂吸附剂'));
    expect(keys('軟體與氫氣')).toEqual(keys('软体与氢气'));
    expect(words('著作')).toEqual(['著作']);
    expect(keys('𡞵')).toEqual(keys('㛟'));
  });

  it('are English stems and adjacent pairs, with the words of the text to show', () => {
    expect(analyse('Lithium carbonates')).toEqual([
      { key: 'lithium', surface: 'Lithium', kind: 'word' },
      { key: 'carbon', surface: 'carbonates', kind: 'word' },
      { key: 'lithium carbon', surface: 'Lithium carbonates', kind: 'pair' },
    ]);
    expect(keys('high-purity')).toEqual(keys('High purity'));
    expect(keys('the use of it in 2024, 95 %')).toEqual([]);
    expect(keys('LITHIUM CELLS')).toEqual(keys('lithium cell'));
  });

  it.each(['', ' ', '，。！', '😀', '的', 'a', '\u0000', '𠮷'])('are none in %j', (text) =>
    expect(keys(text)).toEqual([]),
  );

  it('are found quickly in a long text', () => {
    const started = Date.now();
    analyse('盐湖卤水提锂 lithium '.repeat(5_000));
    expect(Date.now() - started).toBeLessThan(2_000);
  });
});

describe('the text filter', () => {
  it('looks for what is indexed', () => {
    const units = new Set(searchUnits('采用5N高纯Li₂CO₃的盐湖卤水提锂装置'));
    for (const unit of ['盐湖', '湖卤', '卤水', 'li2co3', '5n']) expect(units).toContain(unit);
    expect(searchQuery('Li₂CO₃')).toBe("'li2co3'");
    expect(searchQuery('，')).toBeUndefined();
    expect(searchQuery("o'neil \\")).toBe("'o' & 'neil'");
  });

  it('takes traditional and simplified characters for the same, on both sides', () => {
    expect(searchUnits('鹽湖滷水')).toEqual(searchUnits('盐湖卤水'));
    expect(searchQuery('鹽湖滷水')).toBe(searchQuery('盐湖卤水'));
  });
});

describe('the language of a text', () => {
  it.each([
    ['盐湖卤水提锂', 'zh'],
    ['鹽湖', 'zh'],
    ['基于TOPCon与HJT的BIPV组件封装', 'zh'],
    ['LiFePO4正极', 'zh'],
    ['Lithium extraction from salt lakes (盐湖) of Qinghai', 'en'],
    ['', 'en'],
    ['316', 'en'],
  ])('of %j is %s', (text, language) => expect(languageOf(text)).toBe(language));
});
