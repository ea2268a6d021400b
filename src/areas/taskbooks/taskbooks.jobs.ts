import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import type { FactRow } from '../../kernel/facts';
import { On } from '../../kernel/job-registry';
import { ApplicationsReader } from '../applications';
import { NeedsReader } from '../needs';
import { ProjectProgress, projectApproved, projectTerminated } from '../projects';
import { RoundsReader } from '../rounds';
import { taskBookKind } from './taskbook.kind';
import { TaskBooksReader } from './taskbooks.reader';
import { TaskBooksService } from './taskbooks.service';

/** What the task books hear of their projects. */
@Injectable()
export class TaskBooksJobs {
  constructor(
    private readonly taskBooks: TaskBooksReader,
    private readonly service: TaskBooksService,
    private readonly progress: ProjectProgress,
    private readonly applications: ApplicationsReader,
    private readonly needs: NeedsReader,
    private readonly rounds: RoundsReader,
  ) {}

  @On(projectApproved)
  async open({ subjectId }: FactRow): Promise<void> {
    const project = await this.progress.of(subjectId);
    const application = await this.applications.activeOf(subjectId);
    if (project.awaits !== 'TASK_BOOK' || !application?.grantedFunding) return;
    const need = project.needId === null ? undefined : await this.needs.find(SYSTEM, project.needId);
    const { terms } = await this.rounds.get(SYSTEM, application.roundId);
    const { grantedFunding } = application;
    await this.service.open(project, { grantedFunding, terms, metrics: need?.metrics ?? [] });
  }

  @On(projectTerminated)
  async lapse({ subjectId }: FactRow): Promise<void> {
    const taskBook = await this.taskBooks.ofProject(subjectId);
    if (taskBook && taskBookKind.lifecycle.find(taskBook.state, 'LAPSE')) await this.service.lapse(taskBook);
  }
}
