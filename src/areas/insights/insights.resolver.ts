import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { PageArgs } from '../../kernel/page';
import { NeedReview } from '../guidance';
import { Match, MatchConnection } from '../matching';
import { Organisation } from '../organisations';
import { Person } from '../people';
import { DuplicatesReader } from './duplicates.reader';
import { ExpertNeedsReader } from './expert-needs.reader';
import { ExplanationsReader } from './explanations.reader';
import { PossibleDuplicate } from './possible-duplicate';

/** What the engine tells of one pair, and of a text before it is saved. */
@Resolver(() => NeedReview)
export class InsightsResolver {
  constructor(
    private readonly explanations: ExplanationsReader,
    private readonly duplicates: DuplicatesReader,
  ) {}

  @Query(() => Match, {
    description:
      'One match worked out again, for the subject’s owner and the bureau: now, or under the `version` that a match bore. Verdicts are left out; the texts are those of today.',
  })
  @SignedIn()
  explainMatch(
    @Me() actor: Actor,
    @Args('subjectId', { type: () => ID }) subjectId: string,
    @Args('candidateId', { type: () => ID }) candidateId: string,
    @Args('version', { type: () => String, nullable: true }) version?: string | null,
  ): Promise<Match> {
    return this.explanations.explain(actor, subjectId, candidateId, version);
  }

  @ResolveField(() => [PossibleDuplicate], {
    name: 'duplicates',
    description: 'Open needs that may ask for the same: of the same organisation, for the bureau of all.',
  })
  @SeenWithParent()
  duplicatesOf(@Parent() review: NeedReview, @Ctx() context: RequestContext): Promise<PossibleDuplicate[]> {
    return this.duplicates.of(context, review.need);
  }
}

/** The field that this area adds to people. */
@Resolver(() => Person)
export class PersonMatchesResolver {
  constructor(private readonly reader: ExpertNeedsReader) {}

  @ResolveField(() => MatchConnection, {
    description: 'Needs that fit this person’s works, best first; for themselves and the bureau.',
  })
  @SeenWithParent()
  matches(
    @Parent() person: Person,
    @Ctx() context: RequestContext,
    @Args() page: PageArgs,
  ): Promise<MatchConnection> {
    return this.reader.page(context, person, page);
  }
}

/** The field that this area adds to organisations. */
@Resolver(() => Organisation)
export class OrganisationMatchesResolver {
  constructor(private readonly reader: ExpertNeedsReader) {}

  @ResolveField(() => MatchConnection, {
    description: 'Needs that fit this organisation’s works, best first; for its members and the bureau.',
  })
  @SeenWithParent()
  matches(
    @Parent() organisation: Organisation,
    @Ctx() context: RequestContext,
    @Args() page: PageArgs,
  ): Promise<MatchConnection> {
    return this.reader.page(context, organisation, page);
  }
}
