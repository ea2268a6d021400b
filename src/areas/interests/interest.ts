import { Check, Column, Index } from 'typeorm';
import { Day, Id, Instant, isOneOf, OneOf, Ref, Text, Version } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { Account } from '../accounts';
import { Achievement } from '../achievements';
import { Need } from '../needs';
import { Organisation } from '../organisations';
import { INTEREST_STATES, InterestStateEnum, type InterestState } from './interest.lifecycle';

/** An organisation asks another to work together on a need or an achievement (对接意向). */
@NodeType(
  'interest',
  'interests',
  'An organisation asks the owner of a need or an achievement to work together.',
)
@Check('interests_state_check', isOneOf('state', INTEREST_STATES))
@Check('interests_about_check', 'need_id IS NOT NULL OR achievement_id IS NOT NULL')
@Index('interests_one_unanswered', { synchronize: false })
@Index(['needId', 'id'])
@Index(['achievementId'])
@Index(['fromId', 'id'])
@Index(['toId', 'id'])
@Index(['state', 'answerDueOn'])
export class Interest {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => InterestStateEnum) state!: InterestState;
  @Ref(() => Need, { nullable: true }) needId!: string | null;
  @Ref(() => Achievement, { nullable: true }) achievementId!: string | null;
  /** The need or the achievement of the organisation that is asked: the other one, if any, is the sender's own. */
  @Column('uuid') targetId!: string;
  @Ref(() => Organisation) fromId!: string;
  /** The organisation that answers. */
  @Ref(() => Organisation) toId!: string;
  @Text() message!: string;
  @Text({ nullable: true }) answer!: string | null;
  @Day({ nullable: true, description: 'Until when an answer is due; after it the bureau is told.' })
  answerDueOn!: string | null;
  @Instant({ description: 'When it was expressed, UTC.' }) createdAt!: Date;
  @Instant({ nullable: true, description: 'When it was accepted or declined, UTC.' })
  answeredAt!: Date | null;
  @Ref(() => Account, { nullable: true }) createdById!: string | null;
}

export const InterestConnection = connectionOf(Interest);
