import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { Page, PageArgs } from '../../kernel/page';
import { Recorded } from '../../kernel/recorded';
import { Project, ProjectsReader } from '../projects';
import { ProjectChange, ProjectChangeConnection } from './change';
import { ConsentToChangeInput, MoveChangeInput, RequestChangeInput } from './change.inputs';
import { changeKind } from './change.kind';
import { ChangesReader } from './changes.reader';
import { ChangesService } from './changes.service';

@Resolver(() => ProjectChange)
export class ChangesResolver extends Recorded(changeKind) {
  constructor(
    private readonly service: ChangesService,
    private readonly projects: ProjectsReader,
  ) {
    super();
  }

  @Mutation(() => ProjectChange, {
    description:
      'Asks to change the leader, a party, the period or an indicator; for representatives of the lead.',
  })
  @SignedIn()
  requestChange(@Me() actor: Actor, @Args('input') input: RequestChangeInput): Promise<ProjectChange> {
    return this.service.request(actor, input);
  }

  @Mutation(() => ProjectChange, {
    description: 'A representative of the organisation that is to join signs what the other parties signed.',
  })
  @SignedIn()
  consentToChange(@Me() actor: Actor, @Args('input') input: ConsentToChangeInput): Promise<ProjectChange> {
    return this.service.consent(actor, input);
  }

  @Mutation(() => ProjectChange, {
    description:
      'Takes one step of a change’s lifecycle: see its `actions`. APPROVE alters project and task book.',
  })
  @SignedIn()
  moveChange(@Me() actor: Actor, @Args('input') input: MoveChangeInput): Promise<ProjectChange> {
    return this.service.move(actor, input);
  }

  @ResolveField(() => Project, { nullable: true })
  @SeenWithParent()
  project(@Parent() change: ProjectChange, @Ctx() context: RequestContext): Promise<Project | null> {
    return context.load(this.projects, change.projectId);
  }

  @ResolveField(() => String, {
    nullable: true,
    description:
      'What the parties signed, for who is to join: its SHA-256 is the contentHash of the project.',
  })
  @SeenWithParent()
  async signedText(@Parent() change: ProjectChange, @Ctx() context: RequestContext): Promise<string | null> {
    const project = await context.load(this.projects, change.projectId);
    if (!project || change.joiningId === null || change.state !== 'REQUESTED') return null;
    return this.projects.signedText(context, project);
  }
}

/** The field that this area adds to projects. */
@Resolver(() => Project)
export class ProjectChangesResolver {
  constructor(private readonly reader: ChangesReader) {}

  @ResolveField(() => ProjectChangeConnection, {
    description: 'What it asked to change, newest first; for the parties and the bureau.',
  })
  @SeenWithParent()
  changes(
    @Parent() project: Project,
    @Ctx() context: RequestContext,
    @Args() page: PageArgs,
  ): Promise<Page<ProjectChange>> {
    return context.nested(this.reader, 'projectId', project.id, page);
  }
}
