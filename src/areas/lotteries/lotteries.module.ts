import { Module } from '@nestjs/common';
import { ExpertsModule } from '../experts';
import { RoundsModule } from '../rounds';
import { LotteriesReader } from './lotteries.reader';
import { LotteriesResolver, RoundLotteryResolver } from './lotteries.resolver';
import { LotteriesService, Sources } from './lotteries.service';

@Module({
  imports: [RoundsModule, ExpertsModule],
  providers: [LotteriesReader, LotteriesService, Sources, LotteriesResolver, RoundLotteryResolver],
  exports: [LotteriesService],
})
export class LotteriesModule {}
