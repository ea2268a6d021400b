import { HideField } from '@nestjs/graphql';
import { Check, Column, Index, Unique } from 'typeorm';
import {
  Day,
  enumOf,
  Flag,
  Id,
  Instant,
  isOneOf,
  Json,
  OneOf,
  Ref,
  Text,
  Version,
} from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { Application } from '../applications';
import { Person } from '../people';
import {
  RECONSIDERATION_STATES,
  ReconsiderationStateEnum,
  type ReconsiderationState,
} from './reconsideration.lifecycle';

/** On what a review of a decision may be asked; a differing academic view is not among them. */
const RECONSIDERATION_GROUNDS = [
  'FACTS_WRONG',
  'MATERIAL_OVERLOOKED',
  'RULE_MISAPPLIED',
  'CONFLICT_OF_INTEREST',
  'PROCEDURE_FLAW',
] as const;
export type ReconsiderationGround = (typeof RECONSIDERATION_GROUNDS)[number];
export const ReconsiderationGroundEnum = enumOf(
  'ReconsiderationGround',
  RECONSIDERATION_GROUNDS,
  'On what a review of a decision may be asked. That one sees the science otherwise than the experts is no ground.',
);

/** A party asks that a refusal or rejection be reviewed (复审). */
@NodeType(
  'reconsideration',
  'reconsiderations',
  'A party asks that a refusal or rejection be reviewed; another officer answers, and the answer is final.',
)
@Check('reconsiderations_state_check', isOneOf('state', RECONSIDERATION_STATES))
@Check('reconsiderations_ground_check', isOneOf('ground', RECONSIDERATION_GROUNDS))
@Unique('reconsiderations_decision_id_key', ['decisionId'])
@Index(['applicationId', 'id'])
@Index(['state', 'dueOn'])
@Index('reconsiderations_party_ids_idx', { synchronize: false })
export class Reconsideration {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => ReconsiderationStateEnum) state!: ReconsiderationState;
  @Ref(() => Application, { as: 'application', mayBeHidden: true }) applicationId!: string;
  /** The fact of the decision, and the account that took it. */
  @Column('uuid') @HideField() decisionId!: string;
  @Column('uuid', { nullable: true }) @HideField() deciderId!: string | null;
  @Day({ description: 'The day of the decision, Asia/Shanghai.' }) decidedOn!: string;
  @OneOf(() => ReconsiderationGroundEnum) ground!: ReconsiderationGround;
  @Text({ description: 'What the party holds against the decision.' }) text!: string;
  @Ref(() => Person, { nullable: true, as: 'askedBy' }) askedById!: string | null;
  @Instant({ description: 'UTC.' }) askedAt!: Date;
  @Day({ description: 'The last day of the answer, Asia/Shanghai.' }) dueOn!: string;
  @Text({ nullable: true, description: 'Why it was upheld or dismissed.' }) reason!: string | null;
  @Instant({ nullable: true, description: 'UTC.' }) answeredAt!: Date | null;
  @Flag({ nullable: true, description: 'Whether other experts judge anew; null while open.' })
  judgedAnew!: boolean | null;
  /** When the bureau was reminded, and when it was told that the day had passed. */
  @Instant({ nullable: true, hidden: true }) remindedAt!: Date | null;
  @Instant({ nullable: true, hidden: true }) overdueAt!: Date | null;
  /** The parties of the application, repeated so that rights need no join. */
  @Json('hidden', { default: '[]' }) partyIds!: string[];
}

export const ReconsiderationConnection = connectionOf(Reconsideration);
