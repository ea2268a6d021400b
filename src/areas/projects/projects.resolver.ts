import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Me, Public, SeenWithParent, SignedIn } from '../../kernel/access';
import { Action } from '../../kernel/action';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { RequestContext } from '../../kernel/context';
import { uuidOf } from '../../kernel/ids';
import { actionsOf } from '../../kernel/kind';
import { Page, PageArgs } from '../../kernel/page';
import { Recorded } from '../../kernel/recorded';
import { Achievement, AchievementsReader } from '../achievements';
import { Attachment, AttachmentsReader } from '../attachments';
import { Interest, InterestsReader } from '../interests';
import { Need, NeedsReader } from '../needs';
import { Organisation, OrganisationsReader } from '../organisations';
import { PeopleReader, Person } from '../people';
import { DelegationsReader } from '../signatures';
import { Project, ProjectConnection, ProjectParty } from './project';
import {
  EditProjectInput,
  MoveProjectInput,
  ProjectFilter,
  ProposeProjectInput,
  SignProjectInput,
} from './project.inputs';
import { projectKind } from './project.kind';
import { insider, student } from './project.policy';
import { ProjectsReader } from './projects.reader';
import { ProjectsService } from './projects.service';

@Resolver(() => Project)
export class ProjectsResolver extends Recorded(projectKind) {
  constructor(
    private readonly projects: ProjectsReader,
    private readonly service: ProjectsService,
    private readonly clock: Clock,
    private readonly delegations: DelegationsReader,
  ) {
    super();
  }

  @Query(() => Project, { nullable: true })
  @Public()
  project(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<Project> {
    return this.projects.get(actor, uuidOf('project', id));
  }

  @Query(() => ProjectConnection, { name: 'projects' })
  @Public()
  list(
    @Me() actor: Actor,
    @Args() page: PageArgs,
    @Args('filter', { nullable: true }) filter?: ProjectFilter,
  ): Promise<Page<Project>> {
    return this.projects.search(actor, page, filter);
  }

  @Mutation(() => Project, {
    description: 'Proposes a joint project; the caller is a member of one of its parties.',
  })
  @SignedIn()
  proposeProject(@Me() actor: Actor, @Args('input') input: ProposeProjectInput): Promise<Project> {
    return this.service.propose(actor, input);
  }

  @Mutation(() => Project, { description: 'Changes what the parties sign, and so voids every signature.' })
  @SignedIn()
  editProject(@Me() actor: Actor, @Args('input') input: EditProjectInput): Promise<Project> {
    return this.service.edit(actor, input);
  }

  @Mutation(() => Project, {
    description:
      'A representative, or whom one delegated it to, signs for a party; with the last signature the project is SIGNED.',
  })
  @SignedIn()
  signProject(@Me() actor: Actor, @Args('input') input: SignProjectInput): Promise<Project> {
    return this.service.sign(actor, input);
  }

  @Mutation(() => Project, { description: 'Takes one step of a project’s lifecycle: see its `actions`.' })
  @SignedIn()
  moveProject(@Me() actor: Actor, @Args('input') input: MoveProjectInput): Promise<Project> {
    return this.service.move(actor, input);
  }

  @ResolveField(() => [Action], {
    description: 'Every action the type knows: allowed now for this viewer, or why not.',
  })
  @SeenWithParent()
  override async actions(
    @Parent() project: Project,
    @Me() actor: Actor,
    @Ctx() context?: RequestContext,
  ): Promise<Action[]> {
    const inside = insider(actor, project);
    const parties = inside ? await this.projects.parties(context!, project.id) : [];
    const delegations = inside ? await this.delegations.heldBy(context!, project.id) : [];
    return [
      ...actionsOf(projectKind, actor, project, this.clock.now()),
      new Action('EDIT', this.service.editRefusal(actor, project)),
      new Action('SIGN', this.service.signRefusal(actor, project, parties, delegations)),
    ];
  }

  @ResolveField(() => String, { description: 'Empty for those outside the project.' })
  @SeenWithParent()
  summary(@Parent() project: Project, @Me() actor: Actor): string {
    return student(actor, project) ? project.summary : '';
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'What the parties sign: canonical JSON (RFC 8785) whose SHA-256 is the contentHash.',
  })
  @SeenWithParent()
  async signedText(
    @Parent() project: Project,
    @Me() actor: Actor,
    @Ctx() context: RequestContext,
  ): Promise<string | null> {
    return insider(actor, project) ? this.projects.signedText(context, project) : null;
  }

