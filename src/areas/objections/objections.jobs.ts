import { Injectable } from '@nestjs/common';
import type { FactRow } from '../../kernel/facts';
import { Every, On } from '../../kernel/job-registry';
import { applicationWithdrawn } from '../applications';
import { ObjectionsService } from './objections.service';

/** What the end of an application does to the objections against it, and what time does. */
@Injectable()
export class ObjectionsJobs {
  constructor(private readonly objections: ObjectionsService) {}

  @Every('45 8 * * *', 'objections.tick')
  tick(): Promise<void> {
    return this.objections.overdue();
  }

  @On(applicationWithdrawn)
  moot({ subjectId }: FactRow): Promise<void> {
    return this.objections.moot(subjectId);
  }
}
