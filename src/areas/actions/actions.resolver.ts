import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { RequestContext } from '../../kernel/context';
import { uuidOf } from '../../kernel/ids';
import { Node } from '../../kernel/node';
import { Nodes } from '../../kernel/nodes';
import { connectionOf, PageArgs, type Page } from '../../kernel/page';
import { Recorded } from '../../kernel/recorded';
import { Meeting } from '../liaison';
import { ActionItem, actionKind } from './action';
import { ActionItemFilter, MoveActionItemInput, PostponeActionItemInput } from './actions.inputs';
import { ActionItemsReader, BY_DUE_DAY } from './actions.reader';
import { ActionsService } from './actions.service';

export const ActionItemConnection = connectionOf(ActionItem);

/** The field that this area adds to meetings. */
@Resolver(() => Meeting)
export class MeetingActionsResolver {
  constructor(private readonly items: ActionItemsReader) {}

  @ResolveField(() => [ActionItem], { description: 'What was undertaken there, the earliest due first.' })
  @SeenWithParent()
  async actionItems(
    @Parent() meeting: Meeting,
    @Ctx() context: RequestContext,
  ): Promise<readonly ActionItem[]> {
    return (await context.nested(this.items, 'meetingId', meeting.id, { first: 100 }, undefined, BY_DUE_DAY))
      .nodes;
  }
}

@Resolver(() => ActionItem)
export class ActionItemsResolver extends Recorded(actionKind) {
  constructor(
    private readonly items: ActionItemsReader,
    private readonly service: ActionsService,
    private readonly nodes: Nodes,
    private readonly clock: Clock,
  ) {
    super();
  }

  @Query(() => ActionItemConnection, {
    description: 'What is still to be done in the viewer’s liaisons, the earliest due first.',
  })
  @SignedIn()
  openActionItems(
    @Me() actor: Actor,
    @Args() page: PageArgs,
    @Args('filter', { nullable: true }) filter?: ActionItemFilter,
  ): Promise<Page<ActionItem>> {
    return this.items.unfinished(actor, page, filter);
  }

  @Mutation(() => ActionItem, { description: 'Its owner, or the bureau, says that it is done.' })
  @SignedIn()
  completeActionItem(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<ActionItem> {
    return this.service.complete(actor, uuidOf('action', id));
  }

  @Mutation(() => ActionItem, {
    description: 'The bureau confirms that it is done, or gives it back with a note.',
  })
  @Can('BUREAU_OFFICER')
  moveActionItem(@Me() actor: Actor, @Args('input') input: MoveActionItemInput): Promise<ActionItem> {
    return this.service.move(actor, input);
  }

  @Mutation(() => ActionItem, { description: 'Its owner, or the bureau, gives it another last day.' })
  @SignedIn()
  postponeActionItem(@Me() actor: Actor, @Args('input') input: PostponeActionItemInput): Promise<ActionItem> {
    return this.service.postpone(actor, input);
  }

  @ResolveField(() => Boolean, { description: 'Whether its last day has passed and it is not done.' })
  @SeenWithParent()
  overdue(@Parent() { state, dueOn }: ActionItem): boolean {
    return state === 'OPEN' && dueOn < this.clock.today();
  }

  @ResolveField(() => Node, {
    nullable: true,
    description: 'The record that it is about; null where there is none, and for whoever may not read it.',
  })
  @SeenWithParent()
  subject(
    @Parent() { subjectType, subjectId }: ActionItem,
    @Ctx() context: RequestContext,
  ): Promise<object | null> {
    return recordOf(this.nodes, context, subjectType, subjectId);
  }
}

/** A record of any type if the viewer may read it, batched by type with its siblings. */
export function recordOf(
  nodes: Nodes,
  context: RequestContext,
  type: string | null,
  id: string | null,
): Promise<object | null> {
  if (type === null || id === null) return Promise.resolve(null);
  const loader = context.batch<object | null>(`node.${type}`, async (ids) => {
    const found = await nodes.byIds(context.actor, type, ids);
    return ids.map((one) => found.get(one) ?? null);
  });
  return loader.load(id);
}
