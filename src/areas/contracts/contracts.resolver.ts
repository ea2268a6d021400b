import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, Me, Public, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { uuidOf } from '../../kernel/ids';
import { PageArgs, type Page } from '../../kernel/page';
import { Recorded } from '../../kernel/recorded';
import { ContractCheck, contractChecksOf, ContractDefault, defaultsOf, RULE_PACKS } from '../contractrules';
import { requestScope } from '../../kernel/request';
import { Organisation, OrganisationsReader } from '../organisations';
import { Project, ProjectsReader } from '../projects';
import { Contract, ContractConnection, ContractParty } from './contract';
import * as inputs from './contract.inputs';
import { contractKind } from './contract.kind';
import { ContractsReader } from './contracts.reader';
import { ContractsRegistrar } from './contracts.registrar';
import { ContractsService } from './contracts.service';

@Resolver(() => Contract)
export class ContractsResolver extends Recorded(contractKind) {
  constructor(
    private readonly contracts: ContractsReader,
    private readonly service: ContractsService,
    private readonly registrar: ContractsRegistrar,
    private readonly projects: ProjectsReader,
  ) {
    super();
  }

  @Query(() => Contract, { nullable: true })
  @Public()
  contract(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<Contract> {
    return this.contracts.get(actor, uuidOf('contract', id));
  }

  @Query(() => ContractConnection, {
    name: 'contracts',
    description: 'Newest first: those of the viewer’s organisations; for the bureau all that were filed.',
  })
  @Public()
  list(
    @Me() actor: Actor,
    @Args() page: PageArgs,
    @Args('filter', { nullable: true }) filter?: inputs.ContractFilter,
  ): Promise<Page<Contract>> {
    return this.contracts.search(actor, page, filter);
  }

  @Mutation(() => Contract, { description: 'Opens a draft for a member of one of the parties.' })
  @SignedIn()
  draftContract(@Me() actor: Actor, @Args('input') input: inputs.DraftContractInput): Promise<Contract> {
    return this.service.draft(actor, input);
  }

  @Mutation(() => Contract, {
    description: 'Opens a draft with the parties, title, period and money of an approved project.',
  })
  @SignedIn()
  draftContractFromProject(
    @Me() actor: Actor,
    @Args('input') input: inputs.DraftContractFromProjectInput,
  ): Promise<Contract> {
    return this.service.draftFromProject(actor, input);
  }

  @Mutation(() => Contract, { description: 'Changes a draft, or a contract that was returned.' })
  @SignedIn()
  editContract(@Me() actor: Actor, @Args('input') input: inputs.EditContractInput): Promise<Contract> {
    return this.service.edit(actor, input);
  }

  @Mutation(() => Contract, { description: 'Takes one step of a contract’s lifecycle: see its `actions`.' })
  @SignedIn()
  moveContract(@Me() actor: Actor, @Args('input') input: inputs.MoveContractInput): Promise<Contract> {
    return this.service.move(actor, input);
  }

  @Mutation(() => Contract, {
    description: 'Registers a filed contract with the amounts as the bureau settles them.',
  })
  @SignedIn()
  registerContract(
    @Me() actor: Actor,
    @Args('input') input: inputs.RegisterContractInput,
  ): Promise<Contract> {
    return this.registrar.register(actor, input);
  }

  @Mutation(() => Contract, {
    description: 'The seller asks for a change of a registered contract; the bureau grants it by CHANGE.',
  })
  @SignedIn()
  askContractChange(
    @Me() actor: Actor,
    @Args('input') input: inputs.AskContractChangeInput,
  ): Promise<Contract> {
    return this.registrar.askChange(actor, input);
  }

  @ResolveField(() => Project, { nullable: true, description: 'The project that it follows from.' })
  @SeenWithParent()
  project(@Parent() contract: Contract, @Ctx() context: RequestContext): Promise<Project | null> {
    return context.load(this.projects, contract.projectId);
  }

  @ResolveField(() => [ContractCheck], { description: 'How it stands against the rules of its signing day.' })
  @SeenWithParent()
  checks(@Parent() contract: Contract): ContractCheck[] {
    return contractChecksOf(contract);
  }

  @ResolveField(() => [ContractDefault], { description: 'What holds by law where a clause is empty.' })
  @SeenWithParent()
  defaults(@Parent() contract: Contract): ContractDefault[] {
    return defaultsOf(contract).map((one) => new ContractDefault(one));
  }

  @ResolveField(() => String, { description: 'What the rules are called, in the caller’s language.' })
  @SeenWithParent()
  regimeSource(@Parent() { regime }: Contract): string {
    return RULE_PACKS[regime].source[requestScope().locale];
  }

  @ResolveField(() => Boolean, { description: 'Whether experts have to review it before it is registered.' })
  @SeenWithParent()
  needsExperts(@Parent() contract: Contract): boolean {
    return RULE_PACKS[contract.regime].needsExperts(contract);
  }
}

@Resolver(() => ContractParty)
export class ContractPartiesResolver {
  constructor(private readonly organisations: OrganisationsReader) {}

  @ResolveField(() => Organisation, { nullable: true, description: 'Null for an outsider.' })
  @SeenWithParent()
  organisation(@Parent() party: ContractParty, @Ctx() context: RequestContext): Promise<Organisation | null> {
    return context.load(this.organisations, party.organisationId);
  }
}

/** The field that this area adds to projects. */
@Resolver(() => Project)
export class ProjectContractsResolver {
  constructor(private readonly reader: ContractsReader) {}

  @ResolveField(() => ContractConnection, {
    description: 'Its technology contracts, newest first; those that the viewer may know of.',
  })
  @SeenWithParent()
  contracts(
    @Parent() project: Project,
    @Ctx() context: RequestContext,
    @Args() page: PageArgs,
  ): Promise<Page<Contract>> {
    return context.nested(this.reader, 'projectId', project.id, page);
  }
}
