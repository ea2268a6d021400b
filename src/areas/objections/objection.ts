import { Field, HideField, ObjectType } from '@nestjs/graphql';
import { Check, Column, Index } from 'typeorm';
import { Day as DayScalar } from '../../kernel/scalars';
import { Day, enumOf, Flag, Id, Instant, isOneOf, Json, OneOf, Ref, Text, Texts } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { Application } from '../applications';
import { Person } from '../people';
import { Seen } from '../../kernel/seen';
import { knowsAuthor } from './objection.policy';

/** What an objection is about. */
export const OBJECTION_KINDS = [
  'ELIGIBILITY',
  'INTEGRITY',
  'DUPLICATE_FUNDING',
  'OWNERSHIP',
  'CONFLICT_OF_INTEREST',
  'PROCEDURE',
  'OTHER',
] as const;
export type ObjectionKind = (typeof OBJECTION_KINDS)[number];
export const ObjectionKindEnum = enumOf('ObjectionKind', OBJECTION_KINDS);

/** What somebody holds against an application while its public notice runs (异议). Who it was, the parties never learn. */
@NodeType(
  'objection',
  'objections',
  'What somebody holds against an application while its public notice runs.',
)
@Check('objections_kind_check', isOneOf('kind', OBJECTION_KINDS))
@Index(['applicationId', 'id'])
@Index('objections_due_on_idx', ['dueOn'], { where: 'resolved_at IS NULL' })
export class Objection {
  @Id() id!: string;
  @Ref(() => Application) applicationId!: string;
  @OneOf(() => ObjectionKindEnum, { default: 'OTHER' }) kind!: ObjectionKind;
  @Text() text!: string;
  /** Evidence may tell who brought it: the parties read what is objected, not by what it is shown. */
  @Seen<Objection>(knowsAuthor)
  @Text({ nullable: true, description: 'What shows it; for the bureau and the author.' })
  evidence!: string | null;
  @Seen<Objection>(knowsAuthor)
  @Texts({ nullable: true, description: 'Where it can be looked up; for the bureau and the author.' })
  evidenceLinks!: string[];
  @Instant({ description: 'UTC.' }) statedAt!: Date;
  @Day({
    nullable: true,
    description: 'The last working day on which the bureau is to resolve it, Asia/Shanghai.',
  })
  dueOn!: string | null;
  /** When the bureau was told that the day had passed. */
  @Instant({ nullable: true, hidden: true }) overdueAt!: Date | null;
  @Instant({ nullable: true, description: 'UTC.' }) resolvedAt!: Date | null;
  @Flag({
    nullable: true,
    description: 'Null while open, and where the application ended before it was resolved.',
  })
  upheld!: boolean | null;
  @Text({ nullable: true, description: 'Why the bureau upheld or overruled it.' }) reason!: string | null;
  /** Who objected. */
  @Column('uuid') @HideField() authorAccountId!: string;
  @Ref(() => Person, { nullable: true }) authorId!: string | null;
  /** The parties of the application, repeated so that rights need no join. */
  @Json('hidden', { default: '[]' }) partyIds!: string[];
}

/** 公示 of one application. */
@ObjectType({
  description:
    '公示: runs for a number of working days; only a notice that ended without an open objection lets its application be approved.',
})
export class PublicNotice {
  /** First working day, Asia/Shanghai. */
  @Field(() => DayScalar) startsOn!: string;
  /** Last working day, Asia/Shanghai. */
  @Field(() => DayScalar) endsOn!: string;
  @HideField() applicationId!: string;
}
