import { ArgsType, InputType } from '@nestjs/graphql';
import {
  DayIn,
  IdIn,
  IdsIn,
  OneOfIn,
  PartsIn,
  SomeOfIn,
  TextIn,
  TextsIn,
  WholeIn,
} from '../../kernel/inputs';
import { RelationKindEnum, type RelationKind } from './declaration';
import {
  ReviewerStateEnum,
  ReviewerVerbEnum,
  type REVIEWER_VERBS,
  type ReviewerState,
} from './reviewer.lifecycle';

/** Whom the bureau invites into the pool. */
@InputType()
export class InviteReviewerInput {
  @IdIn('person', { description: 'Somebody who has an account: the invitation goes to its e-mail.' })
  personId!: string;
}

/** One step of a place in the pool. */
@InputType()
export class MoveReviewerInput {
  @IdIn('reviewer') id!: string;
  @OneOfIn(() => ReviewerVerbEnum) verb!: (typeof REVIEWER_VERBS)[number];
  @TextIn(2_000, { optional: true, description: 'Why; needed for SUSPEND.' }) note?: string | null;
}

/** Days on which nothing is to come. */
@InputType()
export class UnavailabilityInput {
  @DayIn() since!: string;
  @DayIn() until!: string;
}

/** What a reviewer changes of their profile; a field left out stays. */
@InputType()
export class UpdateReviewerInput {
  @TextsIn(30, 60, { optional: true }) expertise?: string[] | null;
  @WholeIn(1, 100, { optional: true, description: 'Null: as many as the programme lets them.' })
  loadLimit?: number | null;
  @PartsIn(() => UnavailabilityInput, 20, { optional: true }) unavailable?: UnavailabilityInput[] | null;
}

/** Which reviewers a list holds. */
@InputType()
export class ReviewerFilter {
  @SomeOfIn(() => ReviewerStateEnum, { optional: true }) states?: ReviewerState[] | null;
  @TextIn(100, { optional: true, description: 'Part of the name or of the expertise.' }) text?: string | null;
}

/** To whom somebody stands near: one organisation or one person. */
@InputType()
export class DeclareRelationInput {
  @OneOfIn(() => RelationKindEnum) kind!: RelationKind;
  @IdIn('org', { optional: true }) organisationId?: string | null;
  @IdIn('person', { optional: true }) personId?: string | null;
  @TextIn(1_000, { description: 'Only the bureau reads it.' }) note!: string;
  @DayIn({ optional: true, description: 'The last day; left out, it goes on.' }) until?: string | null;
}

/** Whom the applicant holds for unsuitable. */
@InputType()
export class NameUnsuitableInput {
  @IdIn('application') applicationId!: string;
  @IdsIn('person', 20, { description: 'In place of those named before; none takes them back.' })
  personIds!: string[];
  @TextIn(2_000) reason!: string;
}

/** A declaration that does not hold any more, and why. */
@ArgsType()
export class WithdrawRelationArgs {
  @IdIn('relation') id!: string;
  @TextIn(1_000) reason!: string;
}
