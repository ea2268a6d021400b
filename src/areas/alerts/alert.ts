import { createUnionType } from '@nestjs/graphql';
import { Check, Column, Index, Unique } from 'typeorm';
import {
  enumOf,
  Flag,
  Id,
  Instant,
  isOneOf,
  Json,
  OneOf,
  Real,
  Ref,
  Text,
  Version,
  Whole,
} from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { Achievement } from '../achievements';
import { Need } from '../needs';
import { Person } from '../people';
import type { KeptReason } from './fits';

/** What one can be told of. */
export const ALERT_KINDS = ['NEEDS_FOR_ACHIEVEMENT', 'ACHIEVEMENTS_FOR_NEED'] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];
export const AlertKindEnum = enumOf(
  'AlertKind',
  ALERT_KINDS,
  'NEEDS_FOR_ACHIEVEMENT: a new need fits your achievement. ACHIEVEMENTS_FOR_NEED: a new achievement fits your need.',
);

/** When mail goes out. */
export const ALERT_FREQUENCIES = ['IMMEDIATE', 'DAILY', 'WEEKLY'] as const;
export type AlertFrequency = (typeof ALERT_FREQUENCIES)[number];
export const AlertFrequencyEnum = enumOf(
  'AlertFrequency',
  ALERT_FREQUENCIES,
  'IMMEDIATE: at once. DAILY: at 08:30. WEEKLY: on Monday at 08:30. Asia/Shanghai.',
);

/** Why a saved search tells nothing now. */
export const SEARCH_PAUSES = ['OPTED_OUT', 'MUTED', 'NO_SUBJECT'] as const;
export type SearchPause = (typeof SEARCH_PAUSES)[number];
export const SearchPauseEnum = enumOf(
  'SearchPause',
  SEARCH_PAUSES,
  'OPTED_OUT: of personalised matching. NO_SUBJECT: it is not published, or of none of one’s organisations.',
);

export const ALERT_STATES = ['PENDING', 'SENT', 'FAILED', 'DROPPED'] as const;
export type AlertState = (typeof ALERT_STATES)[number];
export const AlertStateEnum = enumOf(
  'AlertState',
  ALERT_STATES,
  'FAILED: the mail server took it at no attempt. DROPPED: see `dropped`.',
);

/** Why an alert was not sent after all. */
export const ALERT_DROPS = ['OPTED_OUT', 'MUTED', 'NOT_WANTED', 'NOT_OPEN', 'NO_RIGHT'] as const;
export type AlertDrop = (typeof ALERT_DROPS)[number];
export const AlertDropEnum = enumOf(
  'AlertDrop',
  ALERT_DROPS,
  'NOT_WANTED: no saved search asks for it any more. NOT_OPEN: one of the two is not published any more. NO_RIGHT: the person may not know of it any more.',
);

export const SavedSearchSubject = createUnionType({
  name: 'SavedSearchSubject',
  types: () => [Need, Achievement] as const,
  resolveType: (value: Need | Achievement) => value.constructor.name,
});

/** What a person wants to be told of; nobody is told of anything else. */
@NodeType('search', 'saved_searches', 'What a person wants to be told of; nobody else sees it.')
@Check('saved_searches_kind_check', isOneOf('kind', ALERT_KINDS))
@Check('saved_searches_frequency_check', isOneOf('frequency', ALERT_FREQUENCIES))
@Index(['personId', 'id'])
@Index(['kind'])
export class SavedSearch {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => AlertKindEnum) kind!: AlertKind;
  @Ref(() => Person, { onDelete: 'CASCADE' }) personId!: string;
  /** An achievement or a need, as the kind says; null = all that the person's organisations have published. */
  @Column('uuid', { nullable: true }) subjectId!: string | null;
  @Real({ description: 'The least score that is told, 0 to 1.' }) threshold!: number;
  @OneOf(() => AlertFrequencyEnum) frequency!: AlertFrequency;
  @Flag() muted!: boolean;
}

/** A pair that a person is told of, once and never again. */
@NodeType('alert', 'alerts', 'A need and an achievement that fit, told to one person and nobody else.')
@Check('alerts_kind_check', isOneOf('kind', ALERT_KINDS))
@Check('alerts_state_check', isOneOf('state', ALERT_STATES))
@Check('alerts_dropped_check', isOneOf('dropped', ALERT_DROPS))
@Unique('alerts_once', ['personId', 'needId', 'achievementId'])
@Index(['personId', 'id'])
@Index('alerts_due_idx', { synchronize: false })
@Index('alerts_mail_idx', { synchronize: false })
export class Alert {
  @Id() id!: string;
  @Ref(() => Person, { onDelete: 'CASCADE' }) personId!: string;
  @OneOf(() => AlertKindEnum) kind!: AlertKind;
  @Ref(() => Need, { as: 'need', mayBeHidden: true }) needId!: string;
  @Ref(() => Achievement, { as: 'achievement', mayBeHidden: true }) achievementId!: string;
  @Real({ description: '0 to 1, as matching saw it then.' }) score!: number;
  @Json('hidden') why!: KeptReason[];
  @Instant({ description: 'When it was found, UTC.' }) at!: Date;
  @OneOf(() => AlertStateEnum) state!: AlertState;
  @OneOf(() => AlertDropEnum, { nullable: true }) dropped!: AlertDrop | null;
  @Instant({ nullable: true, description: 'When the mail server took it, UTC.' }) sentAt!: Date | null;
  /** Those that go out together: settled at the first attempt, so that every attempt is the same message. */
  @Column('uuid', { nullable: true }) mailId!: string | null;
  @Whole({ default: 0, hidden: true }) attempts!: number;
  @Instant({ hidden: true }) nextAttemptAt!: Date;
  /** What the mail server said last. */
  @Text({ nullable: true, hidden: true }) error!: string | null;
}

export const AlertConnection = connectionOf(Alert);
