import { enumOf } from '../../kernel/fields';
import { lifecycle } from '../../kernel/lifecycle';
import * as facts from './review.facts';

/** A review is sealed until all are in, then open to the bureau, and after the determination shown to the parties. */
export const reviewLifecycle = lifecycle({
  initial: 'ASSIGNED',
  states: ['ASSIGNED', 'SUBMITTED', 'OPENED', 'DISCLOSED', 'HANDED_BACK', 'RELEASED', 'VOID'],
  moves: [
    { verb: 'SUBMIT', from: ['ASSIGNED'], to: 'SUBMITTED', fact: facts.reviewSubmitted },
    {
      verb: 'HAND_BACK',
      from: ['ASSIGNED'],
      to: 'HANDED_BACK',
      fact: facts.reviewHandedBack,
      note: 'required',
    },
    { verb: 'RELEASE', from: ['ASSIGNED'], to: 'RELEASED', fact: facts.reviewReleased, note: 'required' },
    { verb: 'OPEN', from: ['SUBMITTED'], to: 'OPENED', fact: facts.reviewOpened },
    { verb: 'DISCLOSE', from: ['OPENED'], to: 'DISCLOSED', fact: facts.reviewDisclosed },
    // A disclosed one where a review of the decision has found that experts must judge anew.
    {
      verb: 'VOID',
      from: ['ASSIGNED', 'SUBMITTED', 'OPENED', 'DISCLOSED'],
      to: 'VOID',
      fact: facts.reviewVoided,
    },
  ],
});

export const REVIEW_STATES = reviewLifecycle.states;
export type ReviewState = (typeof REVIEW_STATES)[number];
export type ReviewVerb = (typeof reviewLifecycle.verbs)[number];

/** What people do; OPEN, DISCLOSE and VOID are the platform's. */
export const REVIEW_VERBS = ['SUBMIT', 'HAND_BACK', 'RELEASE'] as const;
export const ReviewStateEnum = enumOf('ReviewState', REVIEW_STATES);

/** In these states a review counts; the others have been replaced or dropped. */
export const COUNTING: readonly ReviewState[] = ['ASSIGNED', 'SUBMITTED', 'OPENED', 'DISCLOSED'];
/** The application has not been determined yet. */
export const PENDING: readonly ReviewState[] = ['ASSIGNED', 'SUBMITTED', 'OPENED'];
/** Submitted, and no longer sealed. */
export const UNSEALED: readonly ReviewState[] = ['OPENED', 'DISCLOSED'];
