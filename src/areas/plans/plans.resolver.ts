import type { Type } from '@nestjs/common';
import { Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import Big from 'big.js';
import { Ctx, Public, SeenWithParent } from '../../kernel/access';
import { RequestContext } from '../../kernel/context';
import { Decimal } from '../../kernel/scalars';
import { requestScope } from '../../kernel/request';
import { Organisation, OrganisationsReader } from '../organisations';
import { BudgetLine, IntegrityPledge, PartySum, Plan, PlanSum, WorkPackage, WorkShare } from './plan';
import { partySums, sumOf } from './plan.content';
import { pledgeNow, PLEDGES, PledgeText } from './pledge';

@Resolver(() => Plan)
export class PlansResolver {
  @Query(() => PledgeText, { description: 'The pledge of research integrity as it is given now.' })
  @Public()
  integrityPledge(): PledgeText {
    return pledgeNow(requestScope().locale);
  }

  @ResolveField(() => PlanSum)
  @SeenWithParent()
  sum(@Parent() plan: Plan): PlanSum {
    return sumOf(plan);
  }

  @ResolveField(() => [PartySum], { description: 'What the part of each party adds up to.' })
  @SeenWithParent()
  partySums(@Parent() plan: Plan): PartySum[] {
    return partySums(plan);
  }
}

@Resolver(() => BudgetLine)
export class BudgetLinesResolver {
  @ResolveField(() => Decimal, { description: 'Requested and self-funding, CNY yuan.' })
  @SeenWithParent()
  total(@Parent() { requested, selfFunding }: BudgetLine): string {
    return new Big(requested).plus(selfFunding).toFixed(2);
  }
}

@Resolver(() => IntegrityPledge)
export class PledgesResolver {
  @ResolveField(() => String, {
    description: 'In the caller’s language; what is signed is the Chinese wording.',
  })
  @SeenWithParent()
  text(@Parent() { version }: IntegrityPledge): string {
    return PLEDGES[version]![requestScope().locale];
  }
}

/** The organisation that a part of a plan is of. */
function partyOf(part: Type<{ organisationId: string }>, description: string) {
  @Resolver(() => part)
  class PartyResolver {
    constructor(private readonly organisations: OrganisationsReader) {}

    @ResolveField(() => Organisation, { description })
    @SeenWithParent()
    organisation(
      @Parent() { organisationId }: { organisationId: string },
      @Ctx() context: RequestContext,
    ): Promise<Organisation | null> {
      return context.load(this.organisations, organisationId);
    }
  }
  return PartyResolver;
}

/** `organisation` on each part of a plan. */
export const PARTY_RESOLVERS = [
  partyOf(WorkPackage, 'The party that answers for it.'),
  ...[WorkShare, BudgetLine, IntegrityPledge, PartySum].map((part) => partyOf(part, 'The party.')),
];
