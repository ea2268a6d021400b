import type { Actor } from '../../kernel/actor';
import { all, always, any, either, nobody, policy, sql, type Rule } from '../../kernel/policy';
import { officer, officerSql, ofParty, ofPartySql } from '../conflicts';
import type { Panel } from './panel';
import type { PanelVerb } from './panel.lifecycle';

/** An expert on the panel; one who has come to belong to a party is a party, and nothing more. */
const member: Rule<Panel> = (actor, panel) =>
  actor.personId !== null && panel.memberIds.includes(actor.personId) && !ofParty(actor, panel);
const chair: Rule<Panel> = (actor, panel) => member(actor, panel) && actor.personId === panel.chairId;
const closed: Rule<Panel> = (_, { state }) => state === 'CLOSED';

/** Who may do what on a panel, and who may know of it: never a party. */
export const panelPolicy = policy<Panel>()<PanelVerb | 'VOTE'>({
  rules: {
    read: any(officer, member),
    VOTE: member,
    CLOSE: chair,
    CANCEL: officer,
    ANNUL: nobody,
  },
  readable: (actor: Actor) => {
    if (actor.kind === 'system') return always;
    const ways = [officerSql(actor)];
    if (actor.personId !== null)
      ways.push(sql`(t.member_ids ? ${actor.personId} AND NOT (${ofPartySql(actor)}))`);
    return either(...ways);
  },
});

/** Who sees which field of a panel that they may read. */
export const panelSees = {
  /** Who sits on it: the members know each other's judgement, not each other. */
  names: officer as Rule<Panel>,
  /** The votes, counted; nobody ever sees a single one. */
  result: all<Panel>(any<Panel>(officer, member), closed),
} as const;
