import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Me, Public, refuseAccess, SeenWithParent } from '../../kernel/access';
import { Action } from '../../kernel/action';
import type { Actor } from '../../kernel/actor';
import { uuidOf } from '../../kernel/ids';
import type { Refusal } from '../../kernel/messages';
import { PageArgs, type Page } from '../../kernel/page';
import { Recorded } from '../../kernel/recorded';
import { Round, RoundConnection } from './round';
import { PlanRoundsInput } from './round.inputs';
import { roundKind } from './round.kind';
import { refuse } from './rounds.messages';
import { RoundsReader } from './rounds.reader';
import { RoundsService, spoken } from './rounds.service';

@Resolver(() => Round)
export class RoundsResolver extends Recorded(roundKind) {
  constructor(
    private readonly rounds: RoundsReader,
    private readonly service: RoundsService,
  ) {
    super();
  }

  @Query(() => Round, { nullable: true })
  @Public()
  round(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<Round> {
    return this.rounds.get(actor, uuidOf('round', id));
  }

  @Query(() => RoundConnection, { name: 'rounds', description: 'The latest first.' })
  @Public()
  list(
    @Me() actor: Actor,
    @Args() page: PageArgs,
    @Args('year', { type: () => Int, nullable: true }) year?: number | null,
  ): Promise<Page<Round>> {
    return this.rounds.search(actor, page, year);
  }

  @Mutation(() => [Round], {
    description:
      'The four rounds of a year, each from 09:00 on the first working day of its quarter; those that exist stay.',
  })
  @Can('BUREAU_OFFICER')
  planRounds(@Me() actor: Actor, @Args('input') input: PlanRoundsInput): Promise<Round[]> {
    return this.service.plan(actor, input);
  }

  @ResolveField(() => [Action], {
    description: 'Every action the type knows: allowed now for this viewer, or why not.',
  })
  @SeenWithParent()
  override actions(@Parent() round: Round, @Me() actor: Actor): Action[] {
    const { opensAt, closesAt } = round;
    return [
      new Action('APPLY', this.applyRefusal(actor, round)),
      new Action('OPEN', refuse('rounds.by-clock', { at: spoken(opensAt) })),
      new Action('CLOSE', refuse('rounds.by-clock', { at: spoken(closesAt) })),
      new Action('DECIDE', refuse('rounds.when-decided', {})),
    ];
  }

  private applyRefusal(actor: Actor, round: Round): Refusal | undefined {
    if (actor.kind === 'anonymous') return refuseAccess('UNAUTHENTICATED', {});
    if (actor.organisationIds.length === 0) return refuse('rounds.no-organisation', {});
    return this.service.closedRefusal(round);
  }
}
