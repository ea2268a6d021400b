import { Field, ObjectType } from '@nestjs/graphql';
import { Check, Unique } from 'typeorm';
import { Id, Instant, isOneOf, Json, OneOf, Ref, Text, Texts, Version, Whole } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { connectionOf } from '../../kernel/page';
import { Day } from '../../kernel/scalars';
import { Person } from '../people';
import { REVIEWER_STATES, ReviewerStateEnum, type ReviewerState } from './reviewer.lifecycle';

/** Days on which a reviewer is given nothing, both included, Asia/Shanghai. */
@ObjectType({ description: 'Days on which a reviewer is given nothing, both included, Asia/Shanghai.' })
export class Unavailability {
  @Field(() => Day) since!: string;
  @Field(() => Day) until!: string;
}

/** A person's place in the pool of reviewers (评审专家库). For themselves and the bureau. */
@NodeType(
  'reviewer',
  'reviewers',
  'A person’s place in the pool of reviewers (评审专家库); for themselves and the bureau.',
)
@Check('reviewers_state_check', isOneOf('state', REVIEWER_STATES))
@Unique('reviewers_person_id_key', ['personId'])
export class Reviewer {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => ReviewerStateEnum) state!: ReviewerState;
  @Ref(() => Person, { as: 'person' }) personId!: string;
  @Texts({ description: 'What they can judge, in their own words.' }) expertise!: string[];
  @Whole({
    nullable: true,
    description: 'Reviews that they take in one round at most; null: as many as the programme lets them.',
  })
  loadLimit!: number | null;
  @Json(() => [Unavailability], { default: '[]' }) unavailable!: Unavailability[];
  @Instant({ nullable: true, description: 'When the bureau last invited them, UTC.' })
  invitedAt!: Date | null;
  @Instant({
    nullable: true,
    description: 'When they consented, UTC; null for who reviewed before consent was asked for.',
  })
  consentedAt!: Date | null;
  @Text({ nullable: true, description: 'The version of the text that they consented to.' })
  consentVersion!: string | null;
}

export const ReviewerConnection = connectionOf(Reviewer);

/** What a person consents to before they review. */
@ObjectType({
  description: 'What a person consents to before they review: separate consent (PIPL arts. 14 and 29).',
})
export class ReviewerConsent {
  @Field(() => String) version!: string;
  @Field(() => String, { description: 'In the caller’s language.' }) text!: string;
}
