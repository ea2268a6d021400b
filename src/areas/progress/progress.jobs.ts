import { Injectable } from '@nestjs/common';
import type { FactRow } from '../../kernel/facts';
import { On } from '../../kernel/job-registry';
import { SYSTEM } from '../../kernel/actor';
import { projectAmended, projectCompleted, projectTerminated } from '../projects';
import { taskBookConfirmed, TaskBooksReader } from '../taskbooks';
import { ProgressService } from './progress.service';

/** What the progress of projects hears of their task books and of their end. */
@Injectable()
export class ProgressJobs {
  constructor(
    private readonly service: ProgressService,
    private readonly taskBooks: TaskBooksReader,
  ) {}

  @On(taskBookConfirmed)
  async begin({ subjectId }: FactRow): Promise<void> {
    const taskBook = await this.taskBooks.get(SYSTEM, subjectId);
    await this.service.schedule(taskBook);
    await this.service.expectReports(taskBook);
  }

  @On(projectAmended)
  async prolong({ subjectId }: FactRow): Promise<void> {
    const taskBook = await this.taskBooks.ofProject(subjectId);
    if (taskBook) await this.service.expectReports(taskBook);
  }

  @On(projectCompleted)
  completed({ subjectId }: FactRow): Promise<void> {
    return this.service.lapse(subjectId);
  }

  @On(projectTerminated)
  terminated({ subjectId }: FactRow): Promise<void> {
    return this.service.lapse(subjectId);
  }
}
