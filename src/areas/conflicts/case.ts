import type { Relation } from '../reviewers';
import type { Dismissed } from './grounds';

/** Where one record of a person belongs: organisations by id. */
export interface Identity {
  readonly personId: string;
  /** By membership, profile or an affiliation that has not ended. */
  readonly present: ReadonlySet<string>;
  /** By an affiliation that ended within the set number of years, or has not ended. */
  readonly recent: ReadonlySet<string>;
}

/** A declared relation, and to whom it leads. */
export interface Declaration extends Pick<Relation, 'kind' | 'organisationId' | 'otherId'> {
  /** Of the organisation or the person. */
  readonly name: string;
  /** Where that person is now, or the organisation itself. */
  readonly at: ReadonlySet<string>;
  /** The topmost organisation above that organisation; null for a person. */
  readonly family: string | null;
}

/** What is known of one expert. */
export interface Dossier extends Identity {
  readonly officer: boolean;
  readonly name: string;
  /** Other records of the same name whose ORCID does not tell them apart. */
  readonly namesakes: readonly Identity[];
  /** Of the account's e-mail; null without an account. */
  readonly mailDomain: string | null;
  /** What the organisation where they are now is called, by the topmost one above it. */
  readonly families: ReadonlyMap<string, string>;
  readonly declared: readonly Declaration[];
  /** The last day of an absence that today falls in, Asia/Shanghai. */
  readonly unavailableUntil: string | null;
  /** Reviews in one round at most, by their own wish. */
  readonly loadLimit: number | null;
}

/** A project that asks for money: who stands behind it. */
export interface Venture {
  readonly title: string;
  readonly partyIds: readonly string[];
  readonly leaderId: string | null;
  /** Of the achievement that it builds on. */
  readonly contributorIds: readonly string[];
  /** Its owner, while it was never published: whom it names by the owner's word alone, that ties only its own people. */
  readonly unpublishedOf: string | null;
}

/** An application of the round among the others. */
export interface Rival extends Venture {
  /** How alike its text is to another's, 0 to 1; worked out when asked. */
  readonly likeness: (other: Rival) => number;
}

/** That somebody worked with those behind an application. */
export interface Tie {
  readonly ground: 'CO_PROJECT' | 'CO_APPLICATION' | 'CO_AUTHOR';
  /** Of the project or the work. */
  readonly title: string;
  readonly year: number;
}

/** One application as experts are checked against it. */
export interface Case {
  readonly own: Venture;
  /** The application as one of its round. */
  readonly itself: Rival;
  /** The applications of the round that compete, itself among them: one list for all cases of the round. */
  readonly rivals: readonly Rival[];
  /** What organisations are called. */
  readonly names: ReadonlyMap<string, string>;
  /** How far back an affiliation counts, in years. */
  readonly years: number;
  /** How far back a collaboration counts, in years. */
  readonly collaborationYears: number;
  /** From this likeness on another application of the expert is the same or similar, 0 to 1. */
  readonly similarFrom: number;
  /** Who worked with the parties' people within these years. */
  readonly ties: ReadonlyMap<string, readonly Tie[]>;
  /** The topmost organisation above each party. */
  readonly families: ReadonlyMap<string, string>;
  /** The e-mail domains of each party's members. */
  readonly mailDomains: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whom the applicant named as unsuitable. */
  readonly unsuitable: ReadonlySet<string>;
  /** What two officers have set aside. */
  readonly dismissed: readonly Dismissed[];
  /** How many reviews of the round each person has. */
  readonly loads: ReadonlyMap<string, number>;
  /** Reviews that one person is given in the round at most. */
  readonly mostLoad: number;
}
