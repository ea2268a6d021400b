import fc from 'fast-check';
import { castIn, outcomeOf, quorumOf, VOTES, withVote, type Tally } from './ballot';

const NONE: Tally = { supports: 0, opposes: 0, abstentions: 0 };

describe('a ballot', () => {
  it.each([
    [3, 67, 3],
    [5, 67, 4],
    [3, 66, 2],
    [6, 50, 3],
    [1, 1, 1],
    [7, 100, 7],
  ])('of %i members at %i percent needs %i', (members, percent, expected) => {
    expect(quorumOf(members, percent)).toBe(expected);
  });

  it.each([
    [2, 1, 0, 'SUPPORT'],
    [1, 2, 3, 'OPPOSE'],
    [1, 0, 4, 'SUPPORT'],
    [2, 2, 1, 'UNDECIDED'],
    [0, 0, 3, 'UNDECIDED'],
  ])('%i for, %i against, %i abstain: %s', (supports, opposes, abstentions, expected) => {
    expect(outcomeOf({ supports, opposes, abstentions })).toBe(expected);
  });

  it('counts every vote once, and an abstention turns no outcome', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...VOTES)), (votes) => {
        const tally = votes.reduce(withVote, NONE);
        expect(castIn(tally)).toBe(votes.length);
        expect(outcomeOf(withVote(tally, 'ABSTAIN'))).toBe(outcomeOf(tally));
      }),
    );
  });
});