  @ResolveField(() => [ProjectParty], { description: 'The lead first.' })
  @SeenWithParent()
  async parties(
    @Parent() project: Project,
    @Me() actor: Actor,
    @Ctx() context: RequestContext,
  ): Promise<ProjectParty[]> {
    const parties = await this.projects.parties(context, project.id);
    if (insider(actor, project)) return parties;
    const unsigned = { signedAt: null, signedById: null };
    const task = (party: ProjectParty): string => (student(actor, project) ? party.task : '');
    return parties.map((party) => ({ ...party, ...unsigned, task: task(party) }));
  }
}

/** What a project refers to in earlier areas; null where the viewer may not see it. */
@Resolver(() => Project)
export class ProjectSourcesResolver {
  constructor(
    private readonly needs: NeedsReader,
    private readonly achievements: AchievementsReader,
    private readonly interests: InterestsReader,
    private readonly people: PeopleReader,
    private readonly files: AttachmentsReader,
  ) {}

  @ResolveField(() => Need, { nullable: true })
  @SeenWithParent()
  need(@Parent() project: Project, @Ctx() context: RequestContext): Promise<Need | null> {
    return context.load(this.needs, project.needId);
  }

  @ResolveField(() => Achievement, { nullable: true })
  @SeenWithParent()
  achievement(@Parent() project: Project, @Ctx() context: RequestContext): Promise<Achievement | null> {
    return context.load(this.achievements, project.achievementId);
  }

  @ResolveField(() => Interest, { nullable: true })
  @SeenWithParent()
  interest(@Parent() project: Project, @Ctx() context: RequestContext): Promise<Interest | null> {
    return context.load(this.interests, project.interestId);
  }

  @ResolveField(() => [Attachment], {
    description: 'For the parties, the bureau and its reviewers; empty for others.',
  })
  @SeenWithParent()
  attachments(
    @Parent() project: Project,
    @Me() actor: Actor,
    @Ctx() context: RequestContext,
  ): Promise<Attachment[]> {
    const ids = student(actor, project) ? project.attached.map(({ id }) => id) : [];
    return context.loadMany(this.files, ids);
  }

  @ResolveField(() => Person, { nullable: true })
  @SeenWithParent()
  leader(@Parent() project: Project, @Ctx() context: RequestContext): Promise<Person | null> {
    return context.load(this.people, project.leaderId);
  }
}

@Resolver(() => ProjectParty)
export class PartiesResolver {
  constructor(
    private readonly organisations: OrganisationsReader,
    private readonly people: PeopleReader,
  ) {}

  @ResolveField(() => Organisation)
  @SeenWithParent()
  organisation(@Parent() party: ProjectParty, @Ctx() context: RequestContext): Promise<Organisation | null> {
    return context.load(this.organisations, party.organisationId);
  }

  @ResolveField(() => Person, { nullable: true })
  @SeenWithParent()
  signedBy(@Parent() party: ProjectParty, @Ctx() context: RequestContext): Promise<Person | null> {
    return context.load(this.people, party.signedById);
  }
}

/** The field that this area adds to needs. */
@Resolver(() => Need)
export class NeedProjectsResolver {
  constructor(private readonly reader: ProjectsReader) {}

  @ResolveField(() => ProjectConnection, {
    description: 'Joint projects that grew out of it, as far as the viewer may see them.',
  })
  @SeenWithParent()
  projects(
    @Parent() need: Need,
    @Ctx() context: RequestContext,
    @Args() page: PageArgs,
  ): Promise<Page<Project>> {
    return context.nested(this.reader, 'needId', need.id, page);
  }
}
