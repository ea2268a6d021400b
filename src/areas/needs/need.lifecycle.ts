import { enumOf } from '../../kernel/fields';
import { lifecycle } from '../../kernel/lifecycle';
import * as facts from './need.facts';

/** From a draft to a match: the states of a need and the steps between them. */
export const needLifecycle = lifecycle({
  initial: 'DRAFT',
  states: ['DRAFT', 'IN_REVIEW', 'OPEN', 'MATCHED', 'CLOSED', 'REJECTED', 'WITHDRAWN', 'EXPIRED'],
  moves: [
    { verb: 'SUBMIT', from: ['DRAFT'], to: 'IN_REVIEW', fact: facts.needSubmitted },
    { verb: 'APPROVE', from: ['IN_REVIEW'], to: 'OPEN', fact: facts.needPublished },
    { verb: 'RETURN', from: ['IN_REVIEW'], to: 'DRAFT', fact: facts.needReturned, note: 'required' },
    { verb: 'REJECT', from: ['IN_REVIEW'], to: 'REJECTED', fact: facts.needRejected, note: 'required' },
    { verb: 'MATCH', from: ['OPEN'], to: 'MATCHED', fact: facts.needMatched },
    { verb: 'CLOSE', from: ['OPEN', 'MATCHED'], to: 'CLOSED', fact: facts.needClosed },
    { verb: 'WITHDRAW', from: ['DRAFT', 'IN_REVIEW', 'OPEN'], to: 'WITHDRAWN', fact: facts.needWithdrawn },
    {
      verb: 'REOPEN',
      from: ['CLOSED', 'REJECTED', 'WITHDRAWN', 'EXPIRED'],
      to: 'DRAFT',
      fact: facts.needReopened,
    },
    { verb: 'EXPIRE', from: ['OPEN'], to: 'EXPIRED', fact: facts.needExpired },
  ],
});

export const NEED_STATES = needLifecycle.states;
export type NeedState = (typeof NEED_STATES)[number];
export type NeedVerb = (typeof needLifecycle.verbs)[number];

/** The steps that people take; MATCH and EXPIRE are the platform's. */
export const NEED_VERBS = ['SUBMIT', 'APPROVE', 'RETURN', 'REJECT', 'CLOSE', 'WITHDRAW', 'REOPEN'] as const;
export const NeedStateEnum = enumOf('NeedState', NEED_STATES);
export const NeedVerbEnum = enumOf('NeedVerb', NEED_VERBS);

/** In these states others may find and answer it. */
export const FINDABLE: readonly NeedState[] = ['OPEN', 'MATCHED'];
