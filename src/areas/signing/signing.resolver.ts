import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { RequestContext } from '../../kernel/context';
import { type Page, PageArgs } from '../../kernel/page';
import { Project, ProjectsReader } from '../projects';
import {
  Delegation,
  DelegationsService,
  Signature,
  SignatureConnection,
  SignaturesReader,
} from '../signatures';
import { DelegateSigningInput } from './signing.inputs';
import { refuse } from './signing.messages';

/** Where signing is delegated, and the signatures of a project. */
@Resolver(() => Project)
export class SigningResolver {
  constructor(
    private readonly projects: ProjectsReader,
    private readonly delegations: DelegationsService,
    private readonly signatures_: SignaturesReader,
    private readonly clock: Clock,
  ) {}

  @Mutation(() => Delegation, {
    description:
      'A representative lets a colleague sign for the organisation for some days; recorded, and revocable.',
  })
  @SignedIn()
  async delegateSigning(
    @Me() actor: Actor,
    @Args('input') { projectId = null, startsOn, note = null, ...grant }: DelegateSigningInput,
  ): Promise<Delegation> {
    if (projectId !== null) {
      const { partyIds } = await this.projects.get(actor, projectId, 'projectId');
      if (!partyIds.includes(grant.organisationId))
        throw refuse('signing.not-party', {}, ['input', 'organisationId']);
    }
    const from = startsOn ?? this.clock.today();
    return this.delegations.grant(actor, { ...grant, subjectId: projectId, startsOn: from, note });
  }

  @ResolveField(() => SignatureConnection, {
    description:
      'Every signature ever given, the latest first, those that an edit voided too: for the parties of what was signed and the bureau.',
  })
  @SeenWithParent()
  signatures(
    @Parent() { id }: Project,
    @Ctx() context: RequestContext,
    @Args() page: PageArgs,
  ): Promise<Page<Signature>> {
    return context.nested(this.signatures_, 'subjectId', id, page);
  }
}

/** What a delegation is for. */
@Resolver(() => Delegation)
export class DelegationProjectResolver {
  constructor(private readonly projects: ProjectsReader) {}

  @ResolveField(() => Project, {
    nullable: true,
    description: 'Null: it is for all that the organisation signs.',
  })
  @SeenWithParent()
  project(@Parent() { subjectId }: Delegation, @Ctx() context: RequestContext): Promise<Project | null> {
    return context.load(this.projects, subjectId);
  }
}
