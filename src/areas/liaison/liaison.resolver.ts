import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { uuidOf } from '../../kernel/ids';
import { PageArgs, type Page } from '../../kernel/page';
import { Recorded } from '../../kernel/recorded';
import { Day } from '../../kernel/scalars';
import { Organisation, OrganisationsReader } from '../organisations';
import {
  AddMeetingInput,
  ChangeLiaisonInput,
  LiaisonSeries,
  PauseLiaisonInput,
  ResumeLiaisonInput,
  StartLiaisonInput,
} from '../series';
import {
  CancelMeetingInput,
  MeetingFilter,
  ReinstateMeetingInput,
  RescheduleMeetingInput,
} from './liaison.inputs';
import { BY_TIME, MeetingsReader, ReachReader, wanted } from './liaison.reader';
import { LiaisonService } from './liaison.service';
import { Meeting, MeetingConnection } from './meeting';
import { meetingKind } from './meeting.kind';
import { SeriesService } from './series.service';

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

/** What the bureau decides on a series, and the meetings of one. */
@Resolver(() => LiaisonSeries)
export class SeriesMeetingsResolver {
  constructor(
    private readonly meetings: MeetingsReader,
    private readonly organisations: OrganisationsReader,
    private readonly reminded: ReachReader,
    private readonly service: LiaisonService,
    private readonly series: SeriesService,
  ) {}

  @Mutation(() => LiaisonSeries, {
    description: 'Begins a monthly liaison; its meetings are planned a year ahead.',
  })
  @Can('BUREAU_OFFICER')
  startLiaison(@Me() actor: Actor, @Args('input') input: StartLiaisonInput): Promise<LiaisonSeries> {
    return this.service.start(actor, input);
  }

  @Mutation(() => LiaisonSeries, {
    description:
      'Changes a liaison from a day on; planned meetings follow, but for those that somebody fixed by hand.',
  })
  @Can('BUREAU_OFFICER')
  changeLiaison(@Me() actor: Actor, @Args('input') input: ChangeLiaisonInput): Promise<LiaisonSeries> {
    return this.series.change(actor, input);
  }

  @Mutation(() => LiaisonSeries, {
    description: 'Pauses a liaison; the meetings planned in the pause are cancelled.',
  })
  @Can('BUREAU_OFFICER')
  pauseLiaison(@Me() actor: Actor, @Args('input') input: PauseLiaisonInput): Promise<LiaisonSeries> {
    return this.series.pause(actor, input);
  }

  @Mutation(() => LiaisonSeries, {
    description: 'Ends a pause; the meetings that it had cancelled from then on take place after all.',
  })
  @Can('BUREAU_OFFICER')
  resumeLiaison(@Me() actor: Actor, @Args('input') input: ResumeLiaisonInput): Promise<LiaisonSeries> {
    return this.series.resume(actor, input);
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
    return this.series.end(actor, uuidOf('series', id), on);
  }

  @Mutation(() => Meeting, { description: 'Adds a meeting beside those that the rule gives.' })
  @Can('BUREAU_OFFICER')
  addMeeting(@Me() actor: Actor, @Args('input') input: AddMeetingInput): Promise<Meeting> {
    return this.series.add(actor, input);
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
    @Args('from', { type: () => Day, nullable: true }) from: string | null = null,
    @Args('to', { type: () => Day, nullable: true }) to: string | null = null,
  ): Promise<Page<Meeting>> {
    const within = wanted({ from, to });
    return context.nested(this.meetings, 'seriesId', series.id, page, within, BY_TIME);
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

  @Mutation(() => Meeting, {
    description: 'Holds a cancelled meeting after all; whoever was told of it is told again.',
  })
  @SignedIn()
  reinstateMeeting(@Me() actor: Actor, @Args('input') input: ReinstateMeetingInput): Promise<Meeting> {
    return this.service.reinstate(actor, input);
  }

  @ResolveField(() => [Organisation], { description: UNREACHABLE })
  @SeenWithParent()
  async unreachable(@Parent() meeting: Meeting, @Ctx() context: RequestContext): Promise<Organisation[]> {
    return context.loadMany(this.organisations, await unreached(meeting.partyIds, this.reminded, context));
  }
}
