import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Can, Me } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { EmbeddingsState, FaultView, UseEmbeddingsArgs } from './embeddings';
import { EmbeddingsService } from './embeddings.service';
import { EmbeddingsInUse, ModelStore } from './models.store';
import { VectorStore } from './vectors.store';

@Resolver()
export class EmbeddingsResolver {
  constructor(
    private readonly inUse: EmbeddingsInUse,
    private readonly service: EmbeddingsService,
    private readonly models: ModelStore,
    private readonly vectors: VectorStore,
  ) {}

  @Query(() => EmbeddingsState, {
    description: 'Whether matching uses embeddings, and what is known of them.',
  })
  @Can('BUREAU_OFFICER', 'ADMIN')
  embeddingsState(): Promise<EmbeddingsState> {
    return this.state();
  }

  @Mutation(() => EmbeddingsState, {
    description:
      'Switches embeddings on or off for everybody within two seconds, from then on whatever trials say.',
  })
  @Can('BUREAU_OFFICER')
  async useEmbeddings(@Me() actor: Actor, @Args() args: UseEmbeddingsArgs): Promise<EmbeddingsState> {
    await this.service.use(actor, args);
    return this.state();
  }

  private async state(): Promise<EmbeddingsState> {
    const { model } = this.inUse;
    if (model === null) {
      const nothing = { model, decidedBy: null, lastTrial: null, lastFault: null, stored: 0, sendable: 0 };
      return { configured: false, adopted: false, ...nothing };
    }
    const { inUse, decidedBy, fault, faultStatus, faultAt } = await this.models.find(model);
    const counted = await this.vectors.count(model);
    const lastTrial = (await this.service.lastTrial(model)) ?? null;
    const lastFault =
      fault && Object.assign(new FaultView(), { code: fault, status: faultStatus, at: faultAt });
    return { configured: true, model, adopted: inUse, decidedBy, ...counted, lastTrial, lastFault };
  }
}
