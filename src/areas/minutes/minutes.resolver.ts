import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { Meeting } from '../liaison';
import { PeopleReader, Person } from '../people';
import { MinutesVersion } from './minutes';
import { AmendMinutesInput, HoldMeetingInput } from './minutes.inputs';
import { MinutesReader } from './minutes.reader';
import { MinutesService } from './minutes.service';

/** The fields that this area adds to meetings, and taking their minutes. */
@Resolver(() => Meeting)
export class MinutesResolver {
  constructor(
    private readonly service: MinutesService,
    private readonly versions: MinutesReader,
    private readonly people: PeopleReader,
  ) {}

  @Mutation(() => Meeting, {
    description: 'Files the minutes of a meeting, in time or late, with what was agreed.',
  })
  @SignedIn()
  holdMeeting(@Me() actor: Actor, @Args('input') input: HoldMeetingInput): Promise<Meeting> {
    return this.service.hold(actor, input);
  }

  @Mutation(() => Meeting, {
    description: 'Writes another version of the minutes; the earlier ones stay readable.',
  })
  @SignedIn()
  amendMinutes(@Me() actor: Actor, @Args('input') input: AmendMinutesInput): Promise<Meeting> {
    return this.service.amend(actor, input);
  }

  @ResolveField(() => [Person], { description: 'Who was there.' })
  @SeenWithParent()
  attendees(@Parent() meeting: Meeting, @Ctx() context: RequestContext): Promise<Person[]> {
    return context.loadMany(this.people, meeting.attendeeIds);
  }

  @ResolveField(() => [String], { description: 'Who else was there, by name.' })
  @SeenWithParent()
  async guests(@Parent() meeting: Meeting, @Ctx() context: RequestContext): Promise<string[]> {
    return (await this.of(meeting, context))[0]?.guests ?? [];
  }

  @ResolveField(() => [String], { description: 'What was decided.' })
  @SeenWithParent()
  async decisions(@Parent() meeting: Meeting, @Ctx() context: RequestContext): Promise<string[]> {
    return (await this.of(meeting, context))[0]?.decisions ?? [];
  }

  @ResolveField(() => [MinutesVersion], { description: 'Every version of the minutes, the latest first.' })
  @SeenWithParent()
  minutesVersions(@Parent() meeting: Meeting, @Ctx() context: RequestContext): Promise<MinutesVersion[]> {
    return this.of(meeting, context);
  }

  private of({ id, state }: Meeting, context: RequestContext): Promise<MinutesVersion[]> {
    if (state !== 'HELD') return Promise.resolve([]);
    const loader = context.batch('minutes.versions', async (ids) => {
      const found = await this.versions.of(ids);
      return ids.map((one) => found.get(one)!);
    });
    return loader.load(id);
  }
}

@Resolver(() => MinutesVersion)
export class MinutesVersionResolver {
  constructor(private readonly people: PeopleReader) {}

  @ResolveField(() => [Person], { description: 'Who was there, as this version has it.' })
  @SeenWithParent()
  attendees(@Parent() version: MinutesVersion, @Ctx() context: RequestContext): Promise<Person[]> {
    return context.loadMany(this.people, version.attendeeIds);
  }
}
