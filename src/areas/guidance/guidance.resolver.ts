import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { DraftNeedInput, Need, NeedsReader, NeedsService } from '../needs';
import { diagnose } from './diagnosis';
import { NeedReview } from './need-review';

/** The need doctor: what to mend in a need, before it is saved and after. */
@Resolver(() => Need)
export class GuidanceResolver {
  constructor(
    private readonly clock: Clock,
    private readonly reader: NeedsReader,
    private readonly service: NeedsService,
  ) {}

  @Query(() => NeedReview, {
    description: 'What to mend in a need before it is drafted; nothing is saved. For members and the bureau.',
  })
  @SignedIn()
  reviewNeedText(@Me() actor: Actor, @Args('input') input: DraftNeedInput): NeedReview {
    return this.of(this.service.sketch(actor, input));
  }

  @ResolveField(() => NeedReview, {
    nullable: true,
    description: 'What to mend in it; for its owner and the bureau, null for others.',
  })
  @SeenWithParent()
  review(@Me() actor: Actor, @Parent() need: Need): NeedReview | null {
    return this.reader.mayFollow(actor, need) ? this.of(need) : null;
  }

  private of(need: Need): NeedReview {
    return new NeedReview(need, diagnose(need, this.clock.now()));
  }
}
