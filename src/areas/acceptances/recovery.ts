import { HideField } from '@nestjs/graphql';
import Big from 'big.js';
import { Check, Column, Unique } from 'typeorm';
import { topic } from '../../kernel/facts';
import { Day, enumOf, Id, isOneOf, OneOf, Ref, Version, Yuan } from '../../kernel/fields';
import { kind } from '../../kernel/kind';
import { lifecycle, type MovePayload } from '../../kernel/lifecycle';
import { NodeType } from '../../kernel/node';
import { policy, type Rule } from '../../kernel/policy';
import { term, type Terms } from '../programmes';
import { impartialOfficer, Project, projectInsider } from '../projects';
import { readableWithProject } from '../taskbooks';
import { refuse } from './acceptances.messages';

/** Grants from which on another officer than the one who assessed has to confirm, CNY yuan. */
export const SECOND_OFFICER_FROM = term('recoveries.second-officer-from', 100_000, {
  zh: '批准经费达到多少元时应由另一工作人员复核退款金额（元）',
  en: 'Grants from which on another officer has to confirm what is recovered (yuan)',
  max: 1_000_000_000_000,
});

export const recoveryOpened = topic<{ projectId: string }>('recovery.opened');
export const recoveryAssessed = topic<MovePayload>('recovery.assessed');
export const recoveryReturned = topic<MovePayload>('recovery.returned');
export const recoveryConfirmed = topic<MovePayload>('recovery.confirmed');
export const recoveryCleared = topic<MovePayload>('recovery.cleared');
export const recoveryRecovered = topic<MovePayload>('recovery.recovered');

/** From the termination of a project to the money that comes back. */
export const recoveryLifecycle = lifecycle({
  initial: 'OPEN',
  states: ['OPEN', 'ASSESSED', 'DUE', 'RECOVERED', 'CLEARED'],
  moves: [
    { verb: 'ASSESS', from: ['OPEN'], to: 'ASSESSED', fact: recoveryAssessed, note: 'required' },
    { verb: 'RETURN', from: ['ASSESSED'], to: 'OPEN', fact: recoveryReturned, note: 'required' },
    { verb: 'CONFIRM', from: ['ASSESSED'], to: 'DUE', fact: recoveryConfirmed },
    { verb: 'CLEAR', from: ['ASSESSED'], to: 'CLEARED', fact: recoveryCleared },
    { verb: 'RECORD', from: ['DUE'], to: 'RECOVERED', fact: recoveryRecovered, note: 'required' },
  ],
});

export type RecoveryState = (typeof recoveryLifecycle.states)[number];
export type RecoveryVerb = (typeof recoveryLifecycle.verbs)[number];
export const RECOVERY_VERBS = ['RETURN', 'CONFIRM', 'CLEAR', 'RECORD'] as const;
export const RecoveryStateEnum = enumOf('RecoveryState', recoveryLifecycle.states);
export const RecoveryVerbEnum = enumOf('RecoveryVerb', RECOVERY_VERBS);

/** What a terminated project has to give back (经费追回): the claim alone, not the account it is paid to. */
@NodeType('recovery', 'recoveries', 'What a terminated project has to give back of what it was granted.')
@Check('recoveries_state_check', isOneOf('state', recoveryLifecycle.states))
@Check('recoveries_amount_check', 'amount BETWEEN 0 AND granted_funding')
@Unique('recoveries_project_id_key', ['projectId'])
export class Recovery {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => RecoveryStateEnum) state!: RecoveryState;
  @Ref(() => Project) projectId!: string;
  @Yuan({ description: 'CNY yuan.' }) grantedFunding!: string;
  @Yuan({ nullable: true, description: 'CNY yuan; null until it is assessed.' }) properlyUsed!: string | null;
  @Yuan({
    nullable: true,
    description:
      'What was received (where payments are kept here; else granted) and not properly used, CNY yuan.',
  })
  amount!: string | null;
  /** The account that assessed it. */
  @Column('uuid', { nullable: true }) @HideField() assessedById!: string | null;
  @Day({ nullable: true, description: 'The last day to pay it back, Asia/Shanghai.' }) dueOn!: string | null;
  @Day({ nullable: true, description: 'When it was recorded as paid back, Asia/Shanghai.' }) recoveredOn!:
    string | null;
  /** Of the round that the project was approved in; read with the record, as are the next two. */
  terms!: Terms;
  /** Of the project. */
  leadId!: string;
  partyIds!: string[];
}

/** Two pairs of eyes where much is at stake, also where one pair found that nothing is owed. */
const second: Rule<Recovery> = (actor, recovery) =>
  impartialOfficer(actor, recovery) &&
  (new Big(recovery.grantedFunding).lt(SECOND_OFFICER_FROM.of(recovery.terms)) ||
    recovery.assessedById !== actor.accountId);

/** Who may do what to a recovery, and who may know of it. */
export const recoveryPolicy = policy<Recovery>()<RecoveryVerb>({
  rules: {
    read: projectInsider,
    ASSESS: impartialOfficer,
    RETURN: impartialOfficer,
    CONFIRM: second,
    CLEAR: second,
    RECORD: impartialOfficer,
  },
  readable: readableWithProject(),
});

const isNothing = ({ amount }: Recovery): boolean => new Big(amount ?? 0).eq(0);

/** The recovery as the engine, the API and the tests know it. */
export const recoveryKind = kind({
  prefix: 'recovery',
  entity: Recovery,
  lifecycle: recoveryLifecycle,
  policy: recoveryPolicy,
  verbs: ['ASSESS', ...RECOVERY_VERBS],
  checks: {
    CONFIRM: [(recovery) => (isNothing(recovery) ? refuse('recoveries.nothing', {}) : undefined)],
    CLEAR: [
      (recovery) =>
        isNothing(recovery) ? undefined : refuse('recoveries.something', { amount: recovery.amount! }),
    ],
  },
  labels: {
    OPEN: { zh: '待核定', en: 'open' },
    ASSESSED: { zh: '已核定', en: 'assessed' },
    DUE: { zh: '应退还', en: 'due' },
    RECOVERED: { zh: '已收回', en: 'recovered' },
    CLEARED: { zh: '无需退还', en: 'cleared' },
    ASSESS: { zh: '核定', en: 'assess' },
    RETURN: { zh: '退回核定', en: 'return' },
    CONFIRM: { zh: '确认应退', en: 'confirm' },
    CLEAR: { zh: '办结', en: 'clear' },
    RECORD: { zh: '登记收回', en: 'record' },
  },
});
