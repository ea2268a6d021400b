import { isBureau, type Actor } from '../../kernel/actor';
import { never, sql, type Rule, type Sql } from '../../kernel/policy';

/** What belongs to a project: its parties' ids are kept with it, so that a rule needs nothing else. */
export interface OfProject {
  readonly partyIds: readonly string[];
}

/** A member of a party. */
export const ofParty: Rule<OfProject> = (actor, { partyIds }) =>
  actor.organisationIds.some((id) => partyIds.includes(id));

/** An officer who belongs to no party: one who does is a party here, and nothing more. */
export const officer: Rule<OfProject> = (actor, record) => isBureau(actor) && !ofParty(actor, record);

/** `ofParty` as SQL. */
export const ofPartySql = ({ organisationIds }: Actor): Sql =>
  organisationIds.length === 0 ? never : sql`t.party_ids ?| ${organisationIds}`;

/** `officer` as SQL. */
export const officerSql = (actor: Actor): Sql => (isBureau(actor) ? sql`NOT (${ofPartySql(actor)})` : never);
