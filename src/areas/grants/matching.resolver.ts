import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { Recorded } from '../../kernel/recorded';
import { Attachment, AttachmentsReader } from '../attachments';
import { MoveMatchingMoneyInput, ShowMatchingMoneyInput } from './grants.inputs';
import { matchingKind, MatchingMoney } from './matching';
import { MatchingService } from './matching.service';

@Resolver(() => MatchingMoney)
export class MatchingResolver extends Recorded(matchingKind) {
  constructor(
    private readonly service: MatchingService,
    private readonly files: AttachmentsReader,
  ) {
    super();
  }

  @Mutation(() => MatchingMoney, {
    description: 'Shows what a party has put in itself; for its representatives.',
  })
  @SignedIn()
  showMatchingMoney(
    @Me() actor: Actor,
    @Args('input') input: ShowMatchingMoneyInput,
  ): Promise<MatchingMoney> {
    return this.service.show(actor, input);
  }

  @Mutation(() => MatchingMoney, { description: 'The bureau accepts what was shown, or returns it.' })
  @Can('BUREAU_OFFICER')
  moveMatchingMoney(
    @Me() actor: Actor,
    @Args('input') input: MoveMatchingMoneyInput,
  ): Promise<MatchingMoney> {
    return this.service.move(actor, input);
  }

  @ResolveField(() => [Attachment], { description: 'The files that show it.' })
  @SeenWithParent()
  attachments(@Parent() matching: MatchingMoney, @Ctx() context: RequestContext): Promise<Attachment[]> {
    return context.loadMany(this.files, matching.attachmentIds);
  }
}
