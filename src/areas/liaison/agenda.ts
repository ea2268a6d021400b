import { Injectable } from '@nestjs/common';
import { Field, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Me, SeenWithParent } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { RequestContext } from '../../kernel/context';
import { sentence, type Locale, type Scalar } from '../../kernel/messages';
import { Node } from '../../kernel/node';
import { sql, type Sql } from '../../kernel/policy';
import { requestScope } from '../../kernel/request';
import { ApplicationsReader, type Application } from '../applications';
import { InterestsReader, UNANSWERED, type Interest } from '../interests';
import { NeedsReader, type Need } from '../needs';
import { OrganisationsReader } from '../organisations';
import { PeopleReader, Person } from '../people';
import { ProjectsReader } from '../projects';
import { ActionItemsReader, BY_DUE_DAY, MeetingsReader } from './liaison.reader';
import { ActionItem, Meeting } from './meeting';

/** One point of an agenda. */
@ObjectType()
export class AgendaItem {
  /** In the caller's language. */
  @Field(() => String) text!: string;
  /** What it is about. */
  @Field(() => Node, { nullable: true }) subject!: Node | null;
}

/** Where the points of an agenda come from. */
@Injectable()
export class AgendaSources {
  constructor(
    readonly needs: NeedsReader,
    readonly interests: InterestsReader,
    readonly projects: ProjectsReader,
    readonly applications: ApplicationsReader,
    readonly actionItems: ActionItemsReader,
    readonly organisations: OrganisationsReader,
  ) {}
}

/** What the parties of some meetings have open, as far as one viewer may know of it. */
interface Open {
  readonly items: readonly ActionItem[];
  readonly applications: readonly Application[];
  readonly interests: readonly Interest[];
  readonly needs: readonly Need[];
  readonly titleOf: (projectId: string) => string;
  readonly nameOf: (organisationId: string) => string;
}

const NEEDS_PER_PARTY = 5;
const AT_MOST = { first: 100 };
/** States in which an application waits for its parties. */
const WAITING = ['DRAFT', 'RETURNED'];

/** Fills agendas: what is overdue first, then what waits for an answer, then what is open. */
@Injectable()
export class Agenda {
  constructor(
    private readonly clock: Clock,
    private readonly meetings: MeetingsReader,
    private readonly sources: AgendaSources,
  ) {}

  /** The agendas of some meetings, in their order; a constant number of statements. */
  async of(viewer: Actor, meetingIds: readonly string[], locale: Locale): Promise<AgendaItem[][]> {
    const meetings = await this.meetings.byIds(viewer, meetingIds);
    const open = await this.open(viewer, [...meetings.values()]);
    return meetingIds.map((id) => {
      const meeting = meetings.get(id);
      return meeting && meeting.state !== 'CANCELLED' ? this.points(meeting, open, locale) : [];
    });
  }

  private async open(viewer: Actor, meetings: readonly Meeting[]): Promise<Open> {
    const { needs, interests, projects, applications, actionItems, organisations } = this.sources;
    const parties = [...new Set(meetings.flatMap((meeting) => meeting.partyIds))];
    const items = await actionItems.open(viewer, [...new Set(meetings.map((meeting) => meeting.seriesId))]);
    const offered = await needs.pagesOf(
      viewer,
      'organisationId',
      parties,
      { first: NEEDS_PER_PARTY },
      sql`t.state = 'OPEN'`,
    );
    const asked = await interests.page(viewer, AT_MOST, askedAmong(parties));
    const waiting = await applications.page(viewer, AT_MOST, waitingFor(parties));
    const titles = await projects.byIds(
      viewer,
      waiting.nodes.map(({ projectId }) => projectId),
    );
    const names = await organisations.byIds(viewer, parties);
    return {
      items,
      applications: waiting.nodes,
      interests: asked.nodes,
      needs: [...offered.values()].flatMap(({ nodes }) => nodes),
      titleOf: (id) => titles.get(id)?.title ?? '',
      nameOf: (id) => names.get(id)?.name ?? '',
    };
  }

  private points(meeting: Meeting, open: Open, locale: Locale): AgendaItem[] {
    const { partyIds } = meeting;
    const { nameOf, titleOf } = open;
    const today = this.clock.today();
    const point = (part: string, subject: Node, params: Record<string, Scalar>): AgendaItem => ({
      text: sentence(`liaison.agenda.${part}`, params, locale),
      subject,
    });
    const items = open.items.filter((item) => isEarlier(item, meeting));
    const interests = open.interests.filter(
      ({ fromId, toId }) => partyIds.includes(fromId) && partyIds.includes(toId),
    );
    const applications = open.applications.filter((application) =>
      application.partyIds.some((id) => partyIds.includes(id)),
    );
    const needs = partyIds.flatMap((id) => open.needs.filter(({ organisationId }) => organisationId === id));
    return [
      ...items.map((item) => point(item.dueOn < today ? 'overdue' : 'action', item, said(item, nameOf))),
      ...applications.map((one) => point('application', one, { text: titleOf(one.projectId) })),
      ...interests.map((one) =>
        point('interest', one, { text: shortened(one.message), owner: nameOf(one.toId) }),
      ),
      ...needs.map((need) => point('need', need, { text: need.title, owner: nameOf(need.organisationId) })),
    ];
  }
}

/** What a meeting is about: who was there, what is to be done, what is to be talked over. */
@Resolver(() => Meeting)
export class MeetingContentsResolver {
  constructor(
    private readonly agendas: Agenda,
    private readonly items: ActionItemsReader,
    private readonly people: PeopleReader,
  ) {}

  @ResolveField(() => [AgendaItem], {
    description: 'What the parties have open now, as far as the viewer may know of it.',
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

  @ResolveField(() => [ActionItem])
  @SeenWithParent()
  async actionItems(
    @Parent() meeting: Meeting,
    @Ctx() context: RequestContext,
  ): Promise<readonly ActionItem[]> {
    return (await context.nested(this.items, 'meetingId', meeting.id, { first: 100 }, undefined, BY_DUE_DAY))
      .nodes;
  }

  @ResolveField(() => [Person], { description: 'Who was there.' })
  @SeenWithParent()
  attendees(@Parent() meeting: Meeting, @Ctx() context: RequestContext): Promise<Person[]> {
    return context.loadMany(this.people, meeting.attendeeIds);
  }
}

const askedAmong = (parties: readonly string[]): Sql =>
  sql`t.state = ANY(${UNANSWERED}) AND t.from_id = ANY(${parties}) AND t.to_id = ANY(${parties})`;

const waitingFor = (parties: readonly string[]): Sql =>
  sql`t.state = ANY(${WAITING}) AND t.party_ids ?| ${parties}`;

const said = ({ text, ownerId, dueOn }: ActionItem, nameOf: Open['nameOf']): Record<string, Scalar> => ({
  text,
  owner: nameOf(ownerId),
  dueOn,
});

const isEarlier = (item: ActionItem, meeting: Meeting): boolean =>
  item.seriesId === meeting.seriesId && item.meetingId !== meeting.id && item.setOn <= meeting.meetsOn;

const LONGEST = 80;
const shortened = (text: string): string => {
  const letters = [...text];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}…` : text;
};
