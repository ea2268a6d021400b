import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Ctx, Me, SeenWithParent } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { uuidOf } from '../../kernel/ids';
import { Round } from '../rounds';
import { LotteriesReader } from './lotteries.reader';
import { LotteriesService } from './lotteries.service';
import { ClosePoolInput, RevealSeedInput } from './lottery.inputs';
import { SeedCommitment } from './seed-commitment';

@Resolver()
export class LotteriesResolver {
  constructor(private readonly service: LotteriesService) {}

  @Mutation(() => SeedCommitment, {
    description:
      'Makes the seed of a round’s draws and publishes its hash; nobody sees the seed until the pool is closed.',
  })
  @Can('BUREAU_OFFICER')
  commitSeed(
    @Me() actor: Actor,
    @Args('roundId', { type: () => ID }) roundId: string,
  ): Promise<SeedCommitment> {
    return this.service.commit(actor, uuidOf('round', roundId));
  }

  @Mutation(() => SeedCommitment, {
    description:
      'Freezes who can be drawn in a round and publishes the pool’s hash; then the seed is revealed.',
  })
  @Can('BUREAU_OFFICER')
  closePool(@Me() actor: Actor, @Args('input') input: ClosePoolInput): Promise<SeedCommitment> {
    return this.service.close(actor, input);
  }

  @Mutation(() => SeedCommitment, {
    description: 'Reveals the seed with the public value that was announced when the pool closed.',
  })
  @Can('BUREAU_OFFICER')
  revealSeed(@Me() actor: Actor, @Args('input') input: RevealSeedInput): Promise<SeedCommitment> {
    return this.service.reveal(actor, input);
  }
}

/** The fields that this area adds to rounds. */
@Resolver(() => Round)
export class RoundLotteryResolver {
  constructor(private readonly reader: LotteriesReader) {}

  @ResolveField(() => SeedCommitment, {
    nullable: true,
    description: 'What the round’s draws are bound to; null where nothing was committed.',
  })
  @SeenWithParent()
  seedCommitment(@Parent() { id }: Round, @Ctx() context: RequestContext): Promise<SeedCommitment | null> {
    return context.load(this.reader, id);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'The seed, in hex, once it is revealed: its SHA-256 is the commitment.',
  })
  @SeenWithParent()
  async seed(@Parent() { id }: Round, @Ctx() context: RequestContext): Promise<string | null> {
    const found = await context.load(this.reader, id);
    return found?.revealedAt ? found.seed : null;
  }
}
