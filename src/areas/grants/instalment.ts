import { HideField } from '@nestjs/graphql';
import Big from 'big.js';
import { Check, Column, Index, Unique } from 'typeorm';
import type { Actor } from '../../kernel/actor';
import { topic } from '../../kernel/facts';
import { Day, enumOf, Id, isOneOf, OneOf, Ref, Text, Version, Whole, Yuan } from '../../kernel/fields';
import { kind } from '../../kernel/kind';
import { lifecycle, type Check as MoveCheck, type MovePayload } from '../../kernel/lifecycle';
import { NodeType } from '../../kernel/node';
import { all, any, nobody, policy, type Rule } from '../../kernel/policy';
import { setting } from '../../kernel/settings';
import { impartialOfficer, leadRepresentative, Project, projectInsider } from '../projects';
import { readableWithProject } from '../taskbooks';
import { Grant, type GrantState } from './grant';
import { refuse } from './grants.messages';

export const instalmentPlanned = topic<{ grantId: string; amount: string }>('instalment.planned');
export const instalmentRequested = topic<MovePayload>('instalment.requested');
export const instalmentEndorsed = topic<MovePayload>('instalment.endorsed');
export const instalmentApproved = topic<MovePayload>('instalment.approved');
export const instalmentReturned = topic<MovePayload>('instalment.returned');
export const instalmentPaid = topic<MovePayload>('instalment.paid');
export const instalmentReversed = topic<MovePayload>('instalment.reversed');
export const instalmentLapsed = topic<MovePayload>('instalment.lapsed');

/** From the plan, by one pair of eyes or two, to the payment. */
export const instalmentLifecycle = lifecycle({
  initial: 'PLANNED',
  states: ['PLANNED', 'REQUESTED', 'ENDORSED', 'APPROVED', 'PAID', 'LAPSED'],
  moves: [
    { verb: 'REQUEST', from: ['PLANNED'], to: 'REQUESTED', fact: instalmentRequested },
    { verb: 'ENDORSE', from: ['REQUESTED'], to: 'ENDORSED', fact: instalmentEndorsed },
    { verb: 'APPROVE', from: ['REQUESTED', 'ENDORSED'], to: 'APPROVED', fact: instalmentApproved },
    {
      verb: 'RETURN',
      from: ['REQUESTED', 'ENDORSED', 'APPROVED'],
      to: 'PLANNED',
      fact: instalmentReturned,
      note: 'required',
    },
    { verb: 'PAY', from: ['APPROVED'], to: 'PAID', fact: instalmentPaid },
    { verb: 'REVERSE', from: ['PAID'], to: 'APPROVED', fact: instalmentReversed, note: 'required' },
    {
      verb: 'LAPSE',
      from: ['PLANNED', 'REQUESTED', 'ENDORSED', 'APPROVED'],
      to: 'LAPSED',
      fact: instalmentLapsed,
    },
  ],
});

export type InstalmentState = (typeof instalmentLifecycle.states)[number];
export type InstalmentVerb = (typeof instalmentLifecycle.verbs)[number];
export const INSTALMENT_VERBS = ['REQUEST', 'ENDORSE', 'APPROVE', 'RETURN'] as const;
export const InstalmentStateEnum = enumOf('InstalmentState', instalmentLifecycle.states);
export const InstalmentVerbEnum = enumOf('InstalmentVerb', INSTALMENT_VERBS);

/** A part of a grant that is paid at once (拨付). */
@NodeType(
  'instalment',
  'instalments',
  'A part of a grant that is paid at once, for the parties and the bureau.',
)
@Check('instalments_state_check', isOneOf('state', instalmentLifecycle.states))
@Check('instalments_amount_check', 'amount > 0 AND matching_required >= 0')
@Check('instalments_paid_check', `(state = 'PAID') = (paid_on IS NOT NULL AND voucher IS NOT NULL)`)
@Unique('instalments_grant_id_number_key', ['grantId', 'number'])
@Index(['projectId'])
export class Instalment {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => InstalmentStateEnum) state!: InstalmentState;
  @Ref(() => Grant) grantId!: string;
  /** Of the grant, repeated so that rights need no join through it. */
  @Ref(() => Project) projectId!: string;
  @Whole({ description: 'Counted through, those of earlier plans too.' }) number!: number;
  @Yuan({ description: 'CNY yuan.' }) amount!: string;
  @Whole({
    nullable: true,
    description:
      'The milestone that has to be reached before, by its number; null = with the start of the project.',
  })
  milestoneNumber!: number | null;
  @Yuan({ description: 'Matching money that has to be accepted before, CNY yuan.', default: 0 })
  matchingRequired!: string;
  @Day({ nullable: true, description: 'Foreseen for this day, Asia/Shanghai.' }) dueOn!: string | null;
  @Day({ nullable: true, description: 'Asia/Shanghai.' }) requestedOn!: string | null;
  @Day({ nullable: true, description: 'Asia/Shanghai.' }) approvedOn!: string | null;
  @Day({ nullable: true, description: 'Asia/Shanghai.' }) paidOn!: string | null;
  @Text({ nullable: true, description: 'The number of the voucher (凭证号).' }) voucher!: string | null;
  /** The accounts that acted last: none of them does the next step too. */
  @Column('uuid', { nullable: true }) @HideField() requestedById!: string | null;
  @Column('uuid', { nullable: true }) @HideField() endorsedById!: string | null;
  @Column('uuid', { nullable: true }) @HideField() approvedById!: string | null;
  @Column('uuid', { nullable: true }) @HideField() paidById!: string | null;
  /** Of the project and the grant; read with the record. */
  leadId!: string;
  partyIds!: string[];
  projectState!: string;
  grantState!: GrantState;
  milestoneReached!: boolean;
  matchingAccepted!: string;
  /** What else of the grant is approved or paid. */
  approvedBefore!: string;
}

