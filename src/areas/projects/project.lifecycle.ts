import { enumOf } from '../../kernel/fields';
import { topic } from '../../kernel/facts';
import { lifecycle, type MovePayload } from '../../kernel/lifecycle';

export const projectProposed = topic<{ partyIds: string[]; contentHash: string }>('project.proposed');
/** `voided`: the organisations whose signature the edit made void; `left`: those that are parties no more. */
export const projectEdited = topic<{
  fields: string[];
  contentHash: string;
  voided: string[];
  left: string[];
}>('project.edited');
/** An approved change altered a running project; `left`: the organisations that are parties no more. */
export const projectAmended = topic<{ fields: string[]; left: string[] }>('project.amended');
/** `delegationId`: by what a colleague signed who does not represent the party. */
export const projectSignedBy = topic<{
  organisationId: string;
  contentHash: string;
  delegationId: string | null;
}>('project.signed-by');
export const projectSigned = topic<MovePayload>('project.signed');
export const projectVoided = topic<MovePayload>('project.voided');
export const projectApplied = topic<MovePayload>('project.applied');
export const projectReleased = topic<MovePayload>('project.released');
export const projectApproved = topic<MovePayload>('project.approved');
export const projectStarted = topic<MovePayload>('project.started');
export const projectCompleted = topic<MovePayload>('project.completed');
export const projectTerminated = topic<MovePayload>('project.terminated');
export const projectWithdrawn = topic<MovePayload>('project.withdrawn');

/** From a proposal to a finished project: its states and the steps between them. */
export const projectLifecycle = lifecycle({
  initial: 'PROPOSED',
  states: [
    'PROPOSED',
    'SIGNED',
    'APPLIED',
    'APPROVED',
    'IN_PROGRESS',
    'COMPLETED',
    'TERMINATED',
    'WITHDRAWN',
  ],
  moves: [
    { verb: 'SIGN', from: ['PROPOSED'], to: 'SIGNED', fact: projectSigned },
    { verb: 'VOID', from: ['SIGNED'], to: 'PROPOSED', fact: projectVoided },
    { verb: 'APPLY', from: ['SIGNED'], to: 'APPLIED', fact: projectApplied },
    { verb: 'RELEASE', from: ['APPLIED'], to: 'SIGNED', fact: projectReleased },
    { verb: 'APPROVE', from: ['APPLIED'], to: 'APPROVED', fact: projectApproved },
    { verb: 'START', from: ['APPROVED'], to: 'IN_PROGRESS', fact: projectStarted },
    { verb: 'COMPLETE', from: ['IN_PROGRESS'], to: 'COMPLETED', fact: projectCompleted },
    {
      verb: 'TERMINATE',
      from: ['APPROVED', 'IN_PROGRESS'],
      to: 'TERMINATED',
      fact: projectTerminated,
      note: 'required',
    },
    { verb: 'WITHDRAW', from: ['PROPOSED', 'SIGNED'], to: 'WITHDRAWN', fact: projectWithdrawn },
  ],
});

export const PROJECT_STATES = projectLifecycle.states;
export type ProjectState = (typeof PROJECT_STATES)[number];
export type ProjectVerb = (typeof projectLifecycle.verbs)[number];

/** The steps that people take; the others follow from signatures and from the application. */
export const PROJECT_VERBS = ['START', 'COMPLETE', 'TERMINATE', 'WITHDRAW'] as const;
export const ProjectStateEnum = enumOf('ProjectState', PROJECT_STATES);
export const ProjectVerbEnum = enumOf('ProjectVerb', PROJECT_VERBS);

/** While the parties still talk: what they sign can change. */
export const EDITABLE: readonly ProjectState[] = ['PROPOSED', 'SIGNED'];
/** Projects that count for their leader: applied for, or approved and not finished. */
export const RUNNING_STATES: readonly ProjectState[] = ['APPLIED', 'APPROVED', 'IN_PROGRESS'];
