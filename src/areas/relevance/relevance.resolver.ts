import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Can, Me } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { lexiconVersion } from '../../kernel/lexicon';
import { connectionOf, Page, PageArgs } from '../../kernel/page';
import { Fitting } from './fitting';
import { MatchIndex } from './match-index';
import { MatchingState, Recount } from './recount';
import { MatchWeights, SetMatchWeightsInput, UseMatchWeightsArgs } from './weights';
import { WeightsReader } from './weights.reader';
import { WeightsService } from './weights.service';

const MatchWeightsConnection = connectionOf(MatchWeights);

/** What matching stands on, and what the bureau may change of it. */
@Resolver()
export class RelevanceResolver {
  constructor(
    private readonly index: MatchIndex,
    private readonly weights: WeightsReader,
    private readonly changes: WeightsService,
    private readonly fitting: Fitting,
  ) {}

  @Query(() => MatchingState, { description: 'What matching stands on at present.' })
  @Can('BUREAU_OFFICER', 'ADMIN')
  async matchingState(): Promise<MatchingState> {
    await this.index.current();
    const { sides, statistics } = this.index.corpus;
    return {
      needs: sides.need.size,
      achievements: sides.achievement.size,
      statistics: statistics.version,
      weights: this.weights.active.version,
      lexicon: lexiconVersion(),
      meanings: statistics.latent !== undefined,
      recount: (await this.fitting.latest()) ?? null,
    };
  }

  @Mutation(() => Recount, {
    description: 'Counts all texts anew in a job; it happens by itself when a tenth of them has changed.',
  })
  @Can('BUREAU_OFFICER', 'ADMIN')
  recountMatching(): Promise<Recount> {
    return this.fitting.ask();
  }

  @Mutation(() => Recount, {
    nullable: true,
    description: 'Ends the recount under way; null where there is none.',
  })
  @Can('BUREAU_OFFICER', 'ADMIN')
  async cancelRecount(): Promise<Recount | null> {
    return (await this.fitting.cancel()) ?? null;
  }

  @Query(() => MatchWeightsConnection, {
    description: 'Every version of the weights of matching, newest first.',
  })
  @Can('BUREAU_OFFICER')
  matchWeights(@Args() page: PageArgs): Promise<Page<MatchWeights>> {
    return this.weights.page(page);
  }

  @Mutation(() => MatchWeights, {
    description: 'Sets the weights of matching as a new version, for everybody within two seconds.',
  })
  @Can('BUREAU_OFFICER')
  setMatchWeights(@Me() actor: Actor, @Args('input') input: SetMatchWeightsInput): Promise<MatchWeights> {
    return this.changes.set(actor, input);
  }

  @Mutation(() => MatchWeights, { description: 'Goes back, or forward, to a version of the weights.' })
  @Can('BUREAU_OFFICER')
  useMatchWeights(@Me() actor: Actor, @Args() args: UseMatchWeightsArgs): Promise<MatchWeights> {
    return this.changes.use(actor, args);
  }
}
