import { isBureau, type Actor } from './actor';
import { enumOf } from './fields';
import { always, any, either, sql, type Rule, type Sql } from './policy';

/** Who may see a record once it is published. */
export const VISIBILITIES = ['PUBLIC', 'MEMBERS', 'CONFIDENTIAL'] as const;
export type Visibility = (typeof VISIBILITIES)[number];
export const VisibilityEnum = enumOf(
  'Visibility',
  VISIBILITIES,
  'PUBLIC: everyone. MEMBERS: people of verified organisations. CONFIDENTIAL: only whom the owner has told.',
);

/** What an organisation offers or asks for, and to whom it shows it. */
export interface Offered {
  readonly organisationId: string;
  readonly state: string;
  readonly visibility: Visibility;
  /** Organisations that the owner has told, whatever the visibility. */
  readonly disclosedTo: readonly string[];
}

/** A member of the organisation that it belongs to. */
export const owner: Rule<Offered> = (actor, { organisationId }) =>
  actor.organisationIds.includes(organisationId);
/** 回避: nobody judges what their own organisation has submitted. */
export const officer: Rule<Offered> = (actor, offered) => isBureau(actor) && !owner(actor, offered);
const told: Rule<Offered> = (actor, { disclosedTo }) =>
  actor.organisationIds.some((id) => disclosedTo.includes(id));
/** A draft is its owner's alone: the bureau sees what has been submitted. */
const submitted: Rule<Offered> = (actor, { state }) => isBureau(actor) && state !== 'DRAFT';

/** Sees what happened to it, with notes and names: neither everyone who reads it nor those who were told of it. */
export const follower: Rule<Offered> = any(owner, submitted);

/** Who may know of what is published in the states `open`. */
export const visibleIn = (open: readonly string[]): Rule<Offered> => {
  const published: Rule<Offered> = (actor, { state, visibility }) =>
    open.includes(state) && (visibility === 'PUBLIC' || (visibility === 'MEMBERS' && actor.verified));
  return any(owner, published, told, submitted);
};

/** The answer of `visibleIn` as SQL on alias `t`. */
export const visibleRows =
  (open: readonly string[]) =>
  (actor: Actor): Sql => {
    if (actor.kind === 'system') return always;
    const shown: Visibility[] = actor.verified ? ['PUBLIC', 'MEMBERS'] : ['PUBLIC'];
    const ways = [sql`(t.state = ANY(${open}) AND t.visibility = ANY(${shown}))`];
    if (isBureau(actor)) ways.push(sql`t.state <> 'DRAFT'`);
    if (actor.organisationIds.length > 0) {
      ways.push(
        sql`t.organisation_id = ANY(${actor.organisationIds})`,
        sql`t.disclosed_to ?| ${actor.organisationIds}`,
      );
    }
    return either(...ways);
  };
