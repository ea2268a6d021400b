import { InputType } from '@nestjs/graphql';
import { IdIn, OneOfIn, PartsIn, RealIn, TextIn, WholeIn } from '../../kernel/inputs';
import { RecommendationEnum, type Recommendation } from './review';

/** How experts are drawn for an application. */
@InputType()
export class DrawReviewersInput {
  @IdIn('application') applicationId!: string;
  @WholeIn(1, 50) count!: number;
  @TextIn(200, { description: 'The same seed and pool give the same draw.' }) seed!: string;
}

/** The score of one criterion. */
@InputType()
export class CriterionScoreInput {
  @TextIn(40, { description: 'A criterion’s code.' }) criterion!: string;
  @RealIn(0, 100) score!: number;
  @TextIn(2_000, { optional: true, description: 'Why; the parties read it, without your name.' })
  comment?: string | null;
}

/** A reviewer's judgement. */
@InputType()
export class SubmitReviewInput {
  @IdIn('review') reviewId!: string;
  @PartsIn(() => CriterionScoreInput, 20) scores!: CriterionScoreInput[];
  @OneOfIn(() => RecommendationEnum) recommendation!: Recommendation;
  @TextIn(10_000, { description: 'The parties read it, without your name.' }) comment!: string;
}

/** A reviewer gives an assignment back, or the bureau takes it away. */
@InputType()
export class LeaveReviewInput {
  @IdIn('review') reviewId!: string;
  @TextIn(2_000, { description: 'Only the bureau reads it.' }) reason!: string;
}
