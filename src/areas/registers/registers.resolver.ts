import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Can, Me, SeenWithParent, SignedIn } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { publicId } from '../../kernel/ids';
import { PageArgs, type Page } from '../../kernel/page';
import { Contract, ContractConnection, ContractsReader, RecordContractInput } from '../contracts';
import { atRisk, BenefitRisk, isAtRisk } from './benefit';
import { ContractsRecorder } from './recorder';
import { AnnounceContractsInput } from './registers.inputs';
import { AnnouncedContracts, ContractStatistics } from './statistics';
import { ContractStatisticsReader } from './statistics.reader';

const OLDEST_FIRST = { by: 'signedOn', descending: false };

/** The register as a whole: what it adds up to, what is missing in it, and what comes from past registers. */
@Resolver()
export class RegistersResolver {
  constructor(
    private readonly statistics: ContractStatisticsReader,
    private readonly contracts: ContractsReader,
    private readonly recorder: ContractsRecorder,
  ) {}

  @Query(() => ContractStatistics, { description: 'What was registered in a year, with its growth.' })
  @Can('BUREAU_OFFICER')
  contractStatistics(@Args('year', { type: () => Int }) year: number): Promise<ContractStatistics> {
    return this.statistics.of(year);
  }

  @Query(() => ContractConnection, {
    description:
      'Contracts on development that are signed and not registered, the longest signed first: the parties’ own; for the bureau those that were filed.',
  })
  @SignedIn()
  benefitAtRisk(@Me() actor: Actor, @Args() page: PageArgs): Promise<Page<Contract>> {
    return this.contracts.page(actor, page, atRisk, OLDEST_FIRST);
  }

  @Mutation(() => AnnouncedContracts, {
    description: 'Enters what was announced of a year whose contracts the platform does not hold.',
  })
  @Can('BUREAU_OFFICER')
  announceContracts(
    @Me() actor: Actor,
    @Args('input') input: AnnounceContractsInput,
  ): Promise<AnnouncedContracts> {
    return this.statistics.announce(actor, input);
  }

  @Mutation(() => Contract, { description: 'Takes over a contract of a past register.' })
  @Can('BUREAU_OFFICER')
  recordContract(@Me() actor: Actor, @Args('input') input: RecordContractInput): Promise<Contract> {
    return this.recorder.record(actor, input);
  }
}

/** The fields that this area adds to contracts. */
@Resolver(() => Contract)
export class RegisteredContractsResolver {
  constructor(private readonly clock: Clock) {}

  @ResolveField(() => BenefitRisk, { nullable: true, description: 'Null where nothing is at stake.' })
  @SeenWithParent()
  benefitRisk(@Parent() contract: Contract): BenefitRisk | null {
    return isAtRisk(contract) ? new BenefitRisk(contract, this.clock.today()) : null;
  }

  @ResolveField(() => String, {
    description:
      'Where the registration form can be had as DOCX: a path of this server, asked for with the same Authorization as the API.',
  })
  @SeenWithParent()
  formUrl(@Parent() { id }: Contract): string {
    return `/contracts/${publicId('contract', id)}/form.docx`;
  }
}
