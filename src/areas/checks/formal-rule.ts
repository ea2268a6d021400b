import { enumOf } from '../../kernel/fields';
import type { Refusal, Sentence } from '../../kernel/messages';
import type { Organisation } from '../organisations';
import type { Person } from '../people';
import type { Terms } from '../programmes';
import type { Project, ProjectParty } from '../projects';
import type { Round } from '../rounds';

/** The closed list of grounds on which an application is not accepted (不予受理). */
const FORMAL_GROUNDS = ['ELIGIBILITY', 'GUIDELINE_MISMATCH', 'INTEGRITY_BAN', 'OVER_LIMIT'] as const;
export type FormalGround = (typeof FORMAL_GROUNDS)[number];
export const FormalGroundEnum = enumOf(
  'FormalGround',
  FORMAL_GROUNDS,
  'Why an application is not accepted, after the NSFC regulation as revised on 2024-11-08: the applicants are not eligible; it does not meet what the round asks for; a ban for a breach of integrity; more than may be applied for or led at once.',
);

/** What a formal rule that is not met does: keeps the application from being submitted, or is told. */
export type Severity = 'BLOCKING' | 'ADVICE';

/** What the formal check looks at of an application, however its lifecycle names its states. */
export interface Asked {
  readonly id: string;
  readonly projectId: string;
  readonly roundId: string;
  /** CNY yuan. */
  readonly requestedFunding: string;
  /** Null while it can still be changed. */
  readonly handedInAt: Date | null;
  /** Until when it may be submitted although its round is closed; null = no longer than the round is open. */
  readonly admittedUntil: Date | null;
}

/** Everything that the formal check looks at. */
export interface Dossier {
  readonly application: Pick<Asked, 'requestedFunding' | 'handedInAt' | 'admittedUntil'>;
  readonly project: Project;
  readonly parties: readonly (ProjectParty & {
    readonly organisation: Pick<Organisation, 'kind' | 'verified'>;
  })[];
  readonly leader: Pick<Person, 'organisationId'> | null;
  /** Projects that the leader leads beside this one. */
  readonly leaderLoad: number;
  /** Where the work starts from, by the achievement or the need, 1 to 9 (GB/T 22900-2022); null = neither says. */
  readonly trl: number | null;
  readonly round: Pick<Round, 'opensAt' | 'closesAt' | 'terms'>;
  readonly now: Date;
}

/** One rule of the formal check (形式审查). */
export interface FormalRule {
  readonly code: string;
  readonly severity: Severity | ((terms: Terms) => Severity);
  /** On what it rests. */
  readonly source: Sentence;
  /** The ground on which an application that breaks it is not accepted. */
  readonly ground: FormalGround;
  readonly text: Sentence | ((terms: Terms) => Sentence);
  /** Pure: it looks only at what is already loaded. */
  readonly passes: (dossier: Dossier) => boolean;
  /** What exactly is amiss, where a rule on a plan can tell. */
  readonly gaps?: (dossier: Dossier) => Refusal[];
}
