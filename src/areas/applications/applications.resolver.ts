import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Ctx, Me, Public, SeenWithParent, SignedIn } from '../../kernel/access';
import { Action } from '../../kernel/action';
import { Optional } from '@nestjs/common';
import { isBureau, type Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { RequestContext } from '../../kernel/context';
import type { Refusal } from '../../kernel/messages';
import { uuidOf } from '../../kernel/ids';
import { actionsOf, objection } from '../../kernel/kind';
import { Page, PageArgs } from '../../kernel/page';
import { always, sql } from '../../kernel/policy';
import { Recorded } from '../../kernel/recorded';
import { checksOf, FormalCheck, type Dossier } from '../checks';
import { PeopleReader, Person } from '../people';
import { Project, ProjectsReader } from '../projects';
import { Round, RoundsReader } from '../rounds';
import { ApplicationDrafts } from './application.drafts';
import { Application, ApplicationConnection, FormalDecision } from './application';
import { AdmitLateInput, ApplicationFilter, ApplyInput, MoveApplicationInput } from './application.inputs';
import { applicationKind, Determinable } from './application.kind';
import { ApplicationStateEnum, type ApplicationState } from './application.lifecycle';
import { insider } from './application.policy';
import { ApplicationsReader } from './applications.reader';
import { ApplicationsService } from './applications.service';
import { FormalDecisions, submitRefusal } from './formal-decisions';

/** What an officer decides: whoever has to step aside decides none of it. */
const DECISIONS = ['ACCEPT', 'RETURN', 'REFUSE', 'START_NOTICE', 'APPROVE'];

@Resolver(() => Application)
export class ApplicationsResolver extends Recorded(applicationKind) {
  constructor(
    private readonly applications: ApplicationsReader,
    private readonly drafts: ApplicationDrafts,
    private readonly service: ApplicationsService,
    private readonly clock: Clock,
    private readonly formal: FormalDecisions,
    @Optional() private readonly determinable?: Determinable,
  ) {
    super();
  }

  @Query(() => Application, { nullable: true })
  @Public()
  application(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<Application> {
    return this.applications.get(actor, uuidOf('application', id));
  }

  @Query(() => ApplicationConnection, { name: 'applications' })
  @Public()
  list(
    @Me() actor: Actor,
    @Args() page: PageArgs,
    @Args('filter', { nullable: true }) filter?: ApplicationFilter,
  ): Promise<Page<Application>> {
    return this.applications.search(actor, page, filter);
  }

  @Mutation(() => Application, {
    description: 'The lead opens the draft of an application while the round is open.',
  })
  @SignedIn()
  applyToRound(@Me() actor: Actor, @Args('input') input: ApplyInput): Promise<Application> {
    return this.drafts.apply(actor, input);
  }

  @Mutation(() => Application, {
    description: 'Takes one step of an application’s lifecycle: see its `actions`.',
  })
  @SignedIn()
  moveApplication(@Me() actor: Actor, @Args('input') input: MoveApplicationInput): Promise<Application> {
    return this.service.move(actor, input);
  }

  @Mutation(() => Application, {
    description:
      'Lets a draft or a returned application be submitted although its round is closed; the reason is recorded.',
  })
  @Can('BUREAU_OFFICER')
  admitLate(@Me() actor: Actor, @Args('input') input: AdmitLateInput): Promise<Application> {
    return this.service.admitLate(actor, input);
  }

  @ResolveField(() => [Action], {
    description: 'Every action the type knows: allowed now for this viewer, or why not.',
  })
  @SeenWithParent()
  override async actions(
    @Parent() application: Application,
    @Me() actor: Actor,
    @Ctx() context?: RequestContext,
  ): Promise<Action[]> {
    const now = this.clock.now();
    const known = actionsOf(applicationKind, actor, application, now);
    const submittable = known.some(({ name, allowed }) => name === 'SUBMIT' && allowed);
    const dossier = submittable ? await this.dossier(context!, application) : null;
    const submit = new Action('SUBMIT', dossier ? submitRefusal(dossier) : undefined);
    const aside = await this.formal.partiality(context!, application);
    const own = (verb: string, refusal?: Refusal): Action => new Action(verb, refusal ?? aside);
    const late = objection(applicationKind, actor, application, 'ADMIT_LATE', now);
    return [
      ...known.map((action) => {
        if (action.name === 'SUBMIT' && submittable) return submit;
        return action.allowed && DECISIONS.includes(action.name) ? own(action.name) : action;
      }),
      own('DETERMINE', await this.determineRefusal(context!, application)),
      new Action('OBJECT', this.service.objectRefusal(actor, application)),
      own('ADMIT_LATE', late),
    ];
  }

  private async determineRefusal(
    context: RequestContext,
    application: Application,
  ): Promise<Refusal | undefined> {
    const refusal = objection(applicationKind, context.actor, application, 'RECOMMEND', this.clock.now());
    return refusal ?? (await this.determinable?.refusal(context, application));
  }

  @ResolveField(() => [FormalCheck], {
    description:
      'The formal-check rules (形式审查) and how this application stands against each, before it is submitted too; for the parties and the bureau.',
  })
  @SeenWithParent()
  async checks(
    @Parent() application: Application,
    @Me() actor: Actor,
    @Ctx() context: RequestContext,
  ): Promise<FormalCheck[]> {
    if (!insider(actor, application)) return [];
    const dossier = await this.dossier(context, application);
    return dossier ? checksOf(dossier) : [];
  }

  @ResolveField(() => [FormalDecision], {
    description:
      'What officers decided on it, with what the rules said then; for the parties and the bureau.',
  })
  @SeenWithParent()
  async formalDecisions(
    @Parent() application: Application,
    @Ctx() context: RequestContext,
  ): Promise<FormalDecision[]> {
    if (!insider(context.actor, application)) return [];
    const decisions = context.batch<FormalDecision[]>('application.formal-decisions', async (ids) => {
      const found = await this.formal.of(ids);
      return ids.map((id) => found.get(id)!);
    });
    return decisions.load(application.id);
  }

  private dossier(context: RequestContext, { id }: Application): Promise<Dossier | null> {
    return context
      .batch('application.dossier', async (ids) => {
        const records = await this.applications.byIds(context.actor, ids);
        const dossiers = await this.formal.dossiersOf([...records.values()]);
        return ids.map((each) => dossiers.get(each) ?? null);
      })
      .load(id);
  }
}

/** Who decided is the bureau's to know. */
@Resolver(() => FormalDecision)
export class FormalDecisionsResolver {
  constructor(private readonly people: PeopleReader) {}

  @ResolveField(() => Person, { nullable: true, description: 'For the bureau.' })
  @SeenWithParent()
  officer(@Parent() { officerId }: FormalDecision, @Ctx() context: RequestContext): Promise<Person | null> {
    return context.load(this.people, isBureau(context.actor) ? officerId : null);
  }
}

/** What an application belongs to. */
@Resolver(() => Application)
export class ApplicationOriginResolver {
  constructor(
    private readonly rounds: RoundsReader,
    private readonly projects: ProjectsReader,
  ) {}

  @ResolveField(() => Round)
  @SeenWithParent()
  round(@Parent() application: Application, @Ctx() context: RequestContext): Promise<Round | null> {
    return context.load(this.rounds, application.roundId);
  }

  @ResolveField(() => Project, {
    description:
      'Of a project that went on without them, former parties and reviewers see what a public notice shows.',
  })
  @SeenWithParent()
  async project(@Parent() { projectId }: Application, @Ctx() context: RequestContext): Promise<Project> {
    const project = await context.load(this.projects, projectId);
    if (project) return project;
    const left = context.batch<Project>('application.left-project', async (ids) => {
      const found = await this.projects.byIdsForCommands(ids);
      return ids.map((id) => found.get(id)!);
    });
    return left.load(projectId);
  }
}

/** The field that this area adds to rounds. */
@Resolver(() => Round)
export class RoundApplicationsResolver {
  constructor(private readonly reader: ApplicationsReader) {}

  @ResolveField(() => ApplicationConnection, { description: 'As far as the viewer may see them.' })
  @SeenWithParent()
  applications(
    @Parent() round: Round,
    @Ctx() context: RequestContext,
    @Args() page: PageArgs,
    @Args('states', { type: () => [ApplicationStateEnum], nullable: true })
    states?: ApplicationState[] | null,
  ): Promise<Page<Application>> {
    const wanted = states?.length ? sql`t.state = ANY(${states})` : always;
    return context.nested(this.reader, 'roundId', round.id, page, wanted);
  }
}

/** The field that this area adds to projects. */
@Resolver(() => Project)
export class ProjectApplicationResolver {
  constructor(private readonly reader: ApplicationsReader) {}

  @ResolveField(() => Application, { nullable: true, description: 'The latest that the viewer may see.' })
  @SeenWithParent()
  async application(@Parent() project: Project, @Ctx() context: RequestContext): Promise<Application | null> {
    const page = await context.nested(this.reader, 'projectId', project.id, { first: 1 });
    return page.nodes[0] ?? null;
  }
}
