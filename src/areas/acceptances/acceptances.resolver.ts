import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { NEWEST_FIRST } from '../../kernel/reader';
import { Recorded } from '../../kernel/recorded';
import { Project, ProjectsReader } from '../projects';
import { Acceptance } from './acceptance';
import { acceptanceKind } from './acceptance.kind';
import {
  AssessRecoveryInput,
  DecideAcceptanceInput,
  GiveAcceptanceOpinionInput,
  MoveRecoveryInput,
  SubmitFinalReportInput,
} from './acceptances.inputs';
import { AcceptancesReader, RecoveriesReader } from './acceptances.reader';
import { AcceptancesService } from './acceptances.service';
import { RecoveriesService } from './recoveries.service';
import { Recovery, recoveryKind } from './recovery';

@Resolver(() => Acceptance)
export class AcceptancesResolver extends Recorded(acceptanceKind) {
  constructor(
    private readonly service: AcceptancesService,
    private readonly projects: ProjectsReader,
  ) {
    super();
  }

  @Mutation(() => Acceptance, {
    description:
      'Submits the final report, or submits it again; for representatives of the party that leads.',
  })
  @SignedIn()
  submitFinalReport(@Me() actor: Actor, @Args('input') input: SubmitFinalReportInput): Promise<Acceptance> {
    return this.service.submit(actor, input);
  }

  @Mutation(() => Acceptance, {
    description: 'Whoever represents the owner of the need says whether its metrics are met.',
  })
  @SignedIn()
  giveAcceptanceOpinion(
    @Me() actor: Actor,
    @Args('input') input: GiveAcceptanceOpinionInput,
  ): Promise<Acceptance> {
    return this.service.opine(actor, input);
  }

  @Mutation(() => Acceptance, {
    description: 'The bureau accepts the final report, which completes the project, fails it, or returns it.',
  })
  @Can('BUREAU_OFFICER')
  decideAcceptance(@Me() actor: Actor, @Args('input') input: DecideAcceptanceInput): Promise<Acceptance> {
    return this.service.decide(actor, input);
  }

  @ResolveField(() => Project, { nullable: true })
  @SeenWithParent()
  project(@Parent() acceptance: Acceptance, @Ctx() context: RequestContext): Promise<Project | null> {
    return context.load(this.projects, acceptance.projectId);
  }
}

@Resolver(() => Recovery)
export class RecoveriesResolver extends Recorded(recoveryKind) {
  constructor(
    private readonly service: RecoveriesService,
    private readonly projects: ProjectsReader,
  ) {
    super();
  }

  @Mutation(() => Recovery, {
    description: 'The bureau says how much of what a terminated project was granted was properly used.',
  })
  @Can('BUREAU_OFFICER')
  assessRecovery(@Me() actor: Actor, @Args('input') input: AssessRecoveryInput): Promise<Recovery> {
    return this.service.assess(actor, input);
  }

  @Mutation(() => Recovery, {
    description:
      'Takes one step of a recovery’s lifecycle: see its `actions`. RECORD says that the money came back.',
  })
  @Can('BUREAU_OFFICER')
  moveRecovery(@Me() actor: Actor, @Args('input') input: MoveRecoveryInput): Promise<Recovery> {
    return this.service.move(actor, input);
  }

  @ResolveField(() => Project, { nullable: true })
  @SeenWithParent()
  project(@Parent() recovery: Recovery, @Ctx() context: RequestContext): Promise<Project | null> {
    return context.load(this.projects, recovery.projectId);
  }
}

/** The fields that this area adds to projects. */
@Resolver(() => Project)
export class ProjectAcceptanceResolver {
  constructor(
    private readonly acceptances: AcceptancesReader,
    private readonly recoveries: RecoveriesReader,
  ) {}

  @ResolveField(() => Acceptance, {
    nullable: true,
    description: 'Null until the final report came; for the parties, the owner of the need and the bureau.',
  })
  @SeenWithParent()
  async acceptance(@Parent() project: Project, @Ctx() context: RequestContext): Promise<Acceptance | null> {
    return (await this.acceptances.within(context, project.id, NEWEST_FIRST))[0] ?? null;
  }

  @ResolveField(() => Recovery, {
    nullable: true,
    description: 'Null unless it was terminated; for the parties and the bureau.',
  })
  @SeenWithParent()
  async recovery(@Parent() project: Project, @Ctx() context: RequestContext): Promise<Recovery | null> {
    return (await this.recoveries.within(context, project.id, NEWEST_FIRST))[0] ?? null;
  }
}
