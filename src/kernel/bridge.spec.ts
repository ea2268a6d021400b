import { toChinese, toEnglish } from './bridge';

describe('the dictionary bridge', () => {
  it.each([
    ['盐湖', 'salt lake'],
    ['卤水', 'brine'],
    ['电池', 'batteri'],
    ['光伏', 'photovolta'],
    ['提取', 'extract'],
    ['牦牛', 'yak'],
  ])('leads from %s to %s', (zh, en) => expect(toEnglish(zh)).toContain(en));

  it.each([
    ['brine', '卤水'],
    ['batteri', '电池'],
    ['temperatur', '温度'],
    ['robot', '机器人'],
  ])('leads from %s to %s', (en, zh) => expect(toChinese(en)).toContain(zh));

  it('names the most common word first', () => {
    expect(toChinese('temperatur')[0]).toBe('温度');
    expect(toChinese('measur').length).toBe(6);
  });

  it('leaves out what is said about words, and names nothing for what it does not know', () => {
    for (const zh of ['枸杞', '结晶', '石家庄', '了解', '可以'])
      for (const key of toEnglish(zh)) expect(key).toMatch(/^[a-z]+( [a-z]+)?$/);
    expect(toEnglish('枸杞')).toEqual(['wolfberri']);
    expect(toEnglish('锂')).toEqual([]);
    expect(toEnglish('constructor')).toEqual([]);
    expect(toChinese('salt lake')).toEqual([]);
    expect(toChinese('')).toEqual([]);
  });
});
