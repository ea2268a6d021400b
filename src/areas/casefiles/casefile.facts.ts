import { topic } from '../../kernel/facts';

/** What was handed out: SHA-256 in hex of the file's manifest, also its note, and of its index. */
export interface ExportedPayload {
  readonly manifest: string;
  readonly index: string;
}

/** Stated of the project, so that a case file can later be told from a forgery. */
export const caseExported = topic<ExportedPayload>('case.exported');
