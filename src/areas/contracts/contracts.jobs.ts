import { Injectable } from '@nestjs/common';
import { Every } from '../../kernel/job-registry';
import { ContractsService } from './contracts.service';

/** What time does to contracts. */
@Injectable()
export class ContractsJobs {
  constructor(private readonly contracts: ContractsService) {}

  @Every('50 8 * * *', 'contracts.tick')
  tick(): Promise<void> {
    return this.contracts.overdue();
  }
}
