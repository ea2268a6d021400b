import { Refusal } from '../kernel/messages';
import { day, list, text, whole, word, words, yuan } from './cells';

const codeOf = (read: () => unknown): string | undefined => {
  try {
    read();
    return undefined;
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
};

describe('a cell', () => {
  it.each([
    ['30万', undefined, '300000'],
    ['1.2 亿元', undefined, '120000000'],
    ['￥3,500,000.50', undefined, '3500000.5'],
    ['３５００', undefined, '3500'],
    ['30.5', '万元', '305000'],
    [30.5, '万元', '305000'],
    [120000, '元', '120000'],
    ['30万', '万元', '300000'],
  ])('of %s (%s) is %s yuan', (cell, unit, expected) => expect(yuan(cell, unit)).toBe(expected));

  it.each(['abc', '-5', '1.234', '面议'])('of %s is no amount', (cell) =>
    expect(codeOf(() => yuan(cell, undefined))).toBe('import.yuan'),
  );

  it.each(['2027-03-04', '2027/3/4', '2027.3.4', '2027年3月4日', '20270304', new Date('2027-03-04')])(
    'of %s is a day',
    (cell) => expect(day(cell, undefined)).toBe('2027-03-04'),
  );

  it.each(['2027-02-30', '明天', '4/3/2027'])('of %s is no day', (cell) =>
    expect(codeOf(() => day(cell, undefined))).toBe('import.day'),
  );

  it.each([6, '6', 'TRL 6', 'TRL6', '6级', '６'])('of %s is a readiness of 6', (cell) =>
    expect(whole(cell, undefined)).toBe(6),
  );

  it('of several words is a list without repetition', () => {
    expect(list('锂；镁、 硼,锂|钾\n铷', undefined)).toEqual(['锂', '镁', '硼', '钾', '铷']);
    expect(list(['a', 'b'], undefined)).toEqual(['a', 'b']);
  });

  it('of a number or a day is text all the same', () => {
    expect(text(42, undefined)).toBe('42');
    expect(text(new Date('2027-03-04'), undefined)).toBe('2027-03-04');
  });

  it('of an enum is its word, in either language', () => {
    const visibility = word({ 公开: 'PUBLIC' });
    expect([visibility('公开', undefined), visibility('public', undefined)]).toEqual(['PUBLIC', 'PUBLIC']);
    expect(words({ 转让: 'TRANSFER' })('转让；licence', undefined)).toEqual(['TRANSFER', 'LICENCE']);
  });
});
