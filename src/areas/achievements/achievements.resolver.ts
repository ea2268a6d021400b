import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Me, Public, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { uuidOf } from '../../kernel/ids';
import { PageArgs, type Page } from '../../kernel/page';
import { Recorded } from '../../kernel/recorded';
import { Organisation, OrganisationsReader } from '../organisations';
import { PeopleReader, Person } from '../people';
import { Achievement, AchievementConnection } from './achievement';
import {
  AchievementFilter,
  DraftAchievementInput,
  EditAchievementInput,
  MoveAchievementInput,
} from './achievement.inputs';
import { achievementKind } from './achievement.kind';
import { AchievementsReader } from './achievements.reader';
import { AchievementsService } from './achievements.service';

@Resolver(() => Achievement)
export class AchievementsResolver extends Recorded(achievementKind) {
  constructor(
    private readonly achievements: AchievementsReader,
    private readonly service: AchievementsService,
    private readonly organisations: OrganisationsReader,
    private readonly people: PeopleReader,
  ) {
    super();
  }

  @Query(() => Achievement, { nullable: true })
  @Public()
  achievement(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<Achievement> {
    return this.achievements.get(actor, uuidOf('achievement', id));
  }

  @Query(() => AchievementConnection, {
    name: 'achievements',
    description: 'Newest first, whoever asks: the list that is not personalised (PIPL art. 24).',
  })
  @Public()
  list(
    @Me() actor: Actor,
    @Args() page: PageArgs,
    @Args('filter', { nullable: true }) filter?: AchievementFilter,
  ): Promise<Page<Achievement>> {
    return this.achievements.search(actor, page, filter);
  }

  @Mutation(() => Achievement, {
    description: 'Opens a draft; others see it once the bureau has approved it.',
  })
  @SignedIn()
  draftAchievement(@Me() actor: Actor, @Args('input') input: DraftAchievementInput): Promise<Achievement> {
    return this.service.draft(actor, input);
  }

  @Mutation(() => Achievement, { description: 'Changes a draft.' })
  @SignedIn()
  editAchievement(@Me() actor: Actor, @Args('input') input: EditAchievementInput): Promise<Achievement> {
    return this.service.edit(actor, input);
  }

  @Mutation(() => Achievement, {
    description: 'Takes one step of an achievement’s lifecycle: see its `actions`.',
  })
  @SignedIn()
  moveAchievement(@Me() actor: Actor, @Args('input') input: MoveAchievementInput): Promise<Achievement> {
    return this.service.move(actor, input);
  }

  @ResolveField(() => Organisation)
  @SeenWithParent()
  organisation(
    @Parent() achievement: Achievement,
    @Ctx() context: RequestContext,
  ): Promise<Organisation | null> {
    return context.load(this.organisations, achievement.organisationId);
  }

  @ResolveField(() => [Person], {
    description: 'In the order in which they are named; those the viewer may know of.',
  })
  @SeenWithParent()
  async contributors(@Parent() { id }: Achievement, @Ctx() context: RequestContext): Promise<Person[]> {
    const named = context.batch('achievement.contributors', async (ids) => {
      const people = await this.achievements.contributorsOf(ids);
      return ids.map((one) => people.get(one) ?? []);
    });
    return context.loadMany(this.people, await named.load(id));
  }
}

/** The field that this area adds to organisations. */
@Resolver(() => Organisation)
export class OrganisationAchievementsResolver {
  constructor(private readonly reader: AchievementsReader) {}

  @ResolveField(() => AchievementConnection, { nullable: true })
  @SeenWithParent()
  achievements(
    @Parent() organisation: Organisation,
    @Ctx() context: RequestContext,
    @Args() page: PageArgs,
  ): Promise<Page<Achievement>> {
    return context.nested(this.reader, 'organisationId', organisation.id, page);
  }
}
