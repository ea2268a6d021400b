import { topic } from '../../kernel/facts';
import { enumOf } from '../../kernel/fields';
import { lifecycle, type MovePayload } from '../../kernel/lifecycle';

export const contractDrafted = topic<{ organisationId: string; projectId: string | null }>(
  'contract.drafted',
);
export const contractEdited = topic<{ fields: string[] }>('contract.edited');
export const contractFiled = topic<MovePayload>('contract.filed');
export const contractReturned = topic<MovePayload>('contract.returned');
export const contractReferred = topic<MovePayload>('contract.referred');
export const contractRegistered = topic<MovePayload>('contract.registered');
export const contractRefused = topic<MovePayload>('contract.refused');
export const contractWithdrawn = topic<MovePayload>('contract.withdrawn');
export const contractObjected = topic<MovePayload>('contract.objected');
export const contractUpheld = topic<MovePayload>('contract.upheld');
export const contractOverruled = topic<MovePayload>('contract.overruled');
export const contractChangeAsked = topic<MovePayload>('contract.change-asked');
export const contractChanged = topic<MovePayload>('contract.changed');
export const contractChangeDeclined = topic<MovePayload>('contract.change-declined');
export const contractCancelled = topic<MovePayload>('contract.cancelled');
/** It was taken over from a past register. */
export const contractRecorded = topic<MovePayload>('contract.recorded');
/** The day by which the bureau, or the seller who has it back, was to act has passed. */
export const contractOverdue = topic<{ dueOn: string }>('contract.overdue');

/** From a draft to the register, and what becomes of it there. */
export const contractLifecycle = lifecycle({
  initial: 'DRAFT',
  states: [
    ...(['DRAFT', 'FILED', 'IN_REVIEW', 'RETURNED', 'REGISTERED', 'CHANGED', 'REFUSED', 'OBJECTED'] as const),
    ...(['CANCELLED', 'WITHDRAWN'] as const),
  ],
  moves: [
    { verb: 'FILE', from: ['DRAFT', 'RETURNED'], to: 'FILED', fact: contractFiled },
    {
      verb: 'RETURN',
      from: ['FILED', 'IN_REVIEW'],
      to: 'RETURNED',
      fact: contractReturned,
      note: 'required',
    },
    { verb: 'REFER', from: ['FILED'], to: 'IN_REVIEW', fact: contractReferred },
    { verb: 'REGISTER', from: ['FILED', 'IN_REVIEW'], to: 'REGISTERED', fact: contractRegistered },
    { verb: 'REFUSE', from: ['FILED', 'IN_REVIEW'], to: 'REFUSED', fact: contractRefused, note: 'required' },
    { verb: 'WITHDRAW', from: ['DRAFT', 'FILED', 'RETURNED'], to: 'WITHDRAWN', fact: contractWithdrawn },
    { verb: 'OBJECT', from: ['REFUSED'], to: 'OBJECTED', fact: contractObjected, note: 'required' },
    { verb: 'UPHOLD', from: ['OBJECTED'], to: 'FILED', fact: contractUpheld },
    { verb: 'OVERRULE', from: ['OBJECTED'], to: 'REFUSED', fact: contractOverruled, note: 'required' },
    {
      verb: 'ASK_CHANGE',
      from: ['REGISTERED'],
      to: 'REGISTERED',
      fact: contractChangeAsked,
      note: 'required',
    },
    { verb: 'ASK_CHANGE', from: ['CHANGED'], to: 'CHANGED', fact: contractChangeAsked, note: 'required' },
    { verb: 'CHANGE', from: ['REGISTERED', 'CHANGED'], to: 'CHANGED', fact: contractChanged },
    {
      verb: 'DECLINE_CHANGE',
      from: ['REGISTERED'],
      to: 'REGISTERED',
      fact: contractChangeDeclined,
      note: 'required',
    },
    {
      verb: 'DECLINE_CHANGE',
      from: ['CHANGED'],
      to: 'CHANGED',
      fact: contractChangeDeclined,
      note: 'required',
    },
    {
      verb: 'CANCEL',
      from: ['REGISTERED', 'CHANGED'],
      to: 'CANCELLED',
      fact: contractCancelled,
      note: 'required',
    },
    { verb: 'RECORD', from: ['DRAFT'], to: 'REGISTERED', fact: contractRecorded },
  ],
});

export const CONTRACT_STATES = contractLifecycle.states;
export type ContractState = (typeof CONTRACT_STATES)[number];
export type ContractVerb = (typeof contractLifecycle.verbs)[number];

/** The steps that people take by `moveContract`; the others carry data of their own. */
export const CONTRACT_VERBS = [
  ...(['FILE', 'RETURN', 'REFER', 'REFUSE', 'WITHDRAW', 'OBJECT', 'UPHOLD', 'OVERRULE', 'CHANGE'] as const),
  ...(['DECLINE_CHANGE', 'CANCEL'] as const),
] as const;
export const ContractStateEnum = enumOf('ContractState', CONTRACT_STATES);
export const ContractVerbEnum = enumOf('ContractVerb', CONTRACT_VERBS);

/** Contracts that stand in the register and count. */
export const REGISTERED_STATES: readonly ContractState[] = ['REGISTERED', 'CHANGED'];
/** While the seller still works on it. */
export const DRAFTING_STATES: readonly ContractState[] = ['DRAFT', 'RETURNED'];
/** Filed or registered: the same contract is not filed a second time. */
export const FILED_STATES: readonly ContractState[] = [
  ...(['FILED', 'IN_REVIEW', 'RETURNED', 'REGISTERED', 'CHANGED', 'OBJECTED'] as const),
];
