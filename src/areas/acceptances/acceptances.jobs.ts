import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import type { FactRow } from '../../kernel/facts';
import { On } from '../../kernel/job-registry';
import { ApplicationsReader } from '../applications';
import { projectAmended, projectTerminated } from '../projects';
import { taskBookConfirmed, TaskBooksReader } from '../taskbooks';
import { AcceptancesService } from './acceptances.service';
import { RecoveriesService } from './recoveries.service';

/** What acceptance and recovery hear of the projects. */
@Injectable()
export class AcceptancesJobs {
  constructor(
    private readonly acceptances: AcceptancesService,
    private readonly recoveries: RecoveriesService,
    private readonly taskBooks: TaskBooksReader,
    private readonly applications: ApplicationsReader,
  ) {}

  @On(taskBookConfirmed)
  async expectReport({ subjectId }: FactRow): Promise<void> {
    await this.acceptances.expectReport(await this.taskBooks.get(SYSTEM, subjectId));
  }

  @On(projectAmended)
  async followEnd({ subjectId }: FactRow): Promise<void> {
    const taskBook = await this.taskBooks.ofProject(subjectId);
    if (taskBook) await this.acceptances.expectReport(taskBook);
  }

  @On(projectTerminated)
  async recover({ subjectId }: FactRow): Promise<void> {
    await this.acceptances.lapse(subjectId);
    const application = await this.applications.activeOf(subjectId);
    if (application?.grantedFunding) await this.recoveries.open(subjectId, application.grantedFunding);
  }
}
