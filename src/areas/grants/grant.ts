import { Field } from '@nestjs/graphql';
import { Check, Index, Unique } from 'typeorm';
import { topic } from '../../kernel/facts';
import { Day, enumOf, Id, isOneOf, OneOf, Ref, Version, Yuan } from '../../kernel/fields';
import { kind } from '../../kernel/kind';
import { lifecycle, type MovePayload } from '../../kernel/lifecycle';
import { NodeType } from '../../kernel/node';
import { policy } from '../../kernel/policy';
import { Decimal } from '../../kernel/scalars';
import { FundYear } from '../ledger';
import { impartialOfficer, Project, projectInsider } from '../projects';
import { readableWithProject } from '../taskbooks';

export const grantOpened = topic<{ projectId: string; amount: string }>('grant.opened');
/** No budget covers it when it opens. */
export const grantUncovered = topic<{ amount: string }>('grant.uncovered');
/** Its instalments are planned, or planned anew. */
export const grantPlanned = topic<{ instalments: number }>('grant.planned');
export const grantCommitted = topic<MovePayload>('grant.committed');
export const grantClosed = topic<MovePayload>('grant.closed');

/** From the approval of a project, through the budget that covers it, to the last payment. */
export const grantLifecycle = lifecycle({
  initial: 'PENDING',
  states: ['PENDING', 'COMMITTED', 'CLOSED'],
  moves: [
    { verb: 'COMMIT', from: ['PENDING'], to: 'COMMITTED', fact: grantCommitted },
    { verb: 'CLOSE', from: ['PENDING', 'COMMITTED'], to: 'CLOSED', fact: grantClosed, note: 'required' },
  ],
});

export type GrantState = (typeof grantLifecycle.states)[number];
export type GrantVerb = (typeof grantLifecycle.verbs)[number];
export const GrantStateEnum = enumOf('GrantState', grantLifecycle.states);

/** What an approved project was granted (立项经费), and what became of it. */
@NodeType(
  'grant',
  'grants',
  'What an approved project was granted; PENDING until the budget of a fund covers it. For the parties and the bureau.',
)
@Check('grants_state_check', isOneOf('state', grantLifecycle.states))
@Check('grants_amount_check', 'amount > 0')
@Check('grants_book_check', `state <> 'COMMITTED' OR fund_year_id IS NOT NULL`)
@Unique('grants_project_id_key', ['projectId'])
@Index(['fundYearId'])
export class Grant {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => GrantStateEnum) state!: GrantState;
  @Ref(() => Project) projectId!: string;
  /** The book that pays for it. */
  @Ref(() => FundYear, { nullable: true, as: 'fundYear' }) fundYearId!: string | null;
  @Yuan({ description: 'CNY yuan.' }) amount!: string;
  @Day({ nullable: true, description: 'Since when a budget covers it, Asia/Shanghai.' }) committedOn!:
    string | null;
  @Field(() => Decimal, { description: 'Paid, whether or not it came back; CNY yuan.' }) paid!: string;
  @Field(() => Decimal, { description: 'What came back of what was paid, CNY yuan.' }) recovered!: string;
  @Field(() => Decimal, { description: 'Covered by a budget and not paid yet, CNY yuan.' })
  remaining!: string;
  @Field(() => Decimal, { description: 'What the parties bring in themselves, as agreed; CNY yuan.' })
  matchingPledged!: string;
  @Field(() => Decimal, { description: 'How much of it is shown and accepted, CNY yuan.' })
  matchingAccepted!: string;
  /** Of the project; read with the record. */
  leadId!: string;
  partyIds!: string[];
}

/** Who may do what to a grant, and who may know of it. */
export const grantPolicy = policy<Grant>()<GrantVerb>({
  rules: { read: projectInsider, COMMIT: impartialOfficer, CLOSE: impartialOfficer },
  readable: readableWithProject(),
});

/** The grant as the engine, the API and the tests know it. */
export const grantKind = kind({
  prefix: 'grant',
  entity: Grant,
  lifecycle: grantLifecycle,
  policy: grantPolicy,
  verbs: ['COMMIT', 'CLOSE'],
  labels: {
    PENDING: { zh: '待落实预算', en: 'pending' },
    COMMITTED: { zh: '已落实', en: 'committed' },
    CLOSED: { zh: '已结清', en: 'closed' },
    COMMIT: { zh: '落实预算', en: 'commit' },
    CLOSE: { zh: '结清', en: 'close' },
  },
});
