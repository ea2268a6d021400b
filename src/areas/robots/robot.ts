import { Field } from '@nestjs/graphql';
import { Check, Index, Unique } from 'typeorm';
import { Id, Instant, isOneOf, OneOf, Ref, Text, Version } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { Organisation } from '../organisations';
import {
  ROBOT_KINDS,
  ROBOT_STATES,
  RobotKindEnum,
  RobotStateEnum,
  type RobotKind,
  type RobotState,
} from './robot.lifecycle';

/** A robot that writes into one group of 企业微信 or 钉钉 (群机器人). Whoever knows its webhook can write there too. */
@NodeType('robot', 'robots', 'A robot that writes into one group of 企业微信 or 钉钉.')
@Check('robots_kind_check', isOneOf('kind', ROBOT_KINDS))
@Check('robots_state_check', isOneOf('state', ROBOT_STATES))
@Check('robots_secret_check', "(kind = 'DINGTALK') = (sealed_secret IS NOT NULL)")
@Unique('robots_webhook_hash_key', ['webhookHash'])
@Index(['organisationId', 'id'])
export class Robot {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => RobotStateEnum, { default: 'ACTIVE' }) state!: RobotState;
  @OneOf(() => RobotKindEnum) kind!: RobotKind;
  @Text({ description: 'What its owner calls it, e.g. the name of the group.' }) name!: string;
  /** Whose group it is; null: the bureau's. */
  @Ref(() => Organisation, { nullable: true, as: 'organisation' }) organisationId!: string | null;
  @Text({ description: 'The last four characters of the key in its webhook; the rest is never shown.' })
  keyEnding!: string;
  @Instant({ nullable: true, description: 'Until then its server takes no messages from it, UTC.' })
  mutedUntil!: Date | null;
  @Instant({ description: 'UTC.' }) addedAt!: Date;
  @Text({ hidden: true }) sealedWebhook!: string;
  /** What a robot of 钉钉 signs with. */
  @Text({ hidden: true, nullable: true }) sealedSecret!: string | null;
  /** SHA-256 of the webhook: one robot is one record, since its server counts what it sends. */
  @Text({ hidden: true }) webhookHash!: string;

  @Field(() => Boolean, { description: 'Whether its messages are signed.' })
  get signed(): boolean {
    return this.sealedSecret !== null;
  }
}

export const RobotConnection = connectionOf(Robot);

/** Where a robot's secrets stand: what is sealed for one column of one row opens nowhere else. */
export const placeOf = (id: string, column: 'webhook' | 'secret'): string => `robots.${column} ${id}`;
