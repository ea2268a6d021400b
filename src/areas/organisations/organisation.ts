import { Check, Index, Unique } from 'typeorm';
import { enumOf, Flag, Id, Instant, isOneOf, OneOf, Ref, Text, Texts } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';

/** What an organisation is. */
export const ORGANISATION_KINDS = [
  'ENTERPRISE',
  'UNIVERSITY',
  'RESEARCH_INSTITUTE',
  'HOSPITAL',
  'GOVERNMENT',
  'TECH_TRANSFER_CENTRE',
  'ALLIANCE',
  'OTHER',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];
export const OrganisationKindEnum = enumOf('OrganisationKind', ORGANISATION_KINDS);

/** One legal entity (法人单位), or a body that acts as one on the platform. */
@NodeType('org', 'organisations', 'One legal entity: an institute, a university, an enterprise, a bureau.')
@Check('organisations_kind_check', isOneOf('kind', ORGANISATION_KINDS))
@Index('organisations_name_keys_idx', { synchronize: false })
@Unique('organisations_name_key', ['name'])
@Unique('organisations_uscc_key', ['uscc'])
@Unique('organisations_ror_key', ['ror'])
@Index(['parentId'])
export class Organisation {
  @Id() id!: string;
  @Text() name!: string;
  @Text({ nullable: true }) nameEn!: string | null;
  /** What people call it for short, e.g. 盐湖所. */
  @Text({ nullable: true }) shortName!: string | null;
  @OneOf(() => OrganisationKindEnum) kind!: OrganisationKind;
  @Text({ nullable: true, description: 'Unified social credit code (GB 32100-2015), check digit verified.' })
  uscc!: string | null;
  @Text({ nullable: true, description: 'ROR id, check digits verified.' }) ror!: string | null;
  @Text({ nullable: true, description: 'GB/T 2260 code of the district, e.g. 630104.' }) district!:
    string | null;
  /** The legal entity that owns or runs it, as the bureau recorded: both are of one family. */
  @Ref(() => Organisation, { nullable: true, as: 'parent' }) parentId!: string | null;
  @Flag({ default: false, description: 'The bureau has checked that it exists and is what it says.' })
  verified!: boolean;
  @Instant({ hidden: true, nullable: true }) verifiedAt!: Date | null;
  /** All its names without what spelling may change: see `nameKey`. */
  @Texts({ hidden: true }) nameKeys!: string[];
}

export const OrganisationConnection = connectionOf(Organisation);

/** A national or provincial platform that an organisation hosts (创新平台), e.g. an engineering research centre. */
@NodeType('platform', 'platforms', 'A national or provincial innovation platform that an organisation hosts.')
@Unique('platforms_organisation_id_name_key', ['organisationId', 'name'])
export class Platform {
  @Id() id!: string;
  @Ref(() => Organisation) organisationId!: string;
  @Text() name!: string;
  @Text({ nullable: true }) nameEn!: string | null;
}
