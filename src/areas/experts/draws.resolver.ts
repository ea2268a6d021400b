import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Ctx, Me, SeenWithParent } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { uuidOf } from '../../kernel/ids';
import { windowOf } from '../../kernel/page';
import { Application } from '../applications';
import { Conflict } from '../conflicts';
import { PeopleReader, Person } from '../people';
import { Draw, ExcludedExpert } from './draw';
import { DrawsReader } from './draws.reader';
import { SuggestedReviewer } from './suggestion';
import { SuggestionsReader } from './suggestions.reader';

@Resolver(() => Draw)
export class DrawsResolver {
  constructor(private readonly people: PeopleReader) {}

  @ResolveField(() => [Person], { description: 'Who was eligible.' })
  @SeenWithParent()
  pool(@Parent() draw: Draw, @Ctx() context: RequestContext): Promise<Person[]> {
    return context.loadMany(this.people, draw.pool);
  }

  @ResolveField(() => [Person], { description: 'Who was drawn, in the order of their lots.' })
  @SeenWithParent()
  drawn(@Parent() draw: Draw, @Ctx() context: RequestContext): Promise<Person[]> {
    return context.loadMany(this.people, draw.drawn);
  }

  @ResolveField(() => [ExcludedExpert], { description: 'Who was not eligible, and why.' })
  @SeenWithParent()
  async excluded(@Parent() draw: Draw, @Ctx() context: RequestContext): Promise<ExcludedExpert[]> {
    return Promise.all(
      draw.excluded.map(async ({ personId, conflicts, unfit }) => ({
        person: await context.load(this.people, personId),
        conflicts: conflicts.map((found) => new Conflict(found)),
        unfit: unfit ?? null,
      })),
    );
  }
}

/** Who could judge an application. */
@Resolver(() => SuggestedReviewer)
export class SuggestionsResolver {
  constructor(private readonly reader: SuggestionsReader) {}

  @Query(() => [SuggestedReviewer], {
    description:
      'People of the pool for an application: first who can be drawn, by how well their works fit; then the others, with what keeps them from it.',
  })
  @Can('BUREAU_OFFICER')
  suggestedReviewers(
    @Me() actor: Actor,
    @Args('applicationId', { type: () => ID }) applicationId: string,
    @Args('first', { type: () => Int, nullable: true }) first?: number | null,
  ): Promise<SuggestedReviewer[]> {
    const most = windowOf({ first: first ?? null }).first;
    return this.reader.of(actor, uuidOf('application', applicationId, 'applicationId'), most);
  }
}

/** The field that this area adds to applications. */
@Resolver(() => Application)
export class ApplicationDrawsResolver {
  constructor(private readonly draws: DrawsReader) {}

  @ResolveField(() => [Draw], { name: 'draws', description: 'For the bureau; empty for everyone else.' })
  @SeenWithParent()
  async list(@Parent() application: Application, @Ctx() context: RequestContext): Promise<readonly Draw[]> {
    return (await context.nested(this.draws, 'applicationId', application.id, { first: 50 })).nodes;
  }
}
