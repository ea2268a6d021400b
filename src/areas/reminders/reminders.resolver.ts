import { Args, Field, ID, Int, Mutation, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Ctx, Me, SeenWithParent } from '../../kernel/access';
import { isBureau, type Actor } from '../../kernel/actor';
import { dayOf } from '../../kernel/clock';
import { RequestContext } from '../../kernel/context';
import { uuidOf } from '../../kernel/ids';
import { Day } from '../../kernel/scalars';
import { Meeting, MeetingsReader } from '../liaison';
import {
  DeliveriesReader,
  DeliveryStateEnum,
  NotificationsService,
  type DeliveryRow,
  type DeliveryState,
} from '../notifications';

/** One message to one person about one meeting. */
@ObjectType({ description: 'One message to one person about one meeting.' })
export class Reminder {
  /** BEFORE_7: seven days before; MINUTES_MISSING, MONTH_MISSED, MOVED, CANCELLED. */
  @Field(() => String) kind!: string;
  @Field(() => String) channel!: string;
  @Field(() => String, { nullable: true, description: 'The recipient’s address.' }) to!: string;
  @Field(() => Day, { description: 'Asia/Shanghai.' }) dueOn!: string;
  @Field(() => DeliveryStateEnum) state!: DeliveryState;
  @Field(() => Int) attempts!: number;
  @Field(() => Date, { nullable: true }) sentAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'Why the last attempt failed; for the bureau.' })
  error!: string | null;
}

/** Who is told of a meeting, and whether it reached them. */
@Resolver(() => Meeting)
export class RemindersResolver {
  constructor(
    private readonly meetings: MeetingsReader,
    private readonly deliveries: DeliveriesReader,
    private readonly service: NotificationsService,
  ) {}

  @ResolveField(() => [Reminder], { description: 'For the bureau all; for a party those to its own people.' })
  @SeenWithParent()
  async reminders(
    @Parent() meeting: Meeting,
    @Me() actor: Actor,
    @Ctx() context: RequestContext,
  ): Promise<Reminder[]> {
    const loader = context.batch('reminders', async (ids) => {
      const found = await this.deliveries.of(actor, 'LIAISON', ids);
      return ids.map((id) => found.get(id)!);
    });
    return (await loader.load(meeting.id)).map((row) => shown(row, actor));
  }

  @Mutation(() => Meeting, {
    description: 'Tries the reminders of a meeting again that could not be delivered.',
  })
  @Can('BUREAU_OFFICER')
  async resendReminders(
    @Me() actor: Actor,
    @Args('meetingId', { type: () => ID }) id: string,
  ): Promise<Meeting> {
    const meeting = await this.meetings.get(actor, uuidOf('meeting', id, 'meetingId'), 'meetingId');
    await this.service.retry(actor, { subjectId: meeting.id });
    return meeting;
  }
}

const shown = (row: DeliveryRow, viewer: Actor): Reminder =>
  Object.assign(new Reminder(), row, {
    kind: String(row.words['step']),
    dueOn: dayOf(row.dueAt),
    error: isBureau(viewer) ? row.error : null,
  });
