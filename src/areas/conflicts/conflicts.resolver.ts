import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Ctx, Me, SeenWithParent } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { uuidOf } from '../../kernel/ids';
import { MAX_FIRST } from '../../kernel/page';
import { Application, ApplicationsReader } from '../applications';
import { PeopleReader } from '../people';
import { ConflictsService } from './conflicts.service';
import { ConflictsInput, Dismissal, DismissConflictInput } from './dismissal';
import { DismissalsReader } from './dismissals.reader';
import { DismissalsService } from './dismissals.service';
import { Conflict } from './grounds';

@Resolver(() => Conflict)
export class ConflictsResolver {
  constructor(
    private readonly applications: ApplicationsReader,
    private readonly people: PeopleReader,
    private readonly service: ConflictsService,
    private readonly dismissals: DismissalsService,
    private readonly reader: DismissalsReader,
  ) {}

  @Query(() => [Conflict], {
    description:
      'What is found between a person and an application (回避), before they are invited or drawn, what was set aside too.',
  })
  @Can('BUREAU_OFFICER')
  async conflicts(
    @Me() actor: Actor,
    @Args('input') { applicationId, personId }: ConflictsInput,
  ): Promise<Conflict[]> {
    const application = await this.applications.get(actor, applicationId, 'applicationId');
    await this.people.get(actor, personId, 'personId');
    await this.service.expect(actor, application);
    return this.service.shown(actor, application, personId);
  }

  @Mutation(() => Dismissal, {
    description:
      'Sets a ground of recusal aside for one expert and application; without effect until another officer confirms it.',
  })
  @Can('BUREAU_OFFICER')
  dismissConflict(@Me() actor: Actor, @Args('input') input: DismissConflictInput): Promise<Dismissal> {
    return this.dismissals.dismiss(actor, input);
  }

  @Mutation(() => Dismissal, {
    description: 'Confirms what another officer set aside: it then takes effect.',
  })
  @Can('BUREAU_OFFICER')
  confirmDismissal(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<Dismissal> {
    return this.dismissals.confirm(actor, uuidOf('dismissal', id));
  }

  @ResolveField(() => Dismissal, {
    nullable: true,
    description: 'What sets it aside, or would once it is confirmed; for the bureau.',
  })
  @SeenWithParent()
  dismissal(@Parent() { dismissed }: Conflict, @Ctx() context: RequestContext): Promise<Dismissal | null> {
    return context.load(this.reader, dismissed?.id ?? null);
  }
}

/** The field that this area adds to applications. */
@Resolver(() => Application)
export class ApplicationDismissalsResolver {
  constructor(private readonly reader: DismissalsReader) {}

  @ResolveField(() => [Dismissal], { description: 'For the bureau; empty for everyone else.' })
  @SeenWithParent()
  async dismissals(
    @Parent() { id }: Application,
    @Ctx() context: RequestContext,
  ): Promise<readonly Dismissal[]> {
    return (await context.nested(this.reader, 'applicationId', id, { first: MAX_FIRST })).nodes;
  }
}
