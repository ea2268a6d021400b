import { topic } from '../../kernel/facts';

/** A party that has not signed the content was reminded; on the project. */
export const signatureAwaited = topic<{ organisationId: string; contentHash: string }>(
  'project.signature-awaited',
);
