import { enumOf } from '../../kernel/fields';
import { topic } from '../../kernel/facts';
import { lifecycle, type MovePayload } from '../../kernel/lifecycle';

export const reconsiderationAsked = topic<{ applicationId: string; dueOn: string }>('reconsideration.asked');
/** The answer is due within a few days. */
export const reconsiderationDueSoon = topic<{ applicationId: string; dueOn: string }>(
  'reconsideration.due-soon',
);
/** The day of the answer has passed. */
export const reconsiderationOverdue = topic<{ applicationId: string; dueOn: string }>(
  'reconsideration.overdue',
);
export const reconsiderationUpheld = topic<MovePayload>('reconsideration.upheld');
export const reconsiderationDismissed = topic<MovePayload>('reconsideration.dismissed');
export const reconsiderationWithdrawn = topic<MovePayload>('reconsideration.withdrawn');

/** Asked once for a decision and answered once: the answer is final. */
export const reconsiderationLifecycle = lifecycle({
  initial: 'ASKED',
  states: ['ASKED', 'UPHELD', 'DISMISSED', 'WITHDRAWN'],
  moves: [
    { verb: 'UPHOLD', from: ['ASKED'], to: 'UPHELD', fact: reconsiderationUpheld, note: 'required' },
    { verb: 'DISMISS', from: ['ASKED'], to: 'DISMISSED', fact: reconsiderationDismissed, note: 'required' },
    { verb: 'WITHDRAW', from: ['ASKED'], to: 'WITHDRAWN', fact: reconsiderationWithdrawn },
  ],
});

export const RECONSIDERATION_STATES = reconsiderationLifecycle.states;
export type ReconsiderationState = (typeof RECONSIDERATION_STATES)[number];
export type ReconsiderationVerb = (typeof reconsiderationLifecycle.verbs)[number];
export const RECONSIDERATION_VERBS = ['UPHOLD', 'DISMISS', 'WITHDRAW'] as const;
export const ReconsiderationStateEnum = enumOf('ReconsiderationState', RECONSIDERATION_STATES);
