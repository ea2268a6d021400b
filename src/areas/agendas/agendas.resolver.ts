import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { uuidOf } from '../../kernel/ids';
import { Node } from '../../kernel/node';
import { Nodes } from '../../kernel/nodes';
import { requestScope } from '../../kernel/request';
import { recordOf } from '../actions';
import { Meeting } from '../liaison';
import { Organisation, OrganisationsReader } from '../organisations';
import { AgendaItem, AgendaTopic } from './agenda';
import { AddAgendaItemInput } from './agendas.inputs';
import { Agenda } from './agendas.service';
import { AgendaTopics } from './topics.service';

const SUBJECT = 'What it is about; null where there is no record, and for whoever may not read it.';

/** The field that this area adds to meetings, and putting points there. */
@Resolver(() => Meeting)
export class MeetingAgendaResolver {
  constructor(
    private readonly agendas: Agenda,
    private readonly topics: AgendaTopics,
  ) {}

  @ResolveField(() => [AgendaItem], {
    description:
      'What the parties have open now, as far as the viewer may know of it; once the minutes are filed, as it stood then.',
  })
  @SeenWithParent()
  agenda(
    @Parent() meeting: Meeting,
    @Me() actor: Actor,
    @Ctx() context: RequestContext,
  ): Promise<AgendaItem[]> {
    const { locale } = requestScope();
    return context.batch('liaison.agenda', (ids) => this.agendas.of(actor, ids, locale)).load(meeting.id);
  }

  @Mutation(() => Meeting, { description: 'A party or the bureau puts a point on the agenda.' })
  @SignedIn()
  addAgendaItem(@Me() actor: Actor, @Args('input') input: AddAgendaItemInput): Promise<Meeting> {
    return this.topics.add(actor, input);
  }

  @Mutation(() => Meeting, { description: 'Takes off a point that one’s own side put on the agenda.' })
  @SignedIn()
  removeAgendaItem(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<Meeting> {
    return this.topics.remove(actor, uuidOf('agenda', id));
  }
}

@Resolver(() => AgendaItem)
export class AgendaItemsResolver {
  constructor(
    private readonly nodes: Nodes,
    private readonly organisations: OrganisationsReader,
  ) {}

  @ResolveField(() => Node, { nullable: true, description: SUBJECT })
  @SeenWithParent()
  subject(@Parent() item: AgendaItem, @Ctx() context: RequestContext): Promise<object | null> {
    return recordOf(this.nodes, context, item.subjectType, item.subjectId);
  }

  @ResolveField(() => Organisation, {
    nullable: true,
    description: 'The party that put it there; null for the bureau, and for what came by itself.',
  })
  @SeenWithParent()
  addedBy(@Parent() item: AgendaItem, @Ctx() context: RequestContext): Promise<Organisation | null> {
    return context.load(this.organisations, item.addedById);
  }
}

@Resolver(() => AgendaTopic)
export class AgendaTopicsResolver {
  constructor(private readonly nodes: Nodes) {}

  @ResolveField(() => Node, { nullable: true, description: SUBJECT })
  @SeenWithParent()
  subject(@Parent() topic: AgendaTopic, @Ctx() context: RequestContext): Promise<object | null> {
    return recordOf(this.nodes, context, topic.subjectType, topic.subjectId);
  }
}
