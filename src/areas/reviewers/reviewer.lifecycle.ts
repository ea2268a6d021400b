import { enumOf } from '../../kernel/fields';
import { topic } from '../../kernel/facts';
import { lifecycle, type MovePayload } from '../../kernel/lifecycle';

export const reviewerInvited = topic<MovePayload>('reviewer.invited');
export const reviewerConsented = topic<MovePayload>('reviewer.consented');
export const reviewerDeclined = topic<MovePayload>('reviewer.declined');
export const reviewerSuspended = topic<MovePayload>('reviewer.suspended');
export const reviewerRestored = topic<MovePayload>('reviewer.restored');
export const reviewerRetired = topic<MovePayload>('reviewer.retired');
/** What of the profile changed: names of fields, no values. */
export const reviewerUpdated = topic<{ fields: string[] }>('reviewer.updated');
/** Somebody declared, or withdrew, that they stand near somebody: to whom is in the record. */
export const relationDeclared = topic<{ kind: string }>('relation.declared');
export const relationWithdrawn = topic<Record<string, never>>('relation.withdrawn');
/** Whom the applicant named is in no fact. */
export const unsuitableNamed = topic<Record<string, never>>('application.unsuitable-named');

/** From the bureau's invitation over the person's consent to the end: only ACTIVE reviewers are drawn. */
export const reviewerLifecycle = lifecycle({
  initial: 'INVITED',
  states: ['INVITED', 'ACTIVE', 'DECLINED', 'SUSPENDED', 'RETIRED'],
  moves: [
    { verb: 'CONSENT', from: ['INVITED', 'ACTIVE'], to: 'ACTIVE', fact: reviewerConsented },
    { verb: 'DECLINE', from: ['INVITED'], to: 'DECLINED', fact: reviewerDeclined },
    { verb: 'INVITE', from: ['DECLINED', 'RETIRED'], to: 'INVITED', fact: reviewerInvited },
    { verb: 'SUSPEND', from: ['ACTIVE'], to: 'SUSPENDED', fact: reviewerSuspended, note: 'required' },
    { verb: 'RESTORE', from: ['SUSPENDED'], to: 'ACTIVE', fact: reviewerRestored },
    { verb: 'RETIRE', from: ['ACTIVE', 'SUSPENDED'], to: 'RETIRED', fact: reviewerRetired },
  ],
});

export const REVIEWER_STATES = reviewerLifecycle.states;
export type ReviewerState = (typeof REVIEWER_STATES)[number];
export type ReviewerVerb = (typeof reviewerLifecycle.verbs)[number];

/** The steps without data of their own; invitation and consent have their own mutations. */
export const REVIEWER_VERBS = ['DECLINE', 'SUSPEND', 'RESTORE', 'RETIRE'] as const;
export const ReviewerStateEnum = enumOf('ReviewerState', REVIEWER_STATES);
export const ReviewerVerbEnum = enumOf('ReviewerVerb', REVIEWER_VERBS);
