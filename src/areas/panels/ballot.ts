import { enumOf } from '../../kernel/fields';

/** What a member votes. */
export const VOTES = ['SUPPORT', 'OPPOSE', 'ABSTAIN'] as const;
export type Vote = (typeof VOTES)[number];
export const VoteEnum = enumOf('Vote', VOTES);

/** What a panel advises. */
export const OUTCOMES = ['SUPPORT', 'OPPOSE', 'UNDECIDED'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const OutcomeEnum = enumOf(
  'PanelOutcome',
  OUTCOMES,
  'UNDECIDED: as many in favour as against, or nobody but abstentions.',
);

/** How many members voted what. */
export interface Tally {
  readonly supports: number;
  readonly opposes: number;
  readonly abstentions: number;
}

/** The tally with one vote more. */
export const withVote = ({ supports, opposes, abstentions }: Tally, vote: Vote): Tally => ({
  supports: supports + Number(vote === 'SUPPORT'),
  opposes: opposes + Number(vote === 'OPPOSE'),
  abstentions: abstentions + Number(vote === 'ABSTAIN'),
});

/** Votes cast, abstentions included: who abstains takes part. */
export const castIn = ({ supports, opposes, abstentions }: Tally): number => supports + opposes + abstentions;

/** Members who have to vote for a share of them (percent) to take part, rounded up; at least one. */
export const quorumOf = (members: number, percent: number): number =>
  Math.max(1, Math.ceil((members * percent) / 100));

/** The majority of the votes that are no abstentions. */
export function outcomeOf({ supports, opposes }: Tally): Outcome {
  if (supports === opposes) return 'UNDECIDED';
  return supports > opposes ? 'SUPPORT' : 'OPPOSE';
}
