import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Me, Public, SeenWithParent } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { workdaysLeft } from '../../kernel/calendar';
import { Clock } from '../../kernel/clock';
import { RequestContext } from '../../kernel/context';
import { publicId, uuidOf } from '../../kernel/ids';
import { sentence } from '../../kernel/messages';
import { PageArgs, type Page } from '../../kernel/page';
import { always, sql } from '../../kernel/policy';
import { requestScope } from '../../kernel/request';
import { ApplicationsReader, type Application } from '../applications';
import { OrganisationsReader } from '../organisations';
import { PeopleReader } from '../people';
import { ProjectsReader } from '../projects';
import { Publication, PublicationConnection } from './publication';

/** The page of public notices, and the list of what a round approved: the rows are applications, shown to everyone alike. */
@Resolver(() => Publication)
export class PublicationsResolver {
  constructor(
    private readonly applications: ApplicationsReader,
    private readonly projects: ProjectsReader,
    private readonly organisations: OrganisationsReader,
    private readonly people: PeopleReader,
    private readonly clock: Clock,
  ) {}

  @Query(() => PublicationConnection, {
    description: 'The public notices (公示) that run today, those that end first at the top.',
  })
  @Public()
  publicNotices(
    @Me() actor: Actor,
    @Args() page: PageArgs,
    @Args('roundId', { type: () => ID, nullable: true }) roundId?: string | null,
  ): Promise<Page<Application>> {
    const running = sql`t.state IN ('PUBLIC_NOTICE', 'OBJECTED') AND t.notice_ends_on >= ${this.clock.today()}`;
    const round = roundId ? sql`t.round_id = ${uuidOf('round', roundId, 'roundId')}` : always;
    const order = { by: 'noticeEndsOn', descending: false };
    return this.applications.page(actor, page, sql`${running} AND ${round}`, order);
  }

  @Query(() => PublicationConnection, {
    description: 'What a round approved (立项), by number.',
  })
  @Public()
  publicationList(
    @Me() actor: Actor,
    @Args('roundId', { type: () => ID }) roundId: string,
    @Args() page: PageArgs,
  ): Promise<Page<Application>> {
    const round = uuidOf('round', roundId, 'roundId');
    const order = { by: 'number', descending: false };
    return this.applications.page(actor, page, sql`t.state = 'APPROVED' AND t.round_id = ${round}`, order);
  }

  @ResolveField(() => ID, { description: 'What an objection names.' })
  @SeenWithParent()
  applicationId(@Parent() { id }: Application): string {
    return publicId('application', id);
  }

  @ResolveField(() => String)
  @SeenWithParent()
  async title(@Parent() { projectId }: Application, @Ctx() context: RequestContext): Promise<string> {
    return (await context.load(this.projects, projectId))!.title;
  }

  @ResolveField(() => String, { description: 'The unit that leads it.' })
  @SeenWithParent()
  async leadUnit(@Parent() { leadId }: Application, @Ctx() context: RequestContext): Promise<string> {
    return (await context.load(this.organisations, leadId))!.name;
  }

  @ResolveField(() => [String], { description: 'The units that take part, the lead first.' })
  @SeenWithParent()
  async units(@Parent() application: Application, @Ctx() context: RequestContext): Promise<string[]> {
    const { leadId, partyIds } = application;
    const others = partyIds.filter((id) => id !== leadId);
    return (await context.loadMany(this.organisations, [leadId, ...others])).map(({ name }) => name);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Who leads it; to strangers only where that person agreed to be listed.',
  })
  @SeenWithParent()
  async leader(@Parent() { projectId }: Application, @Ctx() context: RequestContext): Promise<string | null> {
    const project = await context.load(this.projects, projectId);
    return (await context.load(this.people, project!.leaderId))?.name ?? null;
  }

  @ResolveField(() => Int, { description: 'Working days left to object, today included; 0 once it is over.' })
  @SeenWithParent()
  workdaysLeft(@Parent() { noticeEndsOn }: Application): number {
    return noticeEndsOn === null ? 0 : workdaysLeft(this.clock.today(), noticeEndsOn);
  }

  @ResolveField(() => String, { description: 'How to object, in the caller’s language.' })
  @SeenWithParent()
  howToObject(@Parent() { noticeEndsOn }: Application): string {
    const running = noticeEndsOn !== null && this.clock.today() <= noticeEndsOn;
    const code = running ? 'objections.how' : 'objections.over';
    return sentence(code, { endsOn: noticeEndsOn ?? '' }, requestScope().locale);
  }
}
