import { Module } from '@nestjs/common';
import { FundsReader, FundYearsReader, PostingsReader } from './ledger.reader';
import { Ledger } from './ledger.service';

@Module({
  providers: [FundsReader, FundYearsReader, PostingsReader, Ledger],
  exports: [FundsReader, FundYearsReader, PostingsReader, Ledger],
})
export class LedgerModule {}
