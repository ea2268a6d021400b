import { topic } from '../../kernel/facts';

/** On the organisation. */
export const signingDelegated = topic<{
  delegationId: string;
  delegateId: string;
  subjectId: string | null;
  startsOn: string;
  endsOn: string;
}>('organisation.signing-delegated');
export const delegationRevoked = topic<{ delegationId: string }>('organisation.delegation-revoked');
