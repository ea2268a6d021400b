import { Injectable } from '@nestjs/common';
import type { FactRow } from '../../kernel/facts';
import { On } from '../../kernel/job-registry';
import { applicationWithdrawn } from '../applications';
import { ReviewsService } from './reviews.service';

/** What the reviews hear of their applications. */
@Injectable()
export class ReviewsJobs {
  constructor(private readonly service: ReviewsService) {}

  @On(applicationWithdrawn)
  async drop({ subjectId }: FactRow): Promise<void> {
    await this.service.drop(subjectId);
  }
}
