import { bareRor, isRor, isUscc, usccCheck } from './codes';

describe('unified social credit code', () => {
  it.each([
    ['91350100M000100Y4', '3'],
    ['9144030071526726X', 'G'],
    ['91630100757400030', '0'],
  ])('%s is completed by %s', (first17, last) => expect(usccCheck(first17)).toBe(last));

  it.each(['91350100M000100Y44', '91350100M000100Y4', '91350100m000100y43', '9135010OM000100Y43', ''])(
    'refuses %s',
    (code) => expect(isUscc(code)).toBe(false),
  );

  it('accepts the vectors', () => {
    expect(['91350100M000100Y43', '9144030071526726XG', '916301007574000300'].map(isUscc)).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe('ROR', () => {
  it.each(['05dxps055', '03yrm5c26', '012tb2g32'])('accepts %s', (ror) => expect(isRor(ror)).toBe(true));
  it.each(['05dxps056', '5dxps055', '05dxps05', '05dxlo055'])('refuses %s', (ror) =>
    expect(isRor(ror)).toBe(false),
  );
  it('is bared of its URL', () => expect(bareRor('https://ror.org/05DXPS055')).toBe('05dxps055'));
});
