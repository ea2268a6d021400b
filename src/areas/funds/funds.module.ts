import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger';
import { RoundsModule } from '../rounds';
import { FundsResolver, LedgerResolver, RoundFundResolver } from './funds.resolver';
import { FundsService } from './funds.service';
import { FundCalls, FundSources } from './funds.sources';
import { LedgerController } from './ledger.controller';
import { LedgerCsv } from './ledger.csv';

@Module({
  imports: [LedgerModule, RoundsModule],
  controllers: [LedgerController],
  providers: [
    FundSources,
    FundCalls,
    FundsService,
    LedgerCsv,
    FundsResolver,
    LedgerResolver,
    RoundFundResolver,
  ],
  exports: [FundsService, FundCalls],
})
export class FundsModule {}
