import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations';
import { BudgetLinesResolver, PARTY_RESOLVERS, PledgesResolver, PlansResolver } from './plans.resolver';

@Module({
  imports: [OrganisationsModule],
  providers: [PlansResolver, BudgetLinesResolver, PledgesResolver, ...PARTY_RESOLVERS],
})
export class PlansModule {}
