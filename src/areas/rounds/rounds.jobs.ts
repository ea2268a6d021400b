import { Injectable } from '@nestjs/common';
import { Every } from '../../kernel/job-registry';
import { RoundsService } from './rounds.service';

/** What time does to rounds. */
@Injectable()
export class RoundsJobs {
  constructor(private readonly rounds: RoundsService) {}

  @Every('* * * * *', 'rounds.tick')
  tick(): Promise<void> {
    return this.rounds.tick();
  }
}
