import { isBureau } from '../../kernel/actor';
import { always, any, bureau, either, policy, type Rule } from '../../kernel/policy';
import { officer, ofParty, ofPartySql } from '../conflicts';
import type { Reconsideration } from './reconsideration';
import type { ReconsiderationVerb } from './reconsideration.lifecycle';

/** Binds a party: who may ask may take it back. */
export const representative: Rule<{ readonly partyIds: readonly string[] }> = (actor, { partyIds }) =>
  actor.representedIds.some((id) => partyIds.includes(id));

/** Who may do what to a review of a decision, and who may know of it. */
export const reconsiderationPolicy = policy<Reconsideration>()<ReconsiderationVerb>({
  rules: {
    read: any(ofParty, bureau),
    UPHOLD: officer,
    DISMISS: officer,
    WITHDRAW: representative,
  },
  readable: (actor) => (actor.kind === 'system' || isBureau(actor) ? always : either(ofPartySql(actor))),
});
