import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { Node } from '../../kernel/node';
import { Nodes } from '../../kernel/nodes';
import { requestScope } from '../../kernel/request';
import { Day } from '../../kernel/scalars';
import { recordOf } from '../actions';
import { CalendarEntry, CalendarFeed, NewCalendarFeed } from './calendar';
import { CalendarsService } from './calendars.service';

@Resolver(() => CalendarEntry)
export class CalendarsResolver {
  constructor(
    private readonly service: CalendarsService,
    private readonly nodes: Nodes,
  ) {}

  @Query(() => [CalendarEntry], {
    description:
      'What concerns the viewer from one day to another, at most a year: meetings, deadlines, ends of public notices, own reviews, actions, closings of rounds. By day, at most 100 of each kind.',
  })
  @SignedIn()
  calendar(
    @Me() actor: Actor,
    @Args('from', { type: () => Day }) from: string,
    @Args('to', { type: () => Day }) to: string,
  ): Promise<CalendarEntry[]> {
    return this.service.of(actor, { from, to }, requestScope().locale);
  }

  @Query(() => CalendarFeed, { nullable: true, description: 'The viewer’s feed, if there is one.' })
  @SignedIn()
  calendarFeed(@Me() actor: Actor): Promise<CalendarFeed | null> {
    return this.service.feed(actor);
  }

  @Mutation(() => NewCalendarFeed, {
    description: 'Makes a secret address by which other programs read the calendar; an earlier one ends.',
  })
  @SignedIn()
  createCalendarFeed(@Me() actor: Actor): Promise<NewCalendarFeed> {
    return this.service.create(actor);
  }

  @Mutation(() => Boolean, { description: 'Ends the secret address.' })
  @SignedIn()
  revokeCalendarFeed(@Me() actor: Actor): Promise<boolean> {
    return this.service.revoke(actor);
  }

  @ResolveField(() => Node, { nullable: true, description: 'The record that has this day.' })
  @SeenWithParent()
  subject(@Parent() entry: CalendarEntry, @Ctx() context: RequestContext): Promise<object | null> {
    return recordOf(this.nodes, context, entry.subjectType, entry.subjectId);
  }
}
