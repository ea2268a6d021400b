import {
  Args,
  Field,
  ID,
  Int,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { Can, Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { Config } from '../../kernel/config';
import { RequestContext } from '../../kernel/context';
import { publicId, uuidOf } from '../../kernel/ids';
import { messages, sentence } from '../../kernel/messages';
import { Node } from '../../kernel/node';
import { Nodes } from '../../kernel/nodes';
import type { Page } from '../../kernel/page';
import { requestScope } from '../../kernel/request';
import { allNotices, NoticeKindEnum, pageOf, wording, type NoticeKind, type Wording } from './notice';
import {
  DeliveryStateEnum,
  LetterAttempt,
  Notification,
  NotificationConnection,
  type DeliveryState,
} from './notification';
import { InboxArgs, SetMailPreferenceInput, SetMailProfileInput } from './notifications.inputs';
import { DeliveriesReader, NotificationsReader, type DeliveryRow } from './notifications.reader';
import { NotificationsService } from './notifications.service';
import { NotificationPreference, NotificationProfile } from './preference';
import { Preferences } from './preferences';

messages({
  'notifications.withheld': {
    zh: '（该记录已不再对您开放）',
    en: '(the record is no longer open to you)',
  },
});

/** How one message fared on its way to one recipient. */
@ObjectType({ description: 'How one message fared on its way to one recipient.' })
export class Delivery {
  @Field(() => ID, { description: 'The notification that it carries.' }) id!: string;
  @Field(() => NoticeKindEnum) kind!: NoticeKind;
  @Field(() => String, { description: 'MAIL, or a robot of a group chat.' }) channel!: string;
  @Field(() => String, { description: 'The recipient’s name.' }) recipient!: string;
  @Field(() => String, { description: 'The recipient’s address; the name of a robot.' }) to!: string;
  @Field(() => Date, { description: 'From when on it was to be told, UTC.' }) dueAt!: Date;
  @Field(() => DeliveryStateEnum) state!: DeliveryState;
  @Field(() => Int) attempts!: number;
  @Field(() => Date, { nullable: true, description: 'When the other side took it, UTC.' })
  sentAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'What went wrong last.' }) error!: string | null;
  readonly letterId!: string | null;
}

@Resolver(() => Notification)
export class NotificationsResolver {
  constructor(
    private readonly reader: NotificationsReader,
    private readonly service: NotificationsService,
    private readonly config: Config,
    private readonly nodes: Nodes,
  ) {}

  @Query(() => NotificationConnection, { description: 'What the viewer was told, the latest first.' })
  @SignedIn()
  inbox(@Me() actor: Actor, @Args() args: InboxArgs): Promise<Page<Notification>> {
    return this.reader.inbox(actor, args);
  }

  @Query(() => Int, { description: 'How many notifications the viewer has not read.' })
  @SignedIn()
  unreadCount(@Me() actor: Actor): Promise<number> {
    return this.reader.unread(actor);
  }

  @Mutation(() => Int, { description: 'Marks one’s own notifications as read; all where no ids are given.' })
  @SignedIn()
  markNotificationsRead(
    @Me() actor: Actor,
    @Args('ids', { type: () => [ID], nullable: true }) ids?: string[] | null,
  ): Promise<number> {
    return this.service.markRead(
      actor,
      ids?.slice(0, 500).map((id) => uuidOf('notification', id, 'ids')),
    );
  }

  @ResolveField(() => Node, {
    nullable: true,
    description: 'What it is about; null once it may not be seen.',
  })
  @SeenWithParent()
  subject(
    @Parent() { subjectType, subjectId }: Notification,
    @Ctx() context: RequestContext,
  ): Promise<object | null> {
    return this.seen(context, subjectType, subjectId);
  }

  @ResolveField(() => String, { description: 'In the caller’s language, as are the next three.' })
  @SeenWithParent()
  title(@Parent() one: Notification, @Ctx() context: RequestContext): Promise<string> {
    return this.said(one, context, 'title');
  }

  @ResolveField(() => String, { description: 'What happened.' })
  @SeenWithParent()
  text(@Parent() one: Notification, @Ctx() context: RequestContext): Promise<string> {
    return this.said(one, context, 'text');
  }

  @ResolveField(() => String, { description: 'What to do next.' })
  @SeenWithParent()
  next(@Parent() one: Notification, @Ctx() context: RequestContext): Promise<string> {
    return this.said(one, context, 'next');
  }

