import { Injectable } from '@nestjs/common';
import { Every } from '../../kernel/job-registry';
import { InterestsService } from './interests.service';

/** What time does to interests: those without an answer go up to the bureau. */
@Injectable()
export class InterestsJobs {
  constructor(private readonly interests: InterestsService) {}

  @Every('20 0 * * *', 'interests.escalate')
  async escalate(): Promise<number> {
    return this.interests.escalate();
  }
}
