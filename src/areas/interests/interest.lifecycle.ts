import { enumOf } from '../../kernel/fields';
import { lifecycle } from '../../kernel/lifecycle';
import * as facts from './interest.facts';

/** From a question to its answer; what stays unanswered too long goes up to the bureau. */
export const interestLifecycle = lifecycle({
  initial: 'OPEN',
  states: ['OPEN', 'ACCEPTED', 'DECLINED', 'WITHDRAWN', 'ESCALATED'],
  moves: [
    { verb: 'ACCEPT', from: ['OPEN', 'ESCALATED'], to: 'ACCEPTED', fact: facts.interestAccepted },
    { verb: 'DECLINE', from: ['OPEN', 'ESCALATED'], to: 'DECLINED', fact: facts.interestDeclined },
    { verb: 'WITHDRAW', from: ['OPEN', 'ESCALATED'], to: 'WITHDRAWN', fact: facts.interestWithdrawn },
    { verb: 'ESCALATE', from: ['OPEN'], to: 'ESCALATED', fact: facts.interestEscalated },
  ],
});

export const INTEREST_STATES = interestLifecycle.states;
export type InterestState = (typeof INTEREST_STATES)[number];
export type InterestVerb = (typeof interestLifecycle.verbs)[number];

/** The steps that people take; ESCALATE is the platform's. */
export const INTEREST_VERBS = ['ACCEPT', 'DECLINE', 'WITHDRAW'] as const;
export const InterestStateEnum = enumOf('InterestState', INTEREST_STATES);

/** States in which an answer is awaited. */
export const UNANSWERED: readonly InterestState[] = ['OPEN', 'ESCALATED'];
