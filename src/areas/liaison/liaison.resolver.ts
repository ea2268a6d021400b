import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import { Action } from '../../kernel/action';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { uuidOf } from '../../kernel/ids';
import { PageArgs, type Page } from '../../kernel/page';
import { Recorded } from '../../kernel/recorded';
import { Day } from '../../kernel/scalars';
import { Organisation, OrganisationsReader } from '../organisations';
import {
  CancelMeetingInput,
  HoldMeetingInput,
  MeetingFilter,
  RescheduleMeetingInput,
  StartLiaisonInput,
} from './liaison.inputs';
import { BY_TIME, MeetingsReader, ReachReader, SeriesReader, wanted } from './liaison.reader';
import { LiaisonService } from './liaison.service';
import { ActionItem, Meeting, MeetingConnection } from './meeting';
import { meetingKind } from './meeting.kind';
import { LiaisonSeries, LiaisonSeriesConnection } from './series';

const UNREACHABLE = 'The parties for which nobody has an account: no reminder reaches them.';

/** Those of the parties that no reminder reaches; one statement for all that an operation asks about. */
async function unreached(
  partyIds: readonly string[],
  reader: ReachReader,
  context: RequestContext,
): Promise<string[]> {
  const loader = context.batch('liaison.reached', (ids) => reader.reached(ids));
  const reached = await Promise.all(partyIds.map((id) => loader.load(id)));
  return partyIds.filter((_, at) => !reached[at]);
}

@Resolver(() => LiaisonSeries)
export class SeriesResolver {
  constructor(
    private readonly series: SeriesReader,
    private readonly meetings: MeetingsReader,
    private readonly organisations: OrganisationsReader,
    private readonly reminded: ReachReader,
    private readonly service: LiaisonService,
  ) {}

  @Query(() => LiaisonSeriesConnection, {
    name: 'liaisonSeries',
    description: 'The liaisons that the viewer takes part in; for the bureau, all.',
  })
  @SignedIn()
  list(@Me() actor: Actor, @Args() page: PageArgs): Promise<Page<LiaisonSeries>> {
    return this.series.page(actor, page);
  }

  @Mutation(() => LiaisonSeries, {
    description: 'Begins a monthly liaison; its meetings are planned a year ahead.',
  })
  @Can('BUREAU_OFFICER')
  startLiaison(@Me() actor: Actor, @Args('input') input: StartLiaisonInput): Promise<LiaisonSeries> {
    return this.service.start(actor, input);
  }

  @Mutation(() => LiaisonSeries, {
    description: 'Ends a liaison after the day `on`; later meetings are cancelled.',
  })
  @Can('BUREAU_OFFICER')
  endLiaison(
    @Me() actor: Actor,
    @Args('id', { type: () => ID }) id: string,
    @Args('on', { type: () => Day }) on: string,
  ): Promise<LiaisonSeries> {
    return this.service.end(actor, uuidOf('series', id), on);
  }

  @ResolveField(() => [Organisation])
  @SeenWithParent()
  parties(@Parent() series: LiaisonSeries, @Ctx() context: RequestContext): Promise<Organisation[]> {
    return context.loadMany(this.organisations, series.partyIds);
  }

  @ResolveField(() => [Organisation], { description: UNREACHABLE })
  @SeenWithParent()
  async unreachable(
    @Parent() series: LiaisonSeries,
    @Ctx() context: RequestContext,
  ): Promise<Organisation[]> {
    return context.loadMany(this.organisations, await unreached(series.partyIds, this.reminded, context));
  }

  @ResolveField(() => MeetingConnection, { name: 'meetings', description: 'The earliest first.' })
  @SeenWithParent()
  meetingsOf(
    @Parent() series: LiaisonSeries,
    @Ctx() context: RequestContext,
    @Args() page: PageArgs,
    @Args('from', { type: () => Day, nullable: true }) from?: string | null,
    @Args('to', { type: () => Day, nullable: true }) to?: string | null,
  ): Promise<Page<Meeting>> {
    return context.nested(
      this.meetings,
      'seriesId',
      series.id,
      page,
      wanted({ from: from ?? null, to: to ?? null }),
      BY_TIME,
    );
  }

  @ResolveField(() => [Action])
  @SeenWithParent()
  actions(@Me() actor: Actor): Action[] {
    return [new Action('END', this.service.endRefusal(actor))];
  }
}

@Resolver(() => Meeting)
export class MeetingsResolver extends Recorded(meetingKind) {
  constructor(
    private readonly meetings: MeetingsReader,
    private readonly service: LiaisonService,
    private readonly reminded: ReachReader,
    private readonly organisations: OrganisationsReader,
  ) {
    super();
  }

  @Query(() => Meeting, { nullable: true })
  @SignedIn()
  meeting(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<Meeting> {
    return this.meetings.get(actor, uuidOf('meeting', id));
  }

  @Query(() => MeetingConnection, {
    name: 'meetings',
    description: 'The viewer’s meetings of all liaisons, the earliest first.',
  })
  @SignedIn()
  list(
    @Me() actor: Actor,
    @Args() page: PageArgs,
    @Args('filter', { nullable: true }) filter?: MeetingFilter,
  ): Promise<Page<Meeting>> {
    return this.meetings.search(actor, page, filter);
  }

  @Mutation(() => Meeting, {
    description: 'Files the minutes of a meeting, in time or late, with what was agreed.',
  })
  @SignedIn()
  holdMeeting(@Me() actor: Actor, @Args('input') input: HoldMeetingInput): Promise<Meeting> {
    return this.service.hold(actor, input);
  }

  @Mutation(() => Meeting, { description: 'Gives a meeting another day; the parties are told.' })
  @SignedIn()
  rescheduleMeeting(@Me() actor: Actor, @Args('input') input: RescheduleMeetingInput): Promise<Meeting> {
    return this.service.reschedule(actor, input);
  }

  @Mutation(() => Meeting, { description: 'Cancels a meeting; the parties are told.' })
  @SignedIn()
  cancelMeeting(@Me() actor: Actor, @Args('input') input: CancelMeetingInput): Promise<Meeting> {
    return this.service.cancel(actor, input);
  }

  @ResolveField(() => [Organisation], { description: UNREACHABLE })
  @SeenWithParent()
  async unreachable(@Parent() meeting: Meeting, @Ctx() context: RequestContext): Promise<Organisation[]> {
    return context.loadMany(this.organisations, await unreached(meeting.partyIds, this.reminded, context));
  }
}

/** What the viewer may do with an action item, and doing it. */
@Resolver(() => ActionItem)
export class ActionItemsResolver {
  constructor(private readonly service: LiaisonService) {}

  @Mutation(() => ActionItem, { description: 'Its owner, or the bureau, says that it is done.' })
  @SignedIn()
  completeActionItem(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<ActionItem> {
    return this.service.complete(actor, uuidOf('action', id));
  }
}
