export { Interest, InterestConnection } from './interest';
export { INTEREST_STATES, InterestStateEnum, UNANSWERED, type InterestState } from './interest.lifecycle';
export * from './interest.facts';
export { interestKind } from './interest.kind';
export { InterestsModule } from './interests.module';
export { InterestsReader } from './interests.reader';
export { InterestsService } from './interests.service';
