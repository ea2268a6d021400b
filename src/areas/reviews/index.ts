export { Review, RECOMMENDATIONS, type Recommendation } from './review';
export * from './review.facts';
export { reviewKind } from './review.kind';
export { COUNTING, UNSEALED } from './review.lifecycle';
export { ReviewsModule } from './reviews.module';
export { ReviewsReader } from './reviews.reader';
export { ReviewsService, type Weighed } from './reviews.service';
export { averageOf, incompleteness, isAgainstExperts, MINIMUM, PASS_SCORE } from './scoring';
