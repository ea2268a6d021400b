import { topic } from '../../kernel/facts';

export const attachmentUploaded = topic<{ organisationId: string | null }>('attachment.uploaded');
export const attachmentBound = topic<{ subjectType: string; subjectId: string }>('attachment.bound');
/** Nothing was bound to it within the days that a setting gives. */
export const attachmentRemoved = topic<Record<string, never>>('attachment.removed');
/** What the scanner found, and in which bytes; nothing of the file was kept. */
export const attachmentInfected = topic<{ infection: string; sha256: string }>('attachment.infected');
