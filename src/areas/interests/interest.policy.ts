import { isBureau } from '../../kernel/actor';
import { always, any, bureau, never, nobody, policy, sql, type Rule } from '../../kernel/policy';
import type { Interest } from './interest';
import type { InterestVerb } from './interest.lifecycle';

const sender: Rule<Interest> = (actor, { fromId }) => actor.organisationIds.includes(fromId);
const asked: Rule<Interest> = (actor, { toId }) => actor.organisationIds.includes(toId);

/** Who may do what to an interest, and who may know of it: the two organisations and the bureau. */
export const interestPolicy = policy<Interest>()<InterestVerb>({
  rules: {
    read: any(sender, asked, bureau),
    ACCEPT: asked,
    DECLINE: asked,
    WITHDRAW: sender,
    ESCALATE: nobody,
  },
  readable: (actor) => {
    if (actor.kind === 'system' || isBureau(actor)) return always;
    if (actor.organisationIds.length === 0) return never;
    return sql`(t.from_id = ANY(${actor.organisationIds}) OR t.to_id = ANY(${actor.organisationIds}))`;
  },
});
