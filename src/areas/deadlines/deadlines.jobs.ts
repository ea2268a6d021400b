import { Injectable } from '@nestjs/common';
import type { FactRow } from '../../kernel/facts';
import { Every, On } from '../../kernel/job-registry';
import { projectCompleted, projectTerminated } from '../projects';
import { Deadlines } from './deadlines';
import { DeadlineNotices } from './notices';

/** What time does to deadlines, and the end of a project. */
@Injectable()
export class DeadlinesJobs {
  constructor(
    private readonly deadlines: Deadlines,
    private readonly notices: DeadlineNotices,
  ) {}

  @Every('*/5 * * * *', 'deadlines.tick')
  async tick(): Promise<void> {
    await this.notices.alarm();
    await this.notices.insertDue();
  }

  @On(projectCompleted)
  completed({ subjectId }: FactRow): Promise<void> {
    return this.deadlines.end(subjectId);
  }

  @On(projectTerminated)
  terminated({ subjectId }: FactRow): Promise<void> {
    return this.deadlines.end(subjectId);
  }
}
