import { Field, ObjectType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { enumOf, Id, Instant, isOneOf, Json, OneOf, Ref, Text, Whole } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { Account } from '../accounts';
import { Organisation } from '../organisations';
import { Robot } from '../robots';
import { NOTICE_KINDS, NoticeKindEnum, type NoticeKind, type Words } from './notice';

/** Where a notification stands before a letter carries it: KEPT stays in the inbox alone, LAPSED helps nobody any more. */
const NOTIFICATION_STATES = ['PENDING', 'POSTED', 'KEPT', 'LAPSED'] as const;
export type NotificationState = (typeof NOTIFICATION_STATES)[number];

export const CHANNELS = ['MAIL', 'ROBOT'] as const;
export type Channel = (typeof CHANNELS)[number];

const LETTER_STATES = ['PENDING', 'SENT', 'FAILED', 'LAPSED'] as const;
export type LetterState = (typeof LETTER_STATES)[number];

export const DELIVERY_STATES = [...LETTER_STATES, 'KEPT'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
export const DeliveryStateEnum = enumOf(
  'DeliveryState',
  DELIVERY_STATES,
  'LAPSED: not sent, since it helped nobody any more when its turn came. KEPT: in the inbox only, as the recipient wishes.',
);

/** One message to one recipient: the key lets it exist once. The row decides whether it is told; the queue only wakes. */
@NodeType('notification', 'notifications', 'What one person was told, and nobody else.')
@Check('notifications_kind_check', isOneOf('kind', NOTICE_KINDS))
@Check('notifications_state_check', isOneOf('state', NOTIFICATION_STATES))
@Unique('notifications_key', ['key'])
@Index('notifications_inbox_idx', { synchronize: false })
@Index('notifications_due_idx', { synchronize: false })
@Index('notifications_subject_idx', ['subjectId', 'dueAt'])
@Index('notifications_waiting_idx', ['accountId', 'nextAt'], { where: `state = 'PENDING'` })
@Index('notifications_group_due_idx', { synchronize: false })
@Index(['robotId'])
@Check('notifications_recipient_check', 'num_nonnulls(account_id, robot_id) = 1')
@Index(['letterId'])
export class Notification {
  @Id() id!: string;
  @OneOf(() => NoticeKindEnum) kind!: NoticeKind;
  /** Which notice it is. */
  @Text({ hidden: true }) code!: string;
  @Text({ hidden: true }) key!: string;
  @Ref(() => Account, { nullable: true, onDelete: 'CASCADE' }) accountId!: string | null;
  /** The robot that is told, where no person is. */
  @Ref(() => Robot, { nullable: true }) robotId!: string | null;
  /** The organisation for which the recipient is told; null where they are told in their own right or as an officer. */
  @Ref(() => Organisation, { nullable: true }) organisationId!: string | null;
  /** The id prefix of the record that it is about. */
  @Text({ hidden: true }) subjectType!: string;
  @Column('uuid') subjectId!: string;
  /** The series or round that it belongs to, for those who set something for that one alone. */
  @Column('uuid', { nullable: true }) scopeId!: string | null;
  @Json('hidden') words!: Words;
  @Text({ hidden: true }) state!: NotificationState;
  /** From when on it may be told. */
  @Instant({ hidden: true }) dueAt!: Date;
  /** When it is looked at next: later than `dueAt` where a digest or quiet hours hold it back. */
  @Instant({ hidden: true }) nextAt!: Date;
  @Instant({ nullable: true, description: 'When it came into the inbox, UTC.' }) toldAt!: Date | null;
  @Instant({ nullable: true, description: 'When it was read, UTC.' }) readAt!: Date | null;
  @Column('uuid', { nullable: true }) @ForeignKey(() => Letter) letterId!: string | null;
}

export const NotificationConnection = connectionOf(Notification);

/** One message on its way out: everything that falls due for one recipient at about the same time. */
@Entity('letters')
@Check('letters_channel_check', isOneOf('channel', CHANNELS))
@Check('letters_state_check', isOneOf('state', LETTER_STATES))
@Index('letters_due_idx', ['nextAttemptAt'], { where: `state = 'PENDING'` })
@Index('letters_failed_idx', ['id'], { where: `state = 'FAILED'` })
@Index(['accountId'])
@Index(['robotId'])
@Check('letters_recipient_check', 'num_nonnulls(account_id, robot_id) = 1')
export class Letter {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') channel!: Channel;
  @Ref(() => Account, { nullable: true, onDelete: 'CASCADE' }) accountId!: string | null;
  @Ref(() => Robot, { nullable: true }) robotId!: string | null;
  @Column('text') state!: LetterState;
  @Whole({ default: 0 }) attempts!: number;
  /** Not before then: the next attempt, or the end of the time a worker has for the present one. */
  @Column('timestamptz') nextAttemptAt!: Date;
  @Column('timestamptz', { nullable: true }) sentAt!: Date | null;
}

/** One attempt to hand a letter over, kept as a receipt. */
@Entity('letter_attempts')
@ObjectType({ description: 'One attempt at a delivery.' })
@Index(['letterId', 'at'])
export class LetterAttempt {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') @ForeignKey(() => Letter, { onDelete: 'CASCADE' }) letterId!: string;
  @Column('timestamptz') @Field(() => Date, { description: 'UTC.' }) at!: Date;
  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'What the other side said; null where it took the message.',
  })
  error!: string | null;
}
