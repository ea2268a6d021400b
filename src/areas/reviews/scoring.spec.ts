import type { Refusal } from '../../kernel/messages';
import { averageOf, isAgainstExperts, scoresOf, totalOf, type Score } from './scoring';

const WEIGHTS = { INNOVATION: 0.3, FEASIBILITY: 0.25, COOPERATION: 0.2, BENEFIT: 0.25 };
const criteria = Object.entries(WEIGHTS).map(([code, weight]) => ({ code, weight, zh: code, en: code }));
const terms = { values: {}, criteria };

const scored = (...scores: number[]): Score[] =>
  criteria.map(({ code }, n) => ({ criterion: code, score: scores[n]! }));
const codeOf = (given: Score[]): string => {
  try {
    scoresOf(terms, given);
    return 'accepted';
  } catch (refusal) {
    return (refusal as Refusal).code;
  }
};

describe('scoring', () => {
  it.each([
    [[100, 100, 100, 100], 100],
    [[0, 0, 0, 0], 0],
    [[80, 70, 60, 90], 76],
    [[80.1, 70.1, 60.1, 90.1], 76.1],
    // 0.3 × 33.35 = 10.005: in binary floating point it would round down.
    [[33.35, 0, 0, 0], 10.01],
  ])('%j gives %d', (scores, total) => {
    expect(totalOf(terms, scored(...scores))).toBe(total);
  });

  it('takes every criterion once, in any order, and keeps them in its own', () => {
    expect(scoresOf(terms, [...scored(1, 2, 3, 4)].reverse())).toEqual(scored(1, 2, 3, 4));
    expect(codeOf(scored(1, 2, 3, 4).slice(1))).toBe('reviews.criterion-missing');
    expect(codeOf([])).toBe('reviews.criterion-missing');
    expect(codeOf([...scored(1, 2, 3, 4), scored(5)[0]!])).toBe('reviews.criterion-twice');
    expect(codeOf([...scored(1, 2, 3, 4), { criterion: 'CHARM', score: 1 }])).toBe(
      'reviews.criterion-unknown',
    );
  });

  it('averages', () => {
    expect(averageOf([])).toBeNull();
    expect(averageOf([80])).toBe(80);
    expect(averageOf([70, 80, 85])).toBe(78.33);
  });

  it('tells a determination against the experts', () => {
    expect(isAgainstExperts(true, 60, 60)).toBe(false);
    expect(isAgainstExperts(true, 59.99, 60)).toBe(true);
    expect(isAgainstExperts(false, 60, 60)).toBe(true);
    expect(isAgainstExperts(false, 59.99, 60)).toBe(false);
  });
});
