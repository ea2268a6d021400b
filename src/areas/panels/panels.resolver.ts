import { Args, ID, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import { Action } from '../../kernel/action';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { RequestContext } from '../../kernel/context';
import { uuidOf } from '../../kernel/ids';
import { actionsOf } from '../../kernel/kind';
import { sql } from '../../kernel/policy';
import { Recorded } from '../../kernel/recorded';
import { Application } from '../applications';
import { PeopleReader, Person } from '../people';
import { castIn } from './ballot';
import { Panel } from './panel';
import { CancelPanelInput, CastVoteInput, ConvenePanelsInput } from './panel.inputs';
import { panelKind } from './panel.kind';
import { panelSees } from './panel.policy';
import { PanelsReader } from './panels.reader';
import { PanelsService } from './panels.service';

@Resolver(() => Panel)
export class PanelsResolver extends Recorded(panelKind) {
  constructor(
    private readonly service: PanelsService,
    private readonly people: PeopleReader,
    private readonly clock: Clock,
  ) {
    super();
  }

  @Mutation(() => [Panel], {
    description:
      'The experts of applications whose reviews are open vote on them, in the order of the agenda (会评).',
  })
  @Can('BUREAU_OFFICER')
  convenePanels(@Me() actor: Actor, @Args('input') input: ConvenePanelsInput): Promise<Panel[]> {
    return this.service.convene(actor, input);
  }

  @Mutation(() => Panel, { description: 'A member’s secret vote; it cannot be changed.' })
  @SignedIn()
  castVote(@Me() actor: Actor, @Args('input') input: CastVoteInput): Promise<Panel> {
    return this.service.vote(actor, input);
  }

  @Mutation(() => Panel, { description: 'The chair closes the vote once enough members have voted.' })
  @SignedIn()
  closePanel(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<Panel> {
    return this.service.close(actor, uuidOf('panel', id));
  }

  @Mutation(() => Panel, { description: 'The bureau ends a vote that cannot be finished.' })
  @Can('BUREAU_OFFICER')
  cancelPanel(@Me() actor: Actor, @Args('input') input: CancelPanelInput): Promise<Panel> {
    return this.service.cancel(actor, input);
  }

  @ResolveField(() => [Action], {
    description: 'Every action the type knows: allowed now for this viewer, or why not.',
  })
  @SeenWithParent()
  override actions(@Parent() panel: Panel, @Me() actor: Actor): Action[] {
    return [
      new Action('VOTE', this.service.voteRefusal(actor, panel)),
      ...actionsOf(panelKind, actor, panel, this.clock.now()),
    ];
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who chairs it; for the bureau.' })
  @SeenWithParent()
  chair(@Parent() panel: Panel, @Ctx() context: RequestContext): Promise<Person | null> {
    return context.load(this.people, panelSees.names(context.actor, panel) ? panel.chairId : null);
  }

  @ResolveField(() => Boolean, { description: 'Whether the viewer chairs it.' })
  @SeenWithParent()
  chairing(@Parent() { chairId }: Panel, @Me() { personId }: Actor): boolean {
    return chairId === personId;
  }

  @ResolveField(() => Person, {
    nullable: true,
    description: 'The officer who keeps the record; for the bureau.',
  })
  @SeenWithParent()
  recorder(@Parent() panel: Panel, @Ctx() context: RequestContext): Promise<Person | null> {
    return context.load(this.people, panelSees.names(context.actor, panel) ? panel.recorderId : null);
  }

  @ResolveField(() => [Person], { nullable: true, description: 'Who sits on it; for the bureau.' })
  @SeenWithParent()
  members(@Parent() panel: Panel, @Ctx() context: RequestContext): Promise<Person[] | null> {
    return panelSees.names(context.actor, panel)
      ? context.loadMany(this.people, panel.memberIds)
      : Promise.resolve(null);
  }

  @ResolveField(() => [Person], {
    nullable: true,
    description: 'Who has yet to vote; for the bureau. What was voted nobody learns.',
  })
  @SeenWithParent()
  outstanding(@Parent() panel: Panel, @Ctx() context: RequestContext): Promise<Person[] | null> {
    const open = panel.memberIds.filter((id) => !panel.votedIds.includes(id));
    return panelSees.names(context.actor, panel)
      ? context.loadMany(this.people, open)
      : Promise.resolve(null);
  }

  @ResolveField(() => Int, { description: 'Votes cast, abstentions included.' })
  @SeenWithParent()
  cast(@Parent() panel: Panel): number {
    return castIn(panel);
  }
}

/** The field that this area adds to applications. */
@Resolver(() => Application)
export class ApplicationPanelResolver {
  constructor(private readonly reader: PanelsReader) {}

  @ResolveField(() => Panel, {
    nullable: true,
    description: 'For the bureau and the experts who sit on it: the parties do not learn that there is one.',
  })
  @SeenWithParent()
  async panel(@Parent() { id }: Application, @Ctx() context: RequestContext): Promise<Panel | null> {
    const standing = sql`t.state <> 'CANCELLED'`;
    const page = await context.nested(this.reader, 'applicationId', id, { first: 1 }, standing);
    return page.nodes[0] ?? null;
  }
}
