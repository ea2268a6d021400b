import fc from 'fast-check';
import { bytesOf, cutToBytes } from './cut';

const LINK = '\nhttps://benfu.example/projects/project_01h455vb4pex5vsknk084sn02q';

describe('cutting to bytes', () => {
  it('leaves what is short enough as it is', () => {
    expect(cutToBytes('盐湖', '!', 7)).toBe('盐湖!');
    expect(cutToBytes('盐湖', '!', 6)).toBe('…!');
    expect(cutToBytes('', LINK, 2_048)).toBe(LINK);
  });

  it('gives valid UTF-8 of at most so many bytes that begins with the text and ends with the link, whatever the text', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc
        .array(fc.constantFrom('锂', '👨‍👩‍👧‍👦', 'e\u0301', '𠮷', '🇨🇳', 'a', '\n', '\ud800'), { maxLength: 400 })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, fc.integer({ min: 80, max: 600 }), (text, limit) => {
        const cut = cutToBytes(text, LINK, limit);
        expect(bytesOf(cut)).toBeLessThanOrEqual(limit);
        expect(cut.endsWith(LINK)).toBe(true);
        // Node writes U+FFFD for what is no UTF-8.
        expect(Buffer.from(cut).toString()).toBe(cut);
        const whole = text.replace(/\p{Surrogate}/gu, '\ufffd');
        const kept = cut.slice(0, -LINK.length);
        if (bytesOf(whole + LINK) <= limit) return expect(kept).toBe(whole);
        expect(kept.endsWith('…')).toBe(true);
        expect(whole.startsWith(kept.slice(0, -1))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('wastes no room that a whole character fits in', () => {
    const cut = cutToBytes('锂'.repeat(1_000), LINK, 2_048);
    expect(bytesOf(cut)).toBeGreaterThan(2_045);
  });

  it('takes no character apart', () => {
    const family = '👨‍👩‍👧‍👦';
    for (let limit = 6; limit < 60; limit++)
      expect(cutToBytes(family.repeat(3), '!', limit).replaceAll(family, '')).toMatch(/^…?!$/);
  });

  it('never cuts the ending: one that does not fit is a mistake of the caller', () => {
    expect(() => cutToBytes('x'.repeat(100), LINK, 20)).toThrow('does not fit');
  });
});
