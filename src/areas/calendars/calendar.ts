import { Field, HideField, ObjectType } from '@nestjs/graphql';
import { Entity, ForeignKey, PrimaryColumn, Column, Unique } from 'typeorm';
import { topic } from '../../kernel/facts';
import { enumOf, Instant } from '../../kernel/fields';
import { Day } from '../../kernel/scalars';
import { setting } from '../../kernel/settings';
import { Account } from '../accounts';

/** A person can subscribe to their calendar; the subject is the account. */
export const feedCreated = topic<object>('account.calendar-feed-created');
export const feedRevoked = topic<object>('account.calendar-feed-revoked');

/** Working days after its draw on which a review is looked for. */
export const REVIEW_WORKDAYS = setting('calendars.review-workdays', 10, {
  zh: '抽取专家后多少个工作日内应提交评审意见（日历显示）',
  en: 'Working days after its draw on which a review is looked for, as calendars show it',
  min: 1,
  max: 60,
});

export const CALENDAR_KINDS = [
  'MEETING',
  'DEADLINE',
  'PUBLIC_NOTICE_ENDS',
  'REVIEW_DUE',
  'ACTION_DUE',
  'ROUND_CLOSES',
] as const;
export type CalendarKind = (typeof CALENDAR_KINDS)[number];
export const CalendarKindEnum = enumOf('CalendarEntryKind', CALENDAR_KINDS);

/** What stands in somebody's calendar on one day. */
@ObjectType()
export class CalendarEntry {
  @Field(() => CalendarKindEnum) kind!: CalendarKind;
  @Field(() => Day, { description: 'The day in Asia/Shanghai.' }) day!: string;
  @Field(() => Date, { nullable: true, description: 'For what has an hour.' }) startsAt!: Date | null;
  /** In the caller's language. */
  @Field(() => String) title!: string;
  /** Where the platform shows it. */
  @Field(() => String) link!: string;
  @HideField() subjectType!: string;
  @HideField() subjectId!: string;
  /** Tells it from the others of its subject: a calendar that reads it again finds the same. */
  @HideField() uid!: string;
  @HideField() place!: string | null;
}

/** The secret address of somebody's calendar: only its hash is kept. */
@Entity('calendar_feeds')
@Unique('calendar_feeds_hash_key', ['hash'])
@ObjectType({ description: 'A calendar that other programs read by a secret address.' })
export class CalendarFeed {
  @PrimaryColumn('uuid') @ForeignKey(() => Account, { onDelete: 'CASCADE' }) @HideField() accountId!: string;
  /** SHA-256 of the secret, hex. */
  @Column('text') @HideField() hash!: string;
  @Instant() createdAt!: Date;
}

/** A feed with its address, which is shown this once. */
@ObjectType()
export class NewCalendarFeed {
  @Field(() => String, { description: 'Shown this once: whoever has it reads the calendar.' }) url!: string;
  @Field(() => Date) createdAt!: Date;
}
