import { Check, Index, Unique } from 'typeorm';
import { enumOf, Id, Instant, isOneOf, Json, OneOf, Real, Ref, Text, Version } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { Seen } from '../../kernel/seen';
import { Draw } from '../experts';
import { Person } from '../people';
import { Application } from '../applications';
import { REVIEW_STATES, ReviewStateEnum, type ReviewState } from './review.lifecycle';
import { sees } from './review.policy';
import type { Score } from './scoring';

/** What a reviewer advises. */
export const RECOMMENDATIONS = ['SUPPORT', 'NEUTRAL', 'OPPOSE'] as const;
export type Recommendation = (typeof RECOMMENDATIONS)[number];
export const RecommendationEnum = enumOf('Recommendation', RECOMMENDATIONS);

/** One expert's judgement of one application (专家评审意见). */
@NodeType(
  'review',
  'reviews',
  'One expert’s judgement of an application. Null where the viewer may not see it yet.',
)
@Check('reviews_state_check', isOneOf('state', REVIEW_STATES))
@Check('reviews_recommendation_check', isOneOf('recommendation', RECOMMENDATIONS))
@Unique('reviews_application_id_reviewer_id_key', ['applicationId', 'reviewerId'])
@Index(['reviewerId', 'id'])
@Index(['drawId'])
export class Review {
  @Id() id!: string;
  @Version() version!: number;
  @OneOf(() => ReviewStateEnum) state!: ReviewState;
  @Ref(() => Application, { as: 'application', mayBeHidden: true }) applicationId!: string;
  @Ref(() => Person) reviewerId!: string;
  @Ref(() => Draw) drawId!: string;
  /** The project's party organisations on the day of the draw, for the rules. */
  @Json('hidden') partyIds!: string[];
  /** In the order of the criteria. */
  @Json('hidden', { nullable: true }) givenScores!: Score[] | null;

  /** People who review the same application: they read each other's judgement, never the name, once all are in. */
  @Json('hidden', { default: '[]' }) peerIds!: string[];

  @Seen<Review>(sees.opinion)
  @Real({ nullable: true, description: 'The weighted sum of the scores, 0 to 100.' })
  total!: number | null;

  @Seen<Review>(sees.opinion)
  @OneOf(() => RecommendationEnum, { nullable: true })
  recommendation!: Recommendation | null;

  @Seen<Review>(sees.opinion)
  @Text({ nullable: true })
  comment!: string | null;

  @Seen<Review>(sees.submission)
  @Instant({ nullable: true, description: 'UTC.' })
  submittedAt!: Date | null;

  /** When a conflict came to light after the draw; null = none so far. */
  @Instant({ nullable: true, hidden: true }) conflictFoundAt!: Date | null;
}
