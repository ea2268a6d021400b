export { FundsModule } from './funds.module';
export { FundsService } from './funds.service';
export { FundCalls } from './funds.sources';
