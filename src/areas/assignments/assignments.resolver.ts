import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Ctx, Me, SeenWithParent } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { uuidOf } from '../../kernel/ids';
import { PageArgs, type Page } from '../../kernel/page';
import { sql } from '../../kernel/policy';
import { ApplicationsReader } from '../applications';
import { PeopleReader } from '../people';
import { Review } from '../reviews';
import { AssignedApplication, Assignment, AssignmentConnection, ReviewerLoad } from './assignment';
import { DrawFromPoolInput } from './assignment.inputs';
import type { AssignmentRecord } from './assignment-record';
import { AssignmentsReader } from './assignments.reader';
import { AssignmentsService } from './assignments.service';
import { PoolDrawsService } from './pool-draws.service';

@Resolver(() => Assignment)
export class AssignmentsResolver {
  constructor(
    private readonly reader: AssignmentsReader,
    private readonly service: AssignmentsService,
    private readonly pools: PoolDrawsService,
    private readonly people: PeopleReader,
    private readonly applications: ApplicationsReader,
  ) {}

  @Query(() => AssignmentConnection, {
    name: 'assignments',
    description: 'Those of a round, the latest first.',
  })
  @Can('BUREAU_OFFICER')
  list(
    @Me() actor: Actor,
    @Args('roundId', { type: () => ID }) roundId: string,
    @Args() page: PageArgs,
  ): Promise<Page<Assignment>> {
    return this.reader.page(actor, page, sql`t.round_id = ${uuidOf('round', roundId)}`);
  }

  @Mutation(() => [Review], {
    description:
      'Draws experts for an application from its round’s closed pool: least loaded first, lots of the committed seed among equals.',
  })
  @Can('BUREAU_OFFICER')
  drawFromPool(@Me() actor: Actor, @Args('input') input: DrawFromPoolInput): Promise<Review[]> {
    return this.pools.draw(actor, input);
  }

  @Mutation(() => Assignment, {
    description: 'Asks for experts for every application of a round that has none; a job computes who.',
  })
  @Can('BUREAU_OFFICER')
  proposeAssignment(
    @Me() actor: Actor,
    @Args('roundId', { type: () => ID }) roundId: string,
  ): Promise<Assignment> {
    return this.service.ask(actor, uuidOf('round', roundId));
  }

  @Mutation(() => Assignment, { description: 'Ends a computation, or drops what it proposed.' })
  @Can('BUREAU_OFFICER')
  cancelAssignment(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<Assignment> {
    return this.service.cancel(actor, uuidOf('assignment', id));
  }

  @Mutation(() => Assignment, {
    description: 'Gives every application of a proposal its experts at once, or none of them.',
  })
  @Can('BUREAU_OFFICER')
  adoptAssignment(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<Assignment> {
    return this.service.adopt(actor, uuidOf('assignment', id));
  }

  @ResolveField(() => [AssignedApplication], { name: 'applications', description: 'Empty until computed.' })
  @SeenWithParent()
  assigned(@Parent() { record }: Assignment, @Ctx() context: RequestContext): Promise<AssignedApplication[]> {
    const { assigned, applications, reviewers } = parsed(record);
    const seats = new Map(reviewers.map(({ id }, at) => [id, at]));
    return Promise.all(
      assigned.map(async ({ application, experts }, at) => {
        const known = experts.map(({ id }) => applications[at]!.expertise[seats.get(id)!]!);
        return {
          application: await context.load(this.applications, application),
          experts: await context.loadMany(
            this.people,
            experts.map(({ id }) => id),
          ),
          expertise: known.reduce((sum, one) => sum + one, 0) / known.length,
        };
      }),
    );
  }

  @ResolveField(() => [ReviewerLoad], { description: 'Everyone in the pool; empty until computed.' })
  @SeenWithParent()
  loads(@Parent() { record }: Assignment, @Ctx() context: RequestContext): Promise<ReviewerLoad[]> {
    const { assigned, reviewers } = parsed(record);
    const added = new Map<string, number>();
    for (const { id } of assigned.flatMap(({ experts }) => experts)) added.set(id, (added.get(id) ?? 0) + 1);
    return Promise.all(
      reviewers.map(async ({ id, load }) => {
        const reviewer = await context.load(this.people, id);
        return { reviewer, before: load, added: added.get(id) ?? 0 };
      }),
    );
  }
}

const NOTHING = { assigned: [], applications: [], reviewers: [] };

const parsed = (record: string | null): Pick<AssignmentRecord, keyof typeof NOTHING> =>
  record === null ? NOTHING : (JSON.parse(record) as AssignmentRecord);