  @ResolveField(() => String, { description: 'Why it came.' })
  @SeenWithParent()
  why(@Parent() one: Notification, @Ctx() context: RequestContext): Promise<string> {
    return this.said(one, context, 'why');
  }

  @ResolveField(() => String, { description: 'The page of its subject.' })
  @SeenWithParent()
  link(@Parent() one: Notification): string {
    return this.config.publicUrl + pageOf(one);
  }

  /** Its words tell of the record, so they go when the record may not be seen any more. */
  private async said(one: Notification, context: RequestContext, part: keyof Wording): Promise<string> {
    const { locale } = requestScope();
    if (!(await this.seen(context, one.subjectType, one.subjectId)))
      return sentence('notifications.withheld', {}, locale);
    return wording(allNotices().get(one.code)!, one.words, locale)[part];
  }

  private seen(context: RequestContext, type: string, id: string): Promise<object | null> {
    const loader = context.batch<object | null>(`notifications.${type}`, async (ids) => {
      const found = await this.nodes.byIds(context.actor, type, ids);
      return ids.map((one) => found.get(one) ?? null);
    });
    return loader.load(id);
  }
}

@Resolver(() => Delivery)
export class DeliveriesResolver {
  constructor(
    private readonly reader: DeliveriesReader,
    private readonly service: NotificationsService,
  ) {}

  @Query(() => [Delivery], {
    description: 'What could not be delivered however often it was tried: the latest 500.',
  })
  @Can('BUREAU_OFFICER')
  async failedDeliveries(): Promise<Delivery[]> {
    return (await this.reader.failed()).map(shown);
  }

  @Mutation(() => Int, { description: 'Tries deliveries again that were given up; gives how many messages.' })
  @Can('BUREAU_OFFICER')
  retryDeliveries(@Me() actor: Actor, @Args('ids', { type: () => [ID] }) ids: string[]): Promise<number> {
    return this.service.retry(actor, {
      ids: ids.slice(0, 500).map((id) => uuidOf('notification', id, 'ids')),
    });
  }

  @ResolveField(() => [LetterAttempt], { description: 'Each attempt, the earliest first.' })
  @SeenWithParent()
  receipts(@Parent() { letterId }: Delivery, @Ctx() context: RequestContext): Promise<LetterAttempt[]> {
    if (letterId === null) return Promise.resolve([]);
    const loader = context.batch('notifications.receipts', async (ids) => {
      const found = await this.reader.attempts(ids);
      return ids.map((id) => found.get(id)!);
    });
    return loader.load(letterId);
  }
}

/** How and when the viewer wants mail. */
@Resolver(() => NotificationPreference)
export class PreferencesResolver {
  constructor(
    private readonly preferences: Preferences,
    private readonly nodes: Nodes,
  ) {}

  @Query(() => [NotificationPreference], {
    description: 'What the viewer has set; a kind that is not there comes at once.',
  })
  @SignedIn()
  mailPreferences(@Me() actor: Actor): Promise<NotificationPreference[]> {
    return this.preferences.of(actor.accountId!);
  }

  @Query(() => NotificationProfile, { description: 'The language of the viewer’s mail, and quiet hours.' })
  @SignedIn()
  mailProfile(@Me() actor: Actor): Promise<NotificationProfile> {
    return this.preferences.profile(actor.accountId!);
  }

  @Mutation(() => [NotificationPreference], {
    description:
      'Sets when one wants mail of a kind, of all of it or of one series or round; answers all that is set.',
  })
  @SignedIn()
  setMailPreference(
    @Me() actor: Actor,
    @Args('input') input: SetMailPreferenceInput,
  ): Promise<NotificationPreference[]> {
    return this.preferences.set(actor, input);
  }

  @Mutation(() => NotificationProfile)
  @SignedIn()
  setMailProfile(
    @Me() actor: Actor,
    @Args('input') input: SetMailProfileInput,
  ): Promise<NotificationProfile> {
    return this.preferences.setProfile(actor, input);
  }

  @ResolveField(() => Node, {
    nullable: true,
    description: 'The series or round that it holds for; null = all.',
  })
  @SeenWithParent()
  async scope(
    @Parent() { scopeType, scopeId }: NotificationPreference,
    @Ctx() context: RequestContext,
  ): Promise<object | null> {
    if (scopeType === null || scopeId === null) return null;
    return (await this.nodes.find(context.actor, scopeType, scopeId)) ?? null;
  }
}

/** A row as the API shows it. */
const shown = (row: DeliveryRow): Delivery =>
  Object.assign(new Delivery(), row, { id: publicId('notification', row.id) });
