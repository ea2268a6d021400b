import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { uuidOf } from '../../kernel/ids';
import { PageArgs, type Page } from '../../kernel/page';
import { Recorded } from '../../kernel/recorded';
import { Achievement, AchievementsReader } from '../achievements';
import { Need, NeedsReader } from '../needs';
import { Organisation, OrganisationsReader } from '../organisations';
import { Interest, InterestConnection } from './interest';
import { AnswerInterestInput, ExpressInterestInput } from './interest.inputs';
import { interestKind } from './interest.kind';
import { InterestStateEnum, type InterestState } from './interest.lifecycle';
import { InterestsReader } from './interests.reader';
import { InterestsService } from './interests.service';

@Resolver(() => Interest)
export class InterestsResolver extends Recorded(interestKind) {
  constructor(
    private readonly interests: InterestsReader,
    private readonly service: InterestsService,
    private readonly needs: NeedsReader,
    private readonly achievements: AchievementsReader,
    private readonly organisations: OrganisationsReader,
  ) {
    super();
  }

  @Query(() => InterestConnection, {
    name: 'interests',
    description: 'Of one’s own organisations; the bureau sees all.',
  })
  @SignedIn()
  list(
    @Me() actor: Actor,
    @Args() page: PageArgs,
    @Args('states', { type: () => [InterestStateEnum], nullable: true }) states?: InterestState[] | null,
    @Args('mine', { type: () => Boolean, nullable: true }) mine?: boolean | null,
  ): Promise<Page<Interest>> {
    return this.interests.search(actor, page, { states, mine });
  }

  @Mutation(() => Interest, { description: 'Asks the owner of a need or an achievement to work together.' })
  @SignedIn()
  expressInterest(@Me() actor: Actor, @Args('input') input: ExpressInterestInput): Promise<Interest> {
    return this.service.express(actor, input);
  }

  @Mutation(() => Interest, { description: 'Accepts or declines for the organisation that is asked.' })
  @SignedIn()
  answerInterest(@Me() actor: Actor, @Args('input') input: AnswerInterestInput): Promise<Interest> {
    return this.service.answer(actor, input);
  }

  @Mutation(() => Interest, { description: 'The sender takes an interest back before it is answered.' })
  @SignedIn()
  withdrawInterest(
    @Me() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
    @Args('expectedVersion', { type: () => Int, nullable: true }) expectedVersion?: number | null,
  ): Promise<Interest> {
    return this.service.withdraw(actor, uuidOf('interest', id), expectedVersion);
  }

  @ResolveField(() => Need, { nullable: true })
  @SeenWithParent()
  need(@Parent() interest: Interest, @Ctx() context: RequestContext): Promise<Need | null> {
    return context.load(this.needs, interest.needId);
  }

  @ResolveField(() => Achievement, { nullable: true })
  @SeenWithParent()
  achievement(@Parent() interest: Interest, @Ctx() context: RequestContext): Promise<Achievement | null> {
    return context.load(this.achievements, interest.achievementId);
  }

  @ResolveField(() => Organisation, { description: 'Who asks.' })
  @SeenWithParent()
  from(@Parent() interest: Interest, @Ctx() context: RequestContext): Promise<Organisation | null> {
    return context.load(this.organisations, interest.fromId);
  }

  @ResolveField(() => Organisation, { description: 'Who is asked.' })
  @SeenWithParent()
  to(@Parent() interest: Interest, @Ctx() context: RequestContext): Promise<Organisation | null> {
    return context.load(this.organisations, interest.toId);
  }
}

/** The field that interests add to needs. */
@Resolver(() => Need)
export class NeedInterestsResolver {
  constructor(private readonly reader: InterestsReader) {}

  @ResolveField(() => InterestConnection, {
    nullable: true,
    description: 'Those that the viewer sent or has to answer.',
  })
  @SeenWithParent()
  interests(
    @Parent() need: Need,
    @Ctx() context: RequestContext,
    @Args() page: PageArgs,
  ): Promise<Page<Interest>> {
    return context.nested(this.reader, 'needId', need.id, page);
  }
}
