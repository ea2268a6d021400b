import { enumOf } from '../../kernel/fields';
import { topic } from '../../kernel/facts';
import { lifecycle, type MovePayload } from '../../kernel/lifecycle';

export const applicationDrafted = topic<{ roundId: string; projectId: string }>('application.drafted');
export const applicationSubmitted = topic<MovePayload>('application.submitted');
export const applicationAccepted = topic<MovePayload>('application.accepted');
export const applicationReturned = topic<MovePayload>('application.returned');
export const applicationRefused = topic<MovePayload>('application.refused');
export const applicationRecommended = topic<MovePayload>('application.recommended');
export const applicationDeclined = topic<MovePayload>('application.declined');
export const applicationNoticeStarted = topic<MovePayload>('application.notice-started');
/** Who objected is known to the bureau and to themselves. */
export const applicationObjected = topic<MovePayload>('application.objected', { blind: true });
export const applicationCleared = topic<MovePayload>('application.cleared');
export const applicationObjectionUpheld = topic<MovePayload>('application.objection-upheld');
export const applicationApproved = topic<MovePayload>('application.approved');
/** A review of the decision was upheld: what was refused or rejected is decided again. */
export const applicationReopened = topic<MovePayload>('application.reopened');
export const applicationWithdrawn = topic<MovePayload>('application.withdrawn');
export const applicationLapsed = topic<MovePayload>('application.lapsed');
export const applicationAdmittedLate = topic<MovePayload>('application.admitted-late');

/** From a draft through formal check, review and public notice to approval (立项). */
export const applicationLifecycle = lifecycle({
  initial: 'DRAFT',
  states: [
    'DRAFT',
    'SUBMITTED',
    'RETURNED',
    'NOT_ACCEPTED',
    'UNDER_REVIEW',
    'RECOMMENDED',
    'REJECTED',
    'PUBLIC_NOTICE',
    'OBJECTED',
    'APPROVED',
    'WITHDRAWN',
  ],
  moves: [
    { verb: 'SUBMIT', from: ['DRAFT', 'RETURNED'], to: 'SUBMITTED', fact: applicationSubmitted },
    { verb: 'ACCEPT', from: ['SUBMITTED'], to: 'UNDER_REVIEW', fact: applicationAccepted },
    { verb: 'RETURN', from: ['SUBMITTED'], to: 'RETURNED', fact: applicationReturned, note: 'required' },
    { verb: 'REFUSE', from: ['SUBMITTED'], to: 'NOT_ACCEPTED', fact: applicationRefused, note: 'required' },
    {
      verb: 'RECOMMEND',
      from: ['UNDER_REVIEW'],
      to: 'RECOMMENDED',
      fact: applicationRecommended,
      note: 'required',
    },
    { verb: 'DECLINE', from: ['UNDER_REVIEW'], to: 'REJECTED', fact: applicationDeclined, note: 'required' },
    { verb: 'START_NOTICE', from: ['RECOMMENDED'], to: 'PUBLIC_NOTICE', fact: applicationNoticeStarted },
    { verb: 'OBJECT', from: ['PUBLIC_NOTICE'], to: 'OBJECTED', fact: applicationObjected },
    { verb: 'CLEAR', from: ['OBJECTED'], to: 'PUBLIC_NOTICE', fact: applicationCleared },
    {
      verb: 'UPHOLD',
      from: ['OBJECTED'],
      to: 'REJECTED',
      fact: applicationObjectionUpheld,
      note: 'required',
    },
    {
      verb: 'REOPEN',
      from: ['NOT_ACCEPTED'],
      to: 'SUBMITTED',
      fact: applicationReopened,
      note: 'required',
    },
    { verb: 'REOPEN', from: ['REJECTED'], to: 'UNDER_REVIEW', fact: applicationReopened, note: 'required' },
    { verb: 'APPROVE', from: ['PUBLIC_NOTICE'], to: 'APPROVED', fact: applicationApproved },
    {
      verb: 'WITHDRAW',
      from: ['DRAFT', 'SUBMITTED', 'RETURNED', 'UNDER_REVIEW', 'RECOMMENDED', 'PUBLIC_NOTICE', 'OBJECTED'],
      to: 'WITHDRAWN',
      fact: applicationWithdrawn,
    },
    { verb: 'ADMIT_LATE', from: ['DRAFT'], to: 'DRAFT', fact: applicationAdmittedLate, note: 'required' },
    {
      verb: 'ADMIT_LATE',
      from: ['RETURNED'],
      to: 'RETURNED',
      fact: applicationAdmittedLate,
      note: 'required',
    },
    { verb: 'LAPSE', from: ['DRAFT', 'RETURNED'], to: 'WITHDRAWN', fact: applicationLapsed },
  ],
});

export const APPLICATION_STATES = applicationLifecycle.states;
export type ApplicationState = (typeof APPLICATION_STATES)[number];
export type ApplicationVerb = (typeof applicationLifecycle.verbs)[number];

/** The steps that people take; the others follow from the review, from objections and from time. */
export const APPLICATION_VERBS = [
  'SUBMIT',
  'ACCEPT',
  'RETURN',
  'REFUSE',
  'START_NOTICE',
  'APPROVE',
  'WITHDRAW',
] as const;
export const ApplicationStateEnum = enumOf('ApplicationState', APPLICATION_STATES);
export const ApplicationVerbEnum = enumOf('ApplicationVerb', APPLICATION_VERBS);

/** From its public notice (公示) on an application is known to all. */
export const PUBLIC_STATES: readonly ApplicationState[] = ['PUBLIC_NOTICE', 'OBJECTED', 'APPROVED'];
/** What is granted to it counts against the budget of its round. */
export const GRANTED_STATES: readonly ApplicationState[] = ['RECOMMENDED', ...PUBLIC_STATES];
/** Nothing more will be decided: the project may be applied for again unless it is approved. */
export const OVER_STATES: readonly ApplicationState[] = ['NOT_ACCEPTED', 'REJECTED', 'APPROVED', 'WITHDRAWN'];
/** The project is bound to it and cannot be edited. */
export const BINDING_STATES: readonly ApplicationState[] = [
  'SUBMITTED',
  'UNDER_REVIEW',
  'RECOMMENDED',
  'PUBLIC_NOTICE',
  'OBJECTED',
];
/** It can still be changed and submitted. */
export const OPEN_STATES: readonly ApplicationState[] = ['DRAFT', 'RETURNED'];
