import {
  Args,
  Field,
  Float,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { Can, Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { always, sql } from '../../kernel/policy';
import { Recorded } from '../../kernel/recorded';
import { Application, ApplicationsReader } from '../applications';
import { Conflict, ConflictsService } from '../conflicts';
import { Draw } from '../experts';
import { PeopleReader, Person } from '../people';
import { Criterion } from '../programmes';
import { Review } from './review';
import { DrawReviewersInput, LeaveReviewInput, SubmitReviewInput } from './review.inputs';
import { reviewKind } from './review.kind';
import { COUNTING } from './review.lifecycle';
import { averageFor, sees } from './review.policy';
import { ReviewsReader } from './reviews.reader';
import { ReviewsService } from './reviews.service';

/** What a reviewer gave for one criterion. */
@ObjectType()
export class CriterionScore {
  @Field(() => String) criterion!: string;
  @Field(() => Float) score!: number;
  /** Why, in the reviewer's words. */
  @Field(() => String, { nullable: true }) comment?: string | null;
}

/** What a reviewer said of one criterion, without the score. */
@ObjectType()
export class CriterionRemark {
  @Field(() => String) criterion!: string;
  @Field(() => String) comment!: string;
}

@Resolver(() => Review)
export class ReviewsResolver extends Recorded(reviewKind) {
  constructor(
    private readonly reader: ReviewsReader,
    private readonly service: ReviewsService,
    private readonly people: PeopleReader,
    private readonly applications: ApplicationsReader,
    private readonly found: ConflictsService,
  ) {
    super();
  }

  @Query(() => [Review], {
    description: 'The viewer’s own assignments; for the bureau, those of every application under review too.',
  })
  @SignedIn()
  reviews(@Me() actor: Actor): Promise<readonly Review[]> {
    return this.reader.desk(actor);
  }

  @Mutation(() => [Review], { description: 'Draws experts by lot from everyone without a conflict (回避).' })
  @Can('BUREAU_OFFICER')
  drawReviewers(@Me() actor: Actor, @Args('input') input: DrawReviewersInput): Promise<Review[]> {
    return this.service.draw(actor, input);
  }

  @Mutation(() => Review, { description: 'Hands in a review; it stays sealed until all are in.' })
  @SignedIn()
  submitReview(@Me() actor: Actor, @Args('input') input: SubmitReviewInput): Promise<Review> {
    return this.service.submit(actor, input);
  }

  @Mutation(() => Review, {
    description: 'The reviewer gives the assignment back; someone else is drawn instead.',
  })
  @SignedIn()
  handBackReview(@Me() actor: Actor, @Args('input') input: LeaveReviewInput): Promise<Review> {
    return this.service.leave(actor, 'HAND_BACK', input);
  }

  @Mutation(() => Review, {
    description: 'The bureau takes an assignment from a reviewer, e.g. for a conflict found later.',
  })
  @Can('BUREAU_OFFICER')
  releaseReview(@Me() actor: Actor, @Args('input') input: LeaveReviewInput): Promise<Review> {
    return this.service.leave(actor, 'RELEASE', input);
  }

  @ResolveField(() => Person, {
    nullable: true,
    description: 'For the bureau and the reviewer alone: the others who review do not learn it.',
  })
  @SeenWithParent()
  reviewer(@Parent() review: Review, @Ctx() context: RequestContext): Promise<Person | null> {
    return context.load(this.people, sees.reviewer(context.actor, review) ? review.reviewerId : null);
  }

  @ResolveField(() => [CriterionScore], {
    nullable: true,
    description: 'For the reviewer; for the bureau and those who review the same once all are in.',
  })
  @SeenWithParent()
  scores(@Parent() review: Review, @Me() actor: Actor): CriterionScore[] | null {
    return sees.scores(actor, review) ? review.givenScores : null;
  }

  @ResolveField(() => [CriterionRemark], {
    nullable: true,
    description: 'What was said of each criterion: to be read by whoever reads the comment.',
  })
  @SeenWithParent()
  remarks(@Parent() review: Review, @Me() actor: Actor): CriterionRemark[] | null {
    if (!sees.opinion(actor, review) || review.givenScores === null) return null;
    return review.givenScores.flatMap(({ criterion, comment }) => (comment ? [{ criterion, comment }] : []));
  }

  @ResolveField(() => [Criterion], { description: 'Those of the round.' })
  @SeenWithParent()
  criteria(@Parent() { applicationId }: Review, @Ctx() context: RequestContext): Promise<Criterion[]> {
    const criteria = context.batch('review.criteria', async (ids) => {
      const terms = await this.applications.termsOf(ids);
      return ids.map((id) => terms.get(id)!.criteria.map((kept) => new Criterion(kept)));
    });
    return criteria.load(applicationId);
  }

  @ResolveField(() => [Conflict], {
    description: 'The reviewer’s conflicts as they are now; for the bureau and the reviewer.',
  })
  @SeenWithParent()
  async conflicts(@Parent() review: Review, @Ctx() context: RequestContext): Promise<Conflict[]> {
    if (!sees.reviewer(context.actor, review)) return [];
    const conflicts = context.batch('review.conflicts', (keys) => this.found.ofPairs(keys.map(pairOf)));
    return conflicts.load(`${review.applicationId} ${review.reviewerId}`);
  }
}

const pairOf = (key: string): [string, string] => key.split(' ') as [string, string];
const counting = sql`t.state = ANY(${COUNTING})`;

/** Far above any panel. */
const ALL = { first: 100 };
const AS_DRAWN = { by: 'id', descending: false };

/** The fields that this area adds to applications. */
@Resolver(() => Application)
export class ApplicationReviewsResolver {
  constructor(private readonly reader: ReviewsReader) {}

  @ResolveField(() => [Review], {
    description:
      'What the viewer may see of them: the parties nothing before the determination, a reviewer those of the others, without names, once all are in.',
  })
  @SeenWithParent()
  reviews(@Parent() application: Application, @Ctx() context: RequestContext): Promise<readonly Review[]> {
    return this.of(application, context);
  }

  @ResolveField(() => Float, {
    nullable: true,
    description: 'For the bureau and the reviewers once all are in, for the parties after the determination.',
  })
  @SeenWithParent()
  async averageScore(
    @Parent() application: Application,
    @Ctx() context: RequestContext,
  ): Promise<number | null> {
    return averageFor(context.actor, await this.of(application, context));
  }

  private async of({ id }: Application, context: RequestContext): Promise<readonly Review[]> {
    return (await context.nested(this.reader, 'applicationId', id, ALL, counting, AS_DRAWN)).nodes;
  }
}

/** The field that this area adds to draws. */
@Resolver(() => Draw)
export class DrawReviewsResolver {
  constructor(private readonly reader: ReviewsReader) {}

  @ResolveField(() => [Review], { description: 'What became of it, reviews handed back included.' })
  @SeenWithParent()
  async reviews(@Parent() draw: Draw, @Ctx() context: RequestContext): Promise<readonly Review[]> {
    return (await context.nested(this.reader, 'drawId', draw.id, ALL, always, AS_DRAWN)).nodes;
  }
}
