import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { Me, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { MatchVerdictEnum, type MatchVerdict } from './verdict';
import { VerdictsService } from './verdicts.service';

/** The word of owners on who or what is to help them. */
@Resolver()
export class VerdictsResolver {
  constructor(private readonly service: VerdictsService) {}

  @Mutation(() => Boolean, {
    description:
      'The owner of a need or an achievement says whether a candidate helps: its list learns at once.',
  })
  @SignedIn()
  async judgeMatch(
    @Me() actor: Actor,
    @Args('subjectId', { type: () => ID }) subjectId: string,
    @Args('candidateId', { type: () => ID }) candidateId: string,
    @Args('verdict', { type: () => MatchVerdictEnum }) verdict: MatchVerdict,
  ): Promise<boolean> {
    await this.service.judge(actor, subjectId, candidateId, verdict);
    return true;
  }
}
