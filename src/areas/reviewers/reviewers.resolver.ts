import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { sentence } from '../../kernel/messages';
import { MAX_FIRST, PageArgs, type Page } from '../../kernel/page';
import { sql } from '../../kernel/policy';
import { Recorded } from '../../kernel/recorded';
import { requestScope } from '../../kernel/request';
import { Application } from '../applications';
import { PeopleReader, Person } from '../people';
import { Relation, UnsuitableExperts } from './declaration';
import { DeclarationsService } from './declarations.service';
import { Reviewer, ReviewerConnection, ReviewerConsent } from './reviewer';
import {
  DeclareRelationInput,
  InviteReviewerInput,
  MoveReviewerInput,
  NameUnsuitableInput,
  ReviewerFilter,
  UpdateReviewerInput,
  WithdrawRelationArgs,
} from './reviewer.inputs';
import { reviewerKind } from './reviewer.kind';
import { knowsUnsuitable } from './reviewer.policy';
import { CONSENT_VERSION } from './reviewers.messages';
import { RelationsReader, ReviewersReader } from './reviewers.reader';
import { ReviewersService } from './reviewers.service';

@Resolver(() => Reviewer)
export class ReviewersResolver extends Recorded(reviewerKind) {
  constructor(
    private readonly reader: ReviewersReader,
    private readonly relations: RelationsReader,
    private readonly service: ReviewersService,
  ) {
    super();
  }

  @Query(() => ReviewerConnection, { name: 'reviewers', description: 'The pool, newest first.' })
  @Can('BUREAU_OFFICER')
  pool(
    @Me() actor: Actor,
    @Args() page: PageArgs,
    @Args('filter', { nullable: true }) filter?: ReviewerFilter,
  ): Promise<Page<Reviewer>> {
    return this.reader.search(actor, page, filter);
  }

  @Query(() => Reviewer, { nullable: true, description: 'The viewer’s own place in the pool.' })
  @SignedIn()
  async myReviewerProfile(@Me() { personId }: Actor): Promise<Reviewer | null> {
    if (personId === null) return null;
    return (await this.reader.ofPeople([personId])).get(personId) ?? null;
  }

  @Query(() => ReviewerConsent, { description: 'What one consents to before one reviews.' })
  @SignedIn()
  reviewerConsent(): ReviewerConsent {
    const text = sentence('reviewers.consent', {}, requestScope().locale);
    return { version: CONSENT_VERSION, text };
  }

  @Mutation(() => Reviewer, { description: 'Invites somebody into the pool, by mail.' })
  @Can('BUREAU_OFFICER')
  inviteReviewer(@Me() actor: Actor, @Args('input') input: InviteReviewerInput): Promise<Reviewer> {
    return this.service.invite(actor, input);
  }

  @Mutation(() => Reviewer, {
    description: 'Consents to the text of `reviewerConsent`, and can be drawn from now on.',
  })
  @SignedIn()
  consentToReview(@Me() actor: Actor, @Args('version') version: string): Promise<Reviewer> {
    return this.service.consent(actor, version);
  }

  @Mutation(() => Reviewer, { description: 'Takes one step of a place in the pool: see its `actions`.' })
  @SignedIn()
  moveReviewer(@Me() actor: Actor, @Args('input') input: MoveReviewerInput): Promise<Reviewer> {
    return this.service.move(actor, input);
  }

  @Mutation(() => Reviewer, { description: 'Changes one’s own profile in the pool.' })
  @SignedIn()
  updateReviewerProfile(@Me() actor: Actor, @Args('input') input: UpdateReviewerInput): Promise<Reviewer> {
    return this.service.update(actor, input);
  }

  @ResolveField(() => [Relation], { name: 'relations', description: 'What they declared, the latest first.' })
  @SeenWithParent()
  async declared(
    @Parent() { personId }: Reviewer,
    @Ctx() context: RequestContext,
  ): Promise<readonly Relation[]> {
    return (await context.nested(this.relations, 'personId', personId, { first: MAX_FIRST })).nodes;
  }
}

@Resolver(() => Relation)
export class RelationsResolver {
  constructor(
    private readonly relations: RelationsReader,
    private readonly service: DeclarationsService,
  ) {}

  @Query(() => [Relation], { description: 'What the viewer declared, the latest first.' })
  @SignedIn()
  async myRelations(@Me() actor: Actor): Promise<readonly Relation[]> {
    const own = sql`t.person_id = ${actor.personId}`;
    return (await this.relations.page(actor, { first: MAX_FIRST }, own)).nodes;
  }

  @Mutation(() => Relation, {
    description:
      'Declares a relative, an interest or a collaboration; it counts for officers as for reviewers.',
  })
  @SignedIn()
  declareRelation(@Me() actor: Actor, @Args('input') input: DeclareRelationInput): Promise<Relation> {
    return this.service.declare(actor, input);
  }

  @Mutation(() => Relation, { description: 'Takes a declaration back; it stays in the record.' })
  @SignedIn()
  withdrawRelation(@Me() actor: Actor, @Args() { id, reason }: WithdrawRelationArgs): Promise<Relation> {
    return this.service.withdraw(actor, id, reason);
  }
}

/** The field and the command that this area adds to applications. */
@Resolver(() => Application)
export class ApplicationUnsuitableResolver {
  constructor(
    private readonly relations: RelationsReader,
    private readonly service: DeclarationsService,
  ) {}

  @Mutation(() => Application, {
    description: 'The lead’s representative names experts as unsuitable before the application is handed in.',
  })
  @SignedIn()
  nameUnsuitableExperts(@Me() actor: Actor, @Args('input') input: NameUnsuitableInput): Promise<Application> {
    return this.service.nameUnsuitable(actor, input);
  }

  @ResolveField(() => UnsuitableExperts, { nullable: true, description: 'For the parties and the bureau.' })
  @SeenWithParent()
  async unsuitable(
    @Parent() application: Application,
    @Ctx() context: RequestContext,
  ): Promise<UnsuitableExperts | null> {
    const all = context.batch<UnsuitableExperts | null>('application.unsuitable', async (ids) => {
      const found = await this.relations.unsuitableFor(ids);
      return ids.map((id) => found.get(id) ?? null);
    });
    const named = await all.load(application.id);
    return named && knowsUnsuitable(context.actor, application, named) ? named : null;
  }
}

@Resolver(() => UnsuitableExperts)
export class UnsuitableResolver {
  constructor(private readonly people: PeopleReader) {}

  @ResolveField(() => [Person])
  @SeenWithParent()
  named(@Parent() { personIds }: UnsuitableExperts, @Ctx() context: RequestContext): Promise<Person[]> {
    return context.loadMany(this.people, personIds);
  }
}
