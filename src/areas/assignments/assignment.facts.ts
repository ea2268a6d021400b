import { topic } from '../../kernel/facts';

const blind = { blind: true };

// Stated of the assignment, which the bureau alone may read: parties do not learn when experts are found.
export const assignmentAsked = topic<{ roundId: string }>('assignment.asked', blind);
/** The hash names the record, so that nobody can put another in its place. */
export const assignmentProposed = topic<{ roundId: string; recordHash: string }>(
  'assignment.proposed',
  blind,
);
export const assignmentCancelled = topic<{ roundId: string }>('assignment.cancelled', blind);
export const assignmentAdopted = topic<{ roundId: string; recordHash: string }>('assignment.adopted', blind);
