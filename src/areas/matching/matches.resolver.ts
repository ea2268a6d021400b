import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, SeenWithParent } from '../../kernel/access';
import { RequestContext } from '../../kernel/context';
import { PageArgs } from '../../kernel/page';
import { Achievement } from '../achievements';
import { Need } from '../needs';
import { MatchConnection, MatchKindEnum, type MatchKind } from './match';
import { MatchesReader } from './matches.reader';

/** The field that matching adds to needs. */
@Resolver(() => Need)
export class NeedMatchesResolver {
  constructor(private readonly reader: MatchesReader) {}

  @ResolveField(() => MatchConnection, {
    description:
      'Who could answer it, best first; for its owner and the bureau. ACHIEVEMENT only, unless kinds are given.',
  })
  @SeenWithParent()
  matches(
    @Parent() need: Need,
    @Ctx() context: RequestContext,
    @Args() page: PageArgs,
    @Args('kinds', { type: () => [MatchKindEnum], nullable: true }) kinds?: MatchKind[] | null,
  ): Promise<MatchConnection> {
    return this.reader.page(context, need, page, kinds?.length ? kinds : ['ACHIEVEMENT']);
  }
}

/** The field that matching adds to achievements. */
@Resolver(() => Achievement)
export class AchievementMatchesResolver {
  constructor(private readonly reader: MatchesReader) {}

  @ResolveField(() => MatchConnection, {
    description: 'Needs that it could answer, best first; for its owner and the bureau.',
  })
  @SeenWithParent()
  matches(
    @Parent() achievement: Achievement,
    @Ctx() context: RequestContext,
    @Args() page: PageArgs,
  ): Promise<MatchConnection> {
    return this.reader.page(context, achievement, page, ['NEED']);
  }
}
