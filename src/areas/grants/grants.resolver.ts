import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Ctx, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { NEWEST_FIRST } from '../../kernel/reader';
import { Recorded } from '../../kernel/recorded';
import { LedgerLine } from '../ledger';
import { Project, ProjectsReader } from '../projects';
import { Grant, grantKind } from './grant';
import {
  CloseGrantInput,
  CommitGrantInput,
  MoveInstalmentInput,
  PayInstalmentInput,
  PlanInstalmentsInput,
  ReversePaymentInput,
} from './grants.inputs';
import { GrantsReader, InstalmentsReader, MatchingReader } from './grants.reader';
import { GrantsService } from './grants.service';
import { Instalment, instalmentKind } from './instalment';
import { MatchingMoney } from './matching';
import { PaymentsService } from './payments.service';

@Resolver(() => Grant)
export class GrantsResolver extends Recorded(grantKind) {
  constructor(
    private readonly service: GrantsService,
    private readonly payments: PaymentsService,
    private readonly projects: ProjectsReader,
    private readonly parts: InstalmentsReader,
    private readonly matchingReader: MatchingReader,
  ) {
    super();
  }

  @Mutation(() => Grant, {
    description: 'The bureau names the fund and the year whose budget covers a grant.',
  })
  @Can('BUREAU_OFFICER')
  commitGrant(@Me() actor: Actor, @Args('input') input: CommitGrantInput): Promise<Grant> {
    return this.service.commit(actor, input);
  }

  @Mutation(() => Grant, {
    description: 'Closes the grant of a project that has ended; what is not paid is free again.',
  })
  @Can('BUREAU_OFFICER')
  closeGrant(@Me() actor: Actor, @Args('input') input: CloseGrantInput): Promise<Grant> {
    return this.service.close(actor, input);
  }

  @Mutation(() => Grant, {
    description: 'Says how a grant is paid, in place of what was planned and not requested.',
  })
  @Can('BUREAU_OFFICER')
  planInstalments(@Me() actor: Actor, @Args('input') input: PlanInstalmentsInput): Promise<Grant> {
    return this.payments.plan(actor, input);
  }

  @ResolveField(() => Project, { nullable: true })
  @SeenWithParent()
  project(@Parent() grant: Grant, @Ctx() context: RequestContext): Promise<Project | null> {
    return context.load(this.projects, grant.projectId);
  }

  @ResolveField(() => [Instalment], { description: 'In their order, without those of earlier plans.' })
  @SeenWithParent()
  instalments(@Parent() grant: Grant, @Ctx() context: RequestContext): Promise<readonly Instalment[]> {
    return this.parts.live(context, grant.id);
  }

  @ResolveField(() => [MatchingMoney], {
    description: 'What the parties have put in themselves, the latest first.',
  })
  @SeenWithParent()
  matching(@Parent() grant: Grant, @Ctx() context: RequestContext): Promise<MatchingMoney[]> {
    return this.matchingReader.within(context, grant.projectId, NEWEST_FIRST);
  }
}

@Resolver(() => Instalment)
export class InstalmentsResolver extends Recorded(instalmentKind) {
  constructor(
    private readonly service: PaymentsService,
    private readonly grants: GrantsReader,
  ) {
    super();
  }

  @Mutation(() => Instalment, {
    description:
      'Requests a payment, for representatives of the lead and the bureau; or endorses, approves, returns it.',
  })
  @SignedIn()
  moveInstalment(@Me() actor: Actor, @Args('input') input: MoveInstalmentInput): Promise<Instalment> {
    return this.service.move(actor, input);
  }

  @Mutation(() => Instalment, { description: 'Records the payment of an approved instalment.' })
  @Can('BUREAU_OFFICER')
  payInstalment(@Me() actor: Actor, @Args('input') input: PayInstalmentInput): Promise<Instalment> {
    return this.service.pay(actor, input);
  }

  @Mutation(() => Instalment, {
    description: 'Takes back a payment that did not arrive: it can be paid again.',
  })
  @Can('BUREAU_OFFICER')
  reversePayment(@Me() actor: Actor, @Args('input') input: ReversePaymentInput): Promise<Instalment> {
    return this.service.reverse(actor, input);
  }

  @ResolveField(() => Grant, { nullable: true })
  @SeenWithParent()
  grant(@Parent() instalment: Instalment, @Ctx() context: RequestContext): Promise<Grant | null> {
    return context.load(this.grants, instalment.grantId);
  }
}

/** The field that this area adds to projects. */
@Resolver(() => Project)
export class ProjectGrantResolver {
  constructor(private readonly grants: GrantsReader) {}

  @ResolveField(() => Grant, {
    nullable: true,
    description: 'Null until it is approved; for the parties and the bureau.',
  })
  @SeenWithParent()
  async grant(@Parent() project: Project, @Ctx() context: RequestContext): Promise<Grant | null> {
    return (await this.grants.within(context, project.id, NEWEST_FIRST))[0] ?? null;
  }
}

/** The field that this area adds to the ledger. */
@Resolver(() => LedgerLine)
export class LedgerLineResolver {
  constructor(private readonly grants: GrantsReader) {}

  @ResolveField(() => Grant, {
    nullable: true,
    description: 'Whose account it is; null for those of the book.',
  })
  @SeenWithParent()
  grant(@Parent() line: LedgerLine, @Ctx() context: RequestContext): Promise<Grant | null> {
    return context.load(this.grants, line.holderId);
  }
}
