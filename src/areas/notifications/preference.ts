import { HideField, ObjectType } from '@nestjs/graphql';
import { DateTime } from 'luxon';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { CITY_ZONE } from '../../kernel/clock';
import { enumOf, isOneOf, OneOf, Ref, Text } from '../../kernel/fields';
import { sql } from '../../kernel/policy';
import { Account } from '../accounts';
import { NOTICE_KINDS, NoticeKindEnum, type NoticeKind } from './notice';

export const FREQUENCIES = ['IMMEDIATE', 'DAILY', 'WEEKLY', 'NEVER'] as const;
export type Frequency = (typeof FREQUENCIES)[number];
export const FrequencyEnum = enumOf(
  'MailFrequency',
  FREQUENCIES,
  'IMMEDIATE: at once. DAILY: at 08:30. WEEKLY: on Monday at 08:30. NEVER: in the inbox only. Asia/Shanghai.',
);

export const LANGUAGES = ['ZH', 'EN', 'BOTH'] as const;
export type Language = (typeof LANGUAGES)[number];
export const LanguageEnum = enumOf('MailLanguage', LANGUAGES, 'BOTH: Chinese, then English.');

/** When one person wants mail of a kind: of all of it, or of one series or round. */
@Entity('notification_preferences')
@ObjectType({ description: 'When the viewer wants mail of a kind.' })
@Check('notification_preferences_kind_check', isOneOf('kind', NOTICE_KINDS))
@Check('notification_preferences_mail_check', isOneOf('mail', FREQUENCIES))
@Unique('notification_preferences_key', ['accountId', 'kind', 'scopeId'])
export class NotificationPreference {
  @PrimaryColumn('uuid') id!: string;
  @Ref(() => Account, { onDelete: 'CASCADE' }) accountId!: string;
  @OneOf(() => NoticeKindEnum) kind!: NoticeKind;
  @Text({ hidden: true, nullable: true }) scopeType!: string | null;
  @Column('uuid', { nullable: true }) scopeId!: string | null;
  @OneOf(() => FrequencyEnum) mail!: Frequency;
}

/** How one person wants all their mail. */
@Entity('notification_profiles')
@ObjectType({ description: 'How the viewer wants all their mail.' })
@Check('notification_profiles_language_check', isOneOf('language', LANGUAGES))
export class NotificationProfile {
  @PrimaryColumn('uuid')
  @ForeignKey(() => Account, { onDelete: 'CASCADE' })
  @HideField()
  accountId!: string;
  @OneOf(() => LanguageEnum) language!: Language;
  @Text({ nullable: true, description: 'HH:mm in Asia/Shanghai: no mail from then on …' })
  quietFrom!: string | null;
  @Text({ nullable: true, description: '… until then.' }) quietUntil!: string | null;
}

/** Joins what the recipient of the notification `t` wishes: `wish.mail` (the particular before the general), `profile.…`. */
export const wishes = sql`
  LEFT JOIN notification_profiles profile ON profile.account_id = t.account_id
  LEFT JOIN LATERAL (
    SELECT mail FROM notification_preferences p WHERE p.account_id = t.account_id AND p.kind = t.kind
      AND (p.scope_id = t.scope_id OR p.scope_id IS NULL) ORDER BY p.scope_id NULLS LAST LIMIT 1
  ) wish ON true`;

const DIGEST = { hour: 8, minute: 30, second: 0, millisecond: 0 };

/** When mail of this frequency goes out that falls due at `due`: at once, or at the next 08:30 in the city, or Monday's. */
export function digestAt(frequency: Frequency, due: Date): Date {
  if (frequency !== 'DAILY' && frequency !== 'WEEKLY') return due;
  const local = DateTime.fromJSDate(due, { zone: CITY_ZONE });
  const first = local.set({ ...DIGEST, ...(frequency === 'WEEKLY' ? { weekday: 1 } : {}) });
  const next = first > local ? first : first.plus(frequency === 'WEEKLY' ? { weeks: 1 } : { days: 1 });
  return next.toJSDate();
}

/** The first instant from `at` on that is not in the quiet hours; they may reach past midnight. */
export function afterQuiet(
  { quietFrom, quietUntil }: Pick<NotificationProfile, 'quietFrom' | 'quietUntil'>,
  at: Date,
): Date {
  if (quietFrom === null || quietUntil === null) return at;
  const local = DateTime.fromJSDate(at, { zone: CITY_ZONE });
  const time = local.toFormat('HH:mm');
  const quiet =
    quietFrom <= quietUntil ? time >= quietFrom && time < quietUntil : time >= quietFrom || time < quietUntil;
  if (!quiet) return at;
  const [hour, minute] = quietUntil.split(':').map(Number) as [number, number];
  const end = local.set({ hour, minute, second: 0, millisecond: 0 });
  return (end > local ? end : end.plus({ days: 1 })).toJSDate();
}