/** What a grant may be paid in all by the word of one officer, CNY yuan: many small payments are no way around two. */
export const SECOND_APPROVAL_FROM = setting('funding.second-approval-from', 100_000, {
  zh: '同一经费累计拨付达到多少元时须由两名工作人员先后审核（元）',
  en: 'Payments that bring a grant to this sum need two officers, one after the other (yuan)',
  max: 1_000_000_000_000,
});

const needsTwo = ({ amount, approvedBefore }: Instalment): boolean =>
  new Big(amount).plus(approvedBefore).gte(SECOND_APPROVAL_FROM.value);

/** Somebody else than who did these steps: nobody is the other pair of eyes to themselves. */
const notBy =
  (...steps: readonly ('requestedById' | 'endorsedById' | 'approvedById' | 'paidById')[]): Rule<Instalment> =>
  ({ accountId }: Actor, instalment) =>
    steps.every((step) => instalment[step] === null || instalment[step] !== accountId);

/** Who may do what to an instalment, and who may know of it. */
export const instalmentPolicy = policy<Instalment>()<InstalmentVerb>({
  rules: {
    read: projectInsider,
    REQUEST: any<Instalment>(leadRepresentative, impartialOfficer),
    ENDORSE: all(impartialOfficer, notBy('requestedById')),
    APPROVE: all(impartialOfficer, notBy('requestedById', 'endorsedById')),
    RETURN: impartialOfficer,
    PAY: all(impartialOfficer, notBy('approvedById')),
    REVERSE: all(impartialOfficer, notBy('paidById')),
    LAPSE: nobody,
  },
  readable: readableWithProject(),
});

/** Money flows while the project runs, and after it is complete; not after it was terminated. */
const running: MoveCheck<Instalment> = ({ projectState, grantState }) => {
  if (grantState !== 'COMMITTED') return refuse('instalments.not-committed', {});
  return ['IN_PROGRESS', 'COMPLETED'].includes(projectState)
    ? undefined
    : refuse('instalments.not-running', {});
};
const reached: MoveCheck<Instalment> = ({ milestoneReached, milestoneNumber }) =>
  milestoneReached ? undefined : refuse('instalments.milestone-open', { number: milestoneNumber! });
const matched: MoveCheck<Instalment> = ({ matchingRequired: required, matchingAccepted: accepted }) =>
  new Big(accepted).gte(required)
    ? undefined
    : refuse('instalments.matching-missing', { required, accepted });

/** The instalment as the engine, the API and the tests know it. */
export const instalmentKind = kind({
  prefix: 'instalment',
  entity: Instalment,
  lifecycle: instalmentLifecycle,
  policy: instalmentPolicy,
  verbs: [...INSTALMENT_VERBS, 'PAY', 'REVERSE'],
  checks: {
    REQUEST: [running, reached, matched],
    ENDORSE: [running, (one) => (needsTwo(one) ? undefined : refuse('instalments.one-suffices', {}))],
    APPROVE: [
      running,
      (one) =>
        one.state === 'REQUESTED' && needsTwo(one)
          ? refuse('instalments.endorse-first', { from: SECOND_APPROVAL_FROM.value })
          : undefined,
    ],
    PAY: [running],
    REVERSE: [running],
  },
  labels: {
    PLANNED: { zh: '计划中', en: 'planned' },
    REQUESTED: { zh: '已申请', en: 'requested' },
    ENDORSED: { zh: '已初审', en: 'endorsed' },
    APPROVED: { zh: '已批准', en: 'approved' },
    PAID: { zh: '已拨付', en: 'paid' },
    LAPSED: { zh: '已失效', en: 'lapsed' },
    REQUEST: { zh: '申请拨付', en: 'request' },
    ENDORSE: { zh: '初审', en: 'endorse' },
    APPROVE: { zh: '批准', en: 'approve' },
    RETURN: { zh: '退回', en: 'return' },
    PAY: { zh: '拨付', en: 'pay' },
    REVERSE: { zh: '冲回', en: 'reverse' },
    LAPSE: { zh: '失效', en: 'lapse' },
  },
});
