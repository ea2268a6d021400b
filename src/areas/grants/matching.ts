import { HideField } from '@nestjs/graphql';
import { Check, Column, Index } from 'typeorm';
import { isBureau } from '../../kernel/actor';
import { topic } from '../../kernel/facts';
import { Day, enumOf, Id, isOneOf, Json, OneOf, Ref, Text, Version, Yuan } from '../../kernel/fields';
import { kind } from '../../kernel/kind';
import { lifecycle, type MovePayload } from '../../kernel/lifecycle';
import { NodeType } from '../../kernel/node';
import { all, always, policy, sql, type Rule } from '../../kernel/policy';
import { attachable } from '../attachments';
import { Organisation } from '../organisations';
import { impartialOfficer, Project, projectInsider } from '../projects';
import { readableWithProject } from '../taskbooks';
import { Grant } from './grant';

export const matchingShown = topic<{ grantId: string; amount: string }>('matching.shown');
export const matchingAccepted = topic<MovePayload>('matching.accepted');
export const matchingReturned = topic<MovePayload>('matching.returned');

/** From what a party shows to what the bureau accepts. */
export const matchingLifecycle = lifecycle({
  initial: 'SHOWN',
  states: ['SHOWN', 'ACCEPTED', 'RETURNED'],
  moves: [
    { verb: 'ACCEPT', from: ['SHOWN'], to: 'ACCEPTED', fact: matchingAccepted },
    { verb: 'RETURN', from: ['SHOWN', 'ACCEPTED'], to: 'RETURNED', fact: matchingReturned, note: 'required' },
  ],
});

export type MatchingState = (typeof matchingLifecycle.states)[number];
export type MatchingVerb = (typeof matchingLifecycle.verbs)[number];
export const MatchingStateEnum = enumOf('MatchingMoneyState', matchingLifecycle.states);
export const MatchingVerbEnum = enumOf('MatchingMoneyVerb', matchingLifecycle.verbs);

/** Money that a party has put in itself (配套资金), with what shows it. */
@NodeType(
  'matching',
  'matching_money',
  'Money that a party has put in itself, with what shows it; for the parties and the bureau.',
)
@Check('matching_money_state_check', isOneOf('state', matchingLifecycle.states))
@Check('matching_money_amount_check', 'amount > 0')
@Index(['grantId'])
@Index(['projectId'])
@Index(['organisationId'])
export class MatchingMoney {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => MatchingStateEnum) state!: MatchingState;
  @Ref(() => Grant) grantId!: string;
  /** Of the grant, repeated so that rights need no join through it. */
  @Ref(() => Project) projectId!: string;
  @Ref(() => Organisation, { as: 'organisation' }) organisationId!: string;
  @Yuan({ description: 'CNY yuan.' }) amount!: string;
  @Day({ description: 'When it was there, Asia/Shanghai.' }) receivedOn!: string;
  @Text({ nullable: true }) note!: string | null;
  /** The files that show it, in their order. */
  @Json('hidden') attachmentIds!: string[];
  @Column('uuid', { nullable: true }) @HideField() shownById!: string | null;
  /** Of the project; read with the record. */
  leadId!: string;
  partyIds!: string[];
}

const notShownBy: Rule<MatchingMoney> = (actor, { shownById }) =>
  shownById === null || shownById !== actor.accountId;

/** Who may do what to matching money, and who may know of it. */
export const matchingPolicy = policy<MatchingMoney>()<MatchingVerb>({
  rules: {
    read: projectInsider,
    ACCEPT: all(impartialOfficer, notShownBy),
    RETURN: impartialOfficer,
  },
  readable: readableWithProject(),
});

/** Who reads what a party shows reads its files. */
export const matchingFiles = attachable('matching', (actor) =>
  isBureau(actor)
    ? always
    : sql`EXISTS (SELECT 1 FROM matching_money m JOIN projects p ON p.id = m.project_id
        WHERE m.id = b.subject_id AND p.party_ids ?| ${actor.organisationIds})`,
);

/** Matching money as the engine, the API and the tests know it. */
export const matchingKind = kind({
  prefix: 'matching',
  entity: MatchingMoney,
  lifecycle: matchingLifecycle,
  policy: matchingPolicy,
  verbs: ['ACCEPT', 'RETURN'],
  labels: {
    SHOWN: { zh: '待核实', en: 'shown' },
    ACCEPTED: { zh: '已核实', en: 'accepted' },
    RETURNED: { zh: '已退回', en: 'returned' },
    ACCEPT: { zh: '核实', en: 'accept' },
    RETURN: { zh: '退回', en: 'return' },
  },
});
