export { LotteriesModule } from './lotteries.module';
export { LotteriesService } from './lotteries.service';
