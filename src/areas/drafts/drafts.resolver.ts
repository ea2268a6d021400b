import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { Page, PageArgs } from '../../kernel/page';
import { requestScope } from '../../kernel/request';
import { Achievement, AchievementsReader } from '../achievements';
import { Interest, InterestsReader } from '../interests';
import { Need, NeedsReader } from '../needs';
import { Organisation, OrganisationsReader } from '../organisations';
import { PeopleReader, Person } from '../people';
import { PlanFinding, planFindings } from '../plans';
import { ProgrammesReader, type Programme } from '../programmes';
import { Project, projectInsider, ProjectsReader } from '../projects';
import { ContentVersion, ContentVersionConnection, VersionsReader } from '../versions';
import { DraftParty, ProjectDraft } from './draft';
import { ProjectDraftInput, RestoreProjectVersionInput } from './draft.inputs';
import { DraftsService } from './drafts.service';
import { ProjectVersions } from './project-versions';

@Resolver(() => ProjectDraft)
export class DraftsResolver {
  constructor(private readonly service: DraftsService) {}

  @Query(() => ProjectDraft, {
    description:
      'A proposal filled in from need, achievement, interest and an earlier project; nothing is stored.',
  })
  @SignedIn()
  projectDraft(@Me() actor: Actor, @Args('input') input: ProjectDraftInput): Promise<ProjectDraft> {
    return this.service.prefill(actor, input, requestScope().locale);
  }
}

/** What a draft refers to; null where the viewer may not see it. */
@Resolver(() => ProjectDraft)
export class DraftSourcesResolver {
  constructor(
    private readonly needs: NeedsReader,
    private readonly achievements: AchievementsReader,
    private readonly interests: InterestsReader,
    private readonly people: PeopleReader,
  ) {}

  @ResolveField(() => Need, { nullable: true })
  @SeenWithParent()
  need(@Parent() draft: ProjectDraft, @Ctx() context: RequestContext): Promise<Need | null> {
    return context.load(this.needs, draft.needId);
  }

  @ResolveField(() => Achievement, { nullable: true })
  @SeenWithParent()
  achievement(@Parent() draft: ProjectDraft, @Ctx() context: RequestContext): Promise<Achievement | null> {
    return context.load(this.achievements, draft.achievementId);
  }

  @ResolveField(() => Interest, { nullable: true })
  @SeenWithParent()
  interest(@Parent() draft: ProjectDraft, @Ctx() context: RequestContext): Promise<Interest | null> {
    return context.load(this.interests, draft.interestId);
  }

  @ResolveField(() => Person, { nullable: true })
  @SeenWithParent()
  leader(@Parent() draft: ProjectDraft, @Ctx() context: RequestContext): Promise<Person | null> {
    return context.load(this.people, draft.leaderId);
  }
}

@Resolver(() => DraftParty)
export class DraftPartiesResolver {
  constructor(private readonly organisations: OrganisationsReader) {}

  @ResolveField(() => Organisation)
  @SeenWithParent()
  organisation(@Parent() party: DraftParty, @Ctx() context: RequestContext): Promise<Organisation | null> {
    return context.load(this.organisations, party.organisationId);
  }
}

/** The fields that this area adds to projects; for those who see all of a project. */
@Resolver(() => Project)
export class ProjectVersionsResolver {
  constructor(
    private readonly projects: ProjectsReader,
    private readonly kept: VersionsReader,
    private readonly service: ProjectVersions,
    private readonly programmes: ProgrammesReader,
  ) {}

  @Mutation(() => Project, {
    description: 'Edits a project to what an earlier version of it said; the parties sign again.',
  })
  @SignedIn()
  restoreProjectVersion(
    @Me() actor: Actor,
    @Args('input') input: RestoreProjectVersionInput,
  ): Promise<Project> {
    return this.service.restore(actor, input);
  }

  @ResolveField(() => ContentVersionConnection, {
    description: 'What was saved and who changed what, newest first; for the parties and the bureau.',
  })
  @SeenWithParent()
  versions(
    @Parent() project: Project,
    @Me() actor: Actor,
    @Ctx() context: RequestContext,
    @Args() page: PageArgs,
  ): Promise<Page<ContentVersion>> {
    return projectInsider(actor, project)
      ? this.kept.of(context, project.id, page)
      : Promise.resolve(Page.empty());
  }

  @ResolveField(() => [PlanFinding], {
    description:
      'What in the plan keeps the project from being submitted, by the programme that holds now: the checks of an application go by that of its round. For the parties and the bureau.',
  })
  @SeenWithParent()
  async planFindings(
    @Parent() project: Project,
    @Me() actor: Actor,
    @Ctx() context: RequestContext,
  ): Promise<PlanFinding[]> {
    if (!projectInsider(actor, project)) return [];
    const frame = { ...project, parties: await this.projects.parties(context, project.id) };
    const { kept: terms } = await this.programme(context);
    return planFindings(project.plan, frame, terms);
  }

  private programme(context: RequestContext): Promise<Programme> {
    const latest = context.batch<Programme>('drafts.programme', async (keys) => {
      const programme = await this.programmes.latest();
      return keys.map(() => programme);
    });
    return latest.load('latest');
  }
}
