import { topic } from '../../kernel/facts';

export const organisationRegistered = topic<{ kind: string }>('organisation.registered');
export const organisationVerified = topic<Record<string, never>>('organisation.verified');
export const organisationParentSet = topic<{ from: string | null; to: string | null }>(
  'organisation.parent-set',
);
