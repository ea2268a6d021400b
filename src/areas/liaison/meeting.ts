import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import {
  Day,
  enumOf,
  Flag,
  Id,
  Instant,
  isOneOf,
  OneOf,
  Ref,
  Text,
  Version,
  Whole,
} from '../../kernel/fields';
import { lifecycle } from '../../kernel/lifecycle';
import { MAIL_STATES, type MailState } from '../../kernel/mail-rows';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { Day as DayScalar } from '../../kernel/scalars';
import { Account } from '../accounts';
import { Organisation } from '../organisations';
import * as facts from './liaison.facts';
import { LiaisonSeries } from './series';

/** From the plan to the minutes: the states of a meeting and the steps between them. */
export const meetingLifecycle = lifecycle({
  initial: 'PLANNED',
  states: ['PLANNED', 'HELD', 'MISSED', 'CANCELLED'],
  moves: [
    { verb: 'HOLD', from: ['PLANNED', 'MISSED'], to: 'HELD', fact: facts.meetingHeld },
    { verb: 'RESCHEDULE', from: ['PLANNED'], to: 'PLANNED', fact: facts.meetingRescheduled },
    { verb: 'CANCEL', from: ['PLANNED'], to: 'CANCELLED', fact: facts.meetingCancelled, note: 'required' },
    { verb: 'MISS', from: ['PLANNED'], to: 'MISSED', fact: facts.meetingMissed },
  ],
});

export const MEETING_STATES = meetingLifecycle.states;
export type MeetingState = (typeof MEETING_STATES)[number];
export type MeetingVerb = (typeof meetingLifecycle.verbs)[number];
export const MeetingStateEnum = enumOf('MeetingState', MEETING_STATES);

/** One month's meeting of a series. */
@NodeType('meeting', 'meetings', 'One month’s meeting of a liaison series.')
@Check('meetings_state_check', isOneOf('state', MEETING_STATES))
@Unique('meetings_series_id_month_key', ['seriesId', 'month'])
@Index(['seriesId', 'startsAt', 'id'])
@Index(['state', 'meetsOn'])
export class Meeting {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => MeetingStateEnum) state!: MeetingState;
  @Ref(() => LiaisonSeries, { as: 'series' }) seriesId!: string;
  @Text({ description: 'YYYY-MM: the month it counts for, even where a holiday moves it into the next.' })
  month!: string;
  @Day({ description: 'The day in Asia/Shanghai.' }) meetsOn!: string;
  @Instant() startsAt!: Date;
  @Flag({ description: 'True where the holiday table of that year is not announced yet.' })
  provisional!: boolean;
  /** A person chose the day: the rule no longer does. */
  @Flag({ default: false, hidden: true }) fixed!: boolean;
  @Whole({
    default: 0,
    description: 'How often it was given another time; grows as SEQUENCE does in iCalendar.',
  })
  sequence!: number;
  @Text({ nullable: true }) minutes!: string | null;
  @Instant({ nullable: true, description: 'When the minutes came in.' }) heldAt!: Date | null;
  @Column('uuid', { array: true, default: '{}' }) attendeeIds!: string[];
  /** The parties of its series; read with the record. */
  partyIds!: string[];
}

export const MeetingConnection = connectionOf(Meeting);

/** What one party undertook to do, and by when. */
@NodeType('action', 'action_items', 'What one party undertook at a meeting, and by when.')
@Index(['meetingId', 'dueOn', 'id'])
@Index(['ownerId'])
export class ActionItem {
  @Id() id!: string;
  @Ref(() => Meeting) meetingId!: string;
  @Text() text!: string;
  @Ref(() => Organisation, { as: 'owner' }) ownerId!: string;
  @Day() dueOn!: string;
  @Instant({ nullable: true }) doneAt!: Date | null;
  /** Of the meeting at which it was set; read with the record. */
  seriesId!: string;
  /** The day of that meeting; read with the record. */
  setOn!: string;
}

/** LAPSED: not sent, since the meeting was over, moved or cancelled before its turn came. */
export const DeliveryStateEnum = enumOf(
  'DeliveryState',
  MAIL_STATES,
  'LAPSED: not sent, since the meeting was over, moved or cancelled before its turn came.',
);

/** One message to one person about one meeting. The row decides whether it is sent; the queue only wakes. */
@Entity('reminders')
@ObjectType()
@Check('reminders_state_check', isOneOf('state', MAIL_STATES))
@Unique('reminders_key', ['meetingId', 'kind', 'sequence', 'recipientId', 'channel'])
@Index('reminders_due_idx', ['nextAttemptAt'], { where: `state = 'PENDING'` })
@Index(['recipientId'])
@Index('reminders_meeting_id_due_on_idx', ['meetingId', 'dueOn'])
export class Reminder {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') @ForeignKey(() => Meeting) meetingId!: string;
  /** BEFORE_7: seven days before; MINUTES_MISSING, MONTH_MISSED, MOVED, CANCELLED. */
  @Column('text') @Field(() => String) kind!: string;
  /** The `sequence` of the meeting that it speaks of: a meeting with a new time is announced anew. */
  @Column('int') sequence!: number;
  @Column('uuid') @ForeignKey(() => Account) recipientId!: string;
  /** The party that the recipient stands for; null for officers of the bureau. */
  @Column('uuid', { nullable: true }) @ForeignKey(() => Organisation) organisationId!: string | null;
  @Column('text') @Field(() => String) channel!: string;
  @Column('date') @Field(() => DayScalar) dueOn!: string;
  @Column('text') @Field(() => DeliveryStateEnum) state!: MailState;
  @Column('int', { default: 0 }) @Field(() => Int) attempts!: number;
  /** Not before then: the next attempt, or the end of the time a worker has for the present one. */
  @Column('timestamptz') nextAttemptAt!: Date;
  @Column('timestamptz', { nullable: true }) @Field(() => Date, { nullable: true }) sentAt!: Date | null;
  /** Why the last attempt failed. */
  @Column('text', { nullable: true }) error!: string | null;
}
