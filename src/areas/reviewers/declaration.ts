import { HideField, ObjectType } from '@nestjs/graphql';
import { Check, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Day, enumOf, Id, Instant, isOneOf, Json, OneOf, Ref, Text } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { Application } from '../applications';
import { Organisation } from '../organisations';
import { Person } from '../people';

/** How somebody stands to a person or an organisation. */
const RELATION_KINDS = ['KINSHIP', 'INTEREST', 'COLLABORATION'] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];
export const RelationKindEnum = enumOf(
  'RelationKind',
  RELATION_KINDS,
  'KINSHIP: a near relative. INTEREST: shares, pay, a dispute or another interest. COLLABORATION: a joint paper, project or application that the platform does not know of.',
);

/** What a reviewer or an officer declares that may affect their fairness (利害关系申报). For themselves and the bureau. */
@NodeType(
  'relation',
  'relations',
  'What a reviewer or an officer declares that may affect their fairness; for themselves and the bureau.',
)
@Check('relations_kind_check', isOneOf('kind', RELATION_KINDS))
@Check('relations_target_check', 'num_nonnulls(organisation_id, other_id) = 1')
@Index(['personId', 'id'])
export class Relation {
  @Id() id!: string;
  @Ref(() => Person, { as: 'person' }) personId!: string;
  @OneOf(() => RelationKindEnum) kind!: RelationKind;
  @Ref(() => Organisation, { nullable: true, as: 'organisation' }) organisationId!: string | null;
  /** The person they stand near. */
  @Ref(() => Person, { nullable: true, as: 'other' }) otherId!: string | null;
  @Text() note!: string;
  @Day({ nullable: true, description: 'The last day; null: it goes on.' }) until!: string | null;
  @Instant({ description: 'UTC.' }) declaredAt!: Date;
  @Instant({ nullable: true, description: 'When they took it back, UTC: it counts no more.' })
  withdrawnAt!: Date | null;
}

/** Whom the applicant names as unsuitable to judge (不适宜评审专家). For the parties and the bureau; never for the named. */
@Entity('unsuitable_experts')
@ObjectType({
  description:
    'Whom the applicant names as unsuitable to judge; for the parties and the bureau, never for the named.',
})
export class UnsuitableExperts {
  @PrimaryColumn('uuid') @ForeignKey(() => Application) @HideField() applicationId!: string;
  @Json('hidden') personIds!: string[];
  @Text() reason!: string;
  @Instant({ description: 'UTC.' }) namedAt!: Date;
}
