import { isBureau } from '../../kernel/actor';
import { always, any, bureau, either, never, policy, sql, type Rule } from '../../kernel/policy';
import type { Objection } from './objection';

const author: Rule<Objection> = (actor, { authorAccountId }) =>
  actor.accountId !== null && actor.accountId === authorAccountId;
/** The parties read what is held against them, not who holds it. */
const party: Rule<Objection> = (actor, { partyIds }) =>
  actor.organisationIds.some((id) => partyIds.includes(id));
/** 回避 binds officers too. */
const officer: Rule<Objection> = (actor, objection) => isBureau(actor) && !party(actor, objection);

/** Learns who objected. */
export const knowsAuthor: Rule<Objection> = any(author, officer, (actor) => actor.kind === 'system');

/** Who may resolve an objection, and who may know of it. */
export const objectionPolicy = policy<Objection>()<'RESOLVE'>({
  rules: { read: any(author, party, bureau), RESOLVE: officer },
  readable: (actor) => {
    if (isBureau(actor) || actor.kind === 'system') return always;
    if (actor.accountId === null) return never;
    const ways = [sql`t.author_account_id = ${actor.accountId}`];
    if (actor.organisationIds.length > 0) ways.push(sql`t.party_ids ?| ${actor.organisationIds}`);
    return either(...ways);
  },
});
