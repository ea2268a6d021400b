import { isBureau } from '../../kernel/actor';
import { always, any, bureau, either, nobody, policy, sql, type Rule } from '../../kernel/policy';
import type { Application } from './application';
import { PUBLIC_STATES, type ApplicationVerb } from './application.lifecycle';

/** A member of one of the parties. */
export const party: Rule<Application> = (actor, { partyIds }) =>
  actor.organisationIds.some((id) => partyIds.includes(id));
const reviewer: Rule<Application> = (actor, { reviewerPersonIds }) =>
  actor.personId !== null && reviewerPersonIds.includes(actor.personId);
const noticed: Rule<Application> = (_, { state }) => PUBLIC_STATES.includes(state);
/** 回避 binds officers too: nobody decides on an application of their own organisation. */
const officer: Rule<Application> = (actor, application) => isBureau(actor) && !party(actor, application);
const representative: Rule<Application> = (actor, { leadId }) => actor.representedIds.includes(leadId);
const drafter: Rule<Application> = (actor, { state, leadId }) =>
  state === 'DRAFT' && actor.organisationIds.includes(leadId);
const system: Rule<Application> = (actor) => actor.kind === 'system';

/** Sees the checks, the reasons and what was returned. */
export const insider: Rule<Application> = any(system, party, bureau);
/** Knows what was granted: the parties and the bureau at once, all others from the public notice on. */
export const told: Rule<Application> = any(insider, noticed);

/** Who may do what to an application, and who may know of it. */
export const applicationPolicy = policy<Application>()<ApplicationVerb>({
  rules: {
    read: any(insider, reviewer, noticed),
    SUBMIT: representative,
    ACCEPT: officer,
    RETURN: officer,
    REFUSE: officer,
    RECOMMEND: officer,
    DECLINE: officer,
    START_NOTICE: officer,
    OBJECT: (actor) => actor.kind === 'account',
    CLEAR: officer,
    UPHOLD: officer,
    REOPEN: officer,
    APPROVE: officer,
    WITHDRAW: any(representative, drafter),
    LAPSE: nobody,
    ADMIT_LATE: officer,
  },
  readable: (actor) => {
    if (isBureau(actor) || actor.kind === 'system') return always;
    const ways = [sql`t.state = ANY(${PUBLIC_STATES})`];
    if (actor.organisationIds.length > 0) ways.push(sql`t.party_ids ?| ${actor.organisationIds}`);
    if (actor.personId !== null) ways.push(sql`t.reviewer_person_ids ? ${actor.personId}`);
    return either(...ways);
  },
});
