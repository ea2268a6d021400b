import { Field, Int, ObjectType } from '@nestjs/graphql';
import { Check, Index, Unique } from 'typeorm';
import {
  Day,
  Id,
  Instant,
  isOneOf,
  Json,
  OneOf,
  Ref,
  SomeOf,
  Text,
  Texts,
  Version,
  Whole,
  Yuan,
} from '../../kernel/fields';
import { CooperationModeEnum, type CooperationMode } from '../../kernel/cooperation';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { SearchIndex, SearchVector } from '../../kernel/search';
import { VISIBILITIES, VisibilityEnum, type Visibility } from '../../kernel/visibility';
import { Organisation } from '../organisations';
import { completenessOf } from './completeness';
import { NEED_STATES, NeedStateEnum, type NeedState } from './need.lifecycle';

/** A measurable requirement: what it is today, what it must become. */
@ObjectType({ description: 'A measurable requirement: what it is today, what it must become.' })
export class Metric {
  @Field(() => String) name!: string;
  @Field(() => String, { nullable: true }) unit!: string | null;
  @Field(() => String, { nullable: true }) current!: string | null;
  @Field(() => String) target!: string;
}

/** A technology need (技术需求) that an organisation posts. */
@NodeType('need', 'needs', 'A technology need that an organisation posts for others to answer.')
@SearchIndex('needs')
@Check('needs_state_check', isOneOf('state', NEED_STATES))
@Check('needs_visibility_check', isOneOf('visibility', VISIBILITIES))
@Index(['organisationId', 'id'])
@Index(['state', 'id'])
@Unique('needs_organisation_id_external_id_key', ['organisationId', 'externalId'])
export class Need {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => NeedStateEnum) state!: NeedState;
  @Ref(() => Organisation, { as: 'organisation' }) organisationId!: string;
  @Text() title!: string;
  @Text() description!: string;
  @OneOf(() => VisibilityEnum) visibility!: Visibility;
  @Texts() keywords!: string[];
  @SomeOf(() => [CooperationModeEnum], {
    description: 'How the owner would work with whoever answers; any, if empty.',
  })
  modes!: CooperationMode[];
  @Texts({ description: 'GB/T 4754-2017 codes, with leading zeros.' }) sectors!: string[];
  @Json(() => [Metric]) metrics!: Metric[];
  @Yuan({ nullable: true, description: 'CNY yuan.' }) budgetMin!: string | null;
  @Yuan({ nullable: true, description: 'CNY yuan.' }) budgetMax!: string | null;
  @Day({ nullable: true, description: 'Until when an answer helps; the need expires after it.' }) deadline!:
    string | null;
  @Whole({ nullable: true, description: 'Technology readiness today, 1 to 9 (GB/T 22900-2022).' }) trlNow!:
    number | null;
  @Whole({ nullable: true, description: 'Technology readiness wanted, 1 to 9 (GB/T 22900-2022).' })
  trlWanted!: number | null;
  @Instant({ nullable: true, description: 'When it was first opened to others, UTC.' })
  publishedAt!: Date | null;
  /** When the owner last said that it still stands. */
  @Instant({ nullable: true, hidden: true }) confirmedAt!: Date | null;
  /** When the owner was asked whether it still stands; null again once answered. */
  @Instant({ nullable: true, hidden: true }) askedAt!: Date | null;
  /** Organisations that the owner has told, whatever the visibility. */
  @Json('hidden', { default: '[]' }) disclosedTo!: string[];
  /** The owner's own number for it, where it was imported. */
  @Text({ nullable: true, hidden: true }) externalId!: string | null;
  @SearchVector() search?: string;

  /** 0 to 100: how complete the text is for the people who would answer it. */
  @Field(() => Int, { description: '0 to 100: how complete the text is for the people who would answer it.' })
  get completeness(): number {
    return completenessOf(this);
  }
}

export const NeedConnection = connectionOf(Need);
