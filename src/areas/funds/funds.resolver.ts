import {
  Args,
  Field,
  ID,
  Int,
  Mutation,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import { Can, Ctx, Me, Public, SeenWithParent } from '../../kernel/access';
import type { Actor } from '../../kernel/actor';
import { RequestContext } from '../../kernel/context';
import { uuidOf } from '../../kernel/ids';
import { PageArgs, type Page } from '../../kernel/page';
import { UnitOfWork } from '../../kernel/unit-of-work';
import {
  Fund,
  FundsReader,
  FundYear,
  FundYearsReader,
  LedgerLine,
  Posting,
  PostingConnection,
  PostingsReader,
  verifyLedger,
} from '../ledger';
import { Round } from '../rounds';
import { AllocateBudgetInput, AnnounceBudgetInput, SetRoundFundInput, OpenFundInput } from './fund.inputs';
import { FundsService } from './funds.service';
import { FundCalls } from './funds.sources';

/** The outcome of working out every balance again. */
@ObjectType({ description: 'The outcome of working out every balance again from what was posted.' })
export class LedgerReport {
  @Field(() => Int) accounts!: number;
  @Field(() => Int) postings!: number;
  @Field(() => [String], { description: 'What does not hold; empty where everything does.' })
  faults!: readonly string[];
}

@Resolver(() => FundYear)
export class FundsResolver {
  constructor(
    private readonly service: FundsService,
    private readonly years: FundYearsReader,
    private readonly reader: FundsReader,
  ) {}

  @Query(() => [FundYear], { description: 'What each fund holds for a year, for the bureau.' })
  @Can('BUREAU_OFFICER')
  funds(@Me() actor: Actor, @Args('year', { type: () => Int }) year: number): Promise<FundYear[]> {
    return this.years.ofYear(actor, year);
  }

  @Query(() => Fund, { nullable: true })
  @Public()
  fund(@Me() actor: Actor, @Args('id', { type: () => ID }) id: string): Promise<Fund> {
    return this.reader.get(actor, uuidOf('fund', id));
  }

  @Mutation(() => Fund, { description: 'Opens a special fund.' })
  @Can('BUREAU_OFFICER')
  openFund(@Me() actor: Actor, @Args('input') input: OpenFundInput): Promise<Fund> {
    return this.service.open(actor, input);
  }

  @Mutation(() => FundYear, {
    description: 'Says what was announced for a fund and a year; no money is there by that.',
  })
  @Can('BUREAU_OFFICER')
  announceBudget(@Me() actor: Actor, @Args('input') input: AnnounceBudgetInput): Promise<FundYear> {
    return this.service.announce(actor, input);
  }

  @Mutation(() => FundYear, { description: 'Gives a fund money for a year, by a document.' })
  @Can('BUREAU_OFFICER')
  allocateBudget(@Me() actor: Actor, @Args('input') input: AllocateBudgetInput): Promise<FundYear> {
    return this.service.allocate(actor, input);
  }

  @Mutation(() => FundYear, { description: 'Takes back what is not granted, by a document.' })
  @Can('BUREAU_OFFICER')
  reduceBudget(@Me() actor: Actor, @Args('input') input: AllocateBudgetInput): Promise<FundYear> {
    return this.service.reduce(actor, input);
  }

  @Mutation(() => FundYear, {
    description: 'Takes what a year that is over has not granted into the next one, by a document.',
  })
  @Can('BUREAU_OFFICER')
  carryOverBudget(@Me() actor: Actor, @Args('input') input: AllocateBudgetInput): Promise<FundYear> {
    return this.service.carryOver(actor, input);
  }
}

@Resolver(() => Posting)
export class LedgerResolver {
  constructor(
    private readonly postings: PostingsReader,
    private readonly years: FundYearsReader,
    private readonly uow: UnitOfWork,
  ) {}

  @Query(() => PostingConnection, {
    description: 'What was posted to a book, the latest first; for the bureau.',
  })
  @Can('BUREAU_OFFICER')
  async ledger(
    @Me() actor: Actor,
    @Args('fundYearId', { type: () => ID }) fundYearId: string,
    @Args() page: PageArgs,
  ): Promise<Page<Posting>> {
    const { id } = await this.years.get(actor, uuidOf('fundyear', fundYearId, 'fundYearId'), 'fundYearId');
    return this.postings.ofBook(actor, page, id);
  }

  @Query(() => LedgerReport, {
    description: 'Works out every balance again from what was posted; for the bureau.',
  })
  @Can('BUREAU_OFFICER')
  ledgerCheck(): Promise<LedgerReport> {
    return verifyLedger(this.uow);
  }

  @ResolveField(() => [LedgerLine], { description: 'What is taken first.' })
  @SeenWithParent()
  lines(@Parent() posting: Posting, @Ctx() context: RequestContext): Promise<LedgerLine[]> {
    return this.postings.lines(context, posting.id);
  }
}

/** The fields that this area adds to rounds. */
@Resolver(() => Round)
export class RoundFundResolver {
  constructor(
    private readonly service: FundsService,
    private readonly calls: FundCalls,
    private readonly reader: FundsReader,
  ) {}

  @Mutation(() => Round, { description: 'Says which fund pays for what is approved in a round.' })
  @Can('BUREAU_OFFICER')
  setRoundFund(@Me() actor: Actor, @Args('input') input: SetRoundFundInput): Promise<Round> {
    return this.service.setRoundFund(actor, input);
  }

  @ResolveField(() => Fund, { nullable: true, description: 'What pays for what is approved in it.' })
  @SeenWithParent()
  async fund(@Parent() round: Round, @Ctx() context: RequestContext): Promise<Fund | null> {
    return context.load(this.reader, await this.calls.fundOf(context, round.id));
  }
}
