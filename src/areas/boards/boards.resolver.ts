import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Me, SeenWithParent } from '../../kernel/access';
import { isBureau, type Actor } from '../../kernel/actor';
import { publicId, uuidOf } from '../../kernel/ids';
import { Round } from '../rounds';
import { RoundBoardRow } from './round-board';
import { RoundBoardReader } from './round-board.reader';

@Resolver(() => RoundBoardRow)
export class RoundBoardResolver {
  constructor(private readonly board: RoundBoardReader) {}

  @Query(() => [RoundBoardRow], {
    description:
      'Every application of a round on one line each, in the order of drafting; without those whose parties the officer is a member of (回避).',
  })
  @Can('BUREAU_OFFICER')
  roundBoard(
    @Me() actor: Actor,
    @Args('roundId', { type: () => ID }) roundId: string,
  ): Promise<RoundBoardRow[]> {
    return this.board.of(actor, uuidOf('round', roundId, 'roundId'));
  }
}

/** The field that this area adds to rounds. */
@Resolver(() => Round)
export class RoundWorkbookResolver {
  @ResolveField(() => String, {
    nullable: true,
    description:
      'Where ranking, scores, conflicts and decisions can be had as XLSX: a path of this server, asked for with the same Authorization as the API. For the bureau; null for others.',
  })
  @SeenWithParent()
  workbookUrl(@Parent() round: Round, @Me() actor: Actor): string | null {
    return isBureau(actor) ? `/rounds/${publicId('round', round.id)}/round.xlsx` : null;
  }
}
