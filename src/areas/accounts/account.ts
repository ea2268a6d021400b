import { Field, ObjectType } from '@nestjs/graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { PLATFORM_ROLES, type PlatformRole } from '../../kernel/actor';
import { enumOf, Instant, isOneOf, Ref } from '../../kernel/fields';
import { sql, type Sql } from '../../kernel/policy';
import { setting } from '../../kernel/settings';
import { Organisation } from '../organisations';
import { Person } from '../people';

export const MEMBERSHIP_ROLES = ['REPRESENTATIVE', 'MEMBER'] as const;
export type MembershipRole = (typeof MEMBERSHIP_ROLES)[number];
export const MembershipRoleEnum = enumOf('MembershipRole', MEMBERSHIP_ROLES);
export const PlatformRoleEnum = enumOf('PlatformRole', PLATFORM_ROLES);

/** Who signs in. Holds what signing in needs and nothing of the person. */
@Entity('accounts')
@Unique('accounts_email_key', ['email'])
@Index(['personId'])
export class Account {
  @PrimaryColumn('uuid') id!: string;
  /** Lower case. */
  @Column('text') email!: string;
  /** argon2id, PHC string. */
  @Column('text') passwordHash!: string;
  @Ref(() => Person) personId!: string;
  @Column('text', { array: true, default: '{}' }) roles!: PlatformRole[];
  @Column('timestamptz') createdAt!: Date;
}

/** A sign-in that lives on through refresh tokens: each token is used once, a second use ends the session. */
@Entity('sessions')
@Index(['accountId'])
export class StoredSession {
  @PrimaryColumn('uuid') id!: string;
  @Ref(() => Account, { onDelete: 'CASCADE' }) accountId!: string;
  /** The number of the refresh token that is valid now. */
  @Column('int', { default: 1 }) turn!: number;
  @Column('timestamptz') turnedAt!: Date;
  /** However often refreshed, it ends here. */
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
}

/** Days within which an invitation is to be accepted. */
export const INVITATION_DAYS = setting('accounts.invitation-days', 30, {
  zh: '单位邀请的有效期（天）',
  en: 'Days within which an invitation to an organisation can be accepted',
  min: 1,
  max: 365,
});

const DAY_MS = 86_400_000;

/** Whether an invitation was left unanswered for too long. */
export const hasLapsed = ({ acceptedAt, since }: Membership, now: Date): boolean =>
  acceptedAt === null && now.getTime() >= since.getTime() + INVITATION_DAYS.value * DAY_MS;

/** An account's place in an organisation; a REPRESENTATIVE may bind it by a signature. */
@Entity('memberships')
@Check('memberships_role_check', isOneOf('role', MEMBERSHIP_ROLES))
@Index(['organisationId'])
@ObjectType()
export class Membership {
  @PrimaryColumn('uuid') @ForeignKey(() => Account, { onDelete: 'CASCADE' }) accountId!: string;
  @PrimaryColumn('uuid') @ForeignKey(() => Organisation) organisationId!: string;
  @Column('text') @Field(() => MembershipRoleEnum) role!: MembershipRole;
  /** When the present state began: the invitation, or the membership. */
  @Instant({ hidden: true }) since!: Date;
  /** When the person agreed: before that it is an invitation, which counts for nothing. */
  @Instant({ hidden: true, nullable: true }) acceptedAt!: Date | null;
}

/** People of each party who are told on its behalf, representatives first. */
export const CONTACTS = setting('liaison.contacts-per-party', 5, {
  zh: '每个单位最多通知多少人（负责人优先）',
  en: 'How many people of each organisation are told on its behalf, representatives first',
  min: 1,
  max: 100,
});

/** A SELECT of account_id: who speaks for the organisation that the expression names, representatives first. */
export const spokesmen = (organisationId: Sql): Sql => sql`
  SELECT account_id FROM memberships WHERE organisation_id = ${organisationId} AND accepted_at IS NOT NULL
  ORDER BY role = 'REPRESENTATIVE' DESC, since, account_id LIMIT ${CONTACTS.value}`;
