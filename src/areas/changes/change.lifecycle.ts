import { topic } from '../../kernel/facts';
import { enumOf } from '../../kernel/fields';
import { lifecycle, type MovePayload } from '../../kernel/lifecycle';

export const changeRequested = topic<{ projectId: string; kind: string }>('change.requested');
export const changeConsented = topic<MovePayload>('change.consented');
export const changeApproved = topic<MovePayload>('change.approved');
export const changeRefused = topic<MovePayload>('change.refused');
export const changeWithdrawn = topic<MovePayload>('change.withdrawn');
export const changeLapsed = topic<MovePayload>('change.lapsed');

/** From a request to its decision; approving it alters project and task book at once. */
export const changeLifecycle = lifecycle({
  initial: 'REQUESTED',
  states: ['REQUESTED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'LAPSED'],
  moves: [
    { verb: 'CONSENT', from: ['REQUESTED'], to: 'REQUESTED', fact: changeConsented },
    { verb: 'APPROVE', from: ['REQUESTED'], to: 'APPROVED', fact: changeApproved },
    { verb: 'REFUSE', from: ['REQUESTED'], to: 'REFUSED', fact: changeRefused, note: 'required' },
    { verb: 'WITHDRAW', from: ['REQUESTED'], to: 'WITHDRAWN', fact: changeWithdrawn },
    { verb: 'LAPSE', from: ['REQUESTED'], to: 'LAPSED', fact: changeLapsed },
  ],
});

export const CHANGE_STATES = changeLifecycle.states;
export type ChangeState = (typeof CHANGE_STATES)[number];
export type ChangeVerb = (typeof changeLifecycle.verbs)[number];

/** The steps that people take by `moveChange`. */
export const CHANGE_VERBS = ['APPROVE', 'REFUSE', 'WITHDRAW'] as const;
export const ChangeStateEnum = enumOf('ChangeState', CHANGE_STATES);
export const ChangeVerbEnum = enumOf('ChangeVerb', CHANGE_VERBS);

export const CHANGE_KINDS = ['LEADER', 'PARTY', 'PERIOD', 'INDICATOR'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
export const ChangeKindEnum = enumOf('ChangeKind', CHANGE_KINDS);
