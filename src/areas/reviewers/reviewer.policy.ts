import { isBureau, type Actor } from '../../kernel/actor';
import { always, any, bureau, never, policy, sql, type Rule, type Sql } from '../../kernel/policy';
import type { Application } from '../applications';
import type { Relation, UnsuitableExperts } from './declaration';
import type { Reviewer } from './reviewer';
import type { ReviewerVerb } from './reviewer.lifecycle';

const self: Rule<{ readonly personId: string }> = (actor, { personId }) =>
  actor.personId !== null && actor.personId === personId;

const ownOrBureau = (actor: Actor): Sql => {
  if (isBureau(actor) || actor.kind === 'system') return always;
  return actor.personId === null ? never : sql`t.person_id = ${actor.personId}`;
};

/** Who may do what to a place in the pool, and who may know of it. */
export const reviewerPolicy = policy<Reviewer>()<ReviewerVerb>({
  rules: {
    read: any<Reviewer>(self, bureau),
    CONSENT: self,
    DECLINE: self,
    INVITE: bureau,
    SUSPEND: bureau,
    RESTORE: bureau,
    // Consent can be taken back at any time (PIPL art. 15).
    RETIRE: any<Reviewer>(self, bureau),
  },
  readable: ownOrBureau,
});

/** Who may know of a declared relation, and who may take it back. */
export const relationPolicy = policy<Relation>()<'WITHDRAW'>({
  rules: { read: any<Relation>(self, bureau), WITHDRAW: self },
  readable: ownOrBureau,
});

/** The parties and the bureau, but nobody who is named: they never learn of it. */
export const knowsUnsuitable = (
  actor: Actor,
  { partyIds }: Application,
  { personIds }: UnsuitableExperts,
): boolean =>
  (isBureau(actor) || actor.organisationIds.some((id) => partyIds.includes(id))) &&
  !(actor.personId !== null && personIds.includes(actor.personId));
