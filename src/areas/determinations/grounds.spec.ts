import { OUTCOMES } from '../panels';
import { contradicts, groundRefusal, PROCEDURAL_GROUNDS } from './grounds';

const opinion = (average: number, panel: (typeof OUTCOMES)[number] | null = null) => ({
  ...{ average, panel, passScore: 60 },
});
const code = (...given: Parameters<typeof groundRefusal>): string | undefined =>
  groundRefusal(...given)?.code;

describe('a determination', () => {
  it.each([
    [true, opinion(60), false],
    [true, opinion(59.99), true],
    [false, opinion(60), true],
    [false, opinion(59.99), false],
    [true, opinion(40, 'SUPPORT'), false],
    [false, opinion(40, 'SUPPORT'), true],
    [true, opinion(90, 'OPPOSE'), true],
    [false, opinion(90, 'OPPOSE'), false],
    [true, opinion(90, 'UNDECIDED'), false],
    [false, opinion(90, 'UNDECIDED'), true],
  ])('recommend %s on %j goes against the experts: %s', (recommend, given, expected) => {
    expect(contradicts(recommend, given)).toBe(expected);
  });

  it('against the experts needs a ground, and with them has none', () => {
    for (const recommend of [true, false]) {
      expect(code(recommend, true, null)).toBe('determinations.ground-needed');
      expect(code(recommend, false, null)).toBeUndefined();
      for (const ground of PROCEDURAL_GROUNDS)
        expect(code(recommend, false, ground)).toBe('determinations.ground-needless');
    }
  });

  it('recommends against them only where the procedure was at fault', () => {
    const allowed = (recommend: boolean) =>
      PROCEDURAL_GROUNDS.filter((ground) => code(recommend, true, ground) === undefined);
    expect(allowed(true)).toEqual(['PROCEDURE_FLAW']);
    expect(allowed(false)).toEqual(PROCEDURAL_GROUNDS);
  });
});
