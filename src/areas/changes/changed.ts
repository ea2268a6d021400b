import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { sql, type Rule } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { ApplicationsReader, ApplicationsService } from '../applications';
import { ProjectProgress, ProjectsReader, type Project } from '../projects';
import { TaskBooksReader, TaskBooksService } from '../taskbooks';
import type { ProjectChange } from './change';
import { amendmentOf, ChangeChecks, planAfter, type Running } from './change.effects';
import { refuse } from './changes.messages';

/** Makes an approved change: in the project, its application and its task book. */
@Injectable()
export class ChangeEffects {
  constructor(
    private readonly progress: ProjectProgress,
    private readonly applications: ApplicationsReader,
    private readonly follower: ApplicationsService,
    private readonly taskBooks: TaskBooksService,
  ) {}

  /** Alters all three; the caller has checked that it can be done. */
  async alter(actor: Actor, change: ProjectChange, running: Running): Promise<void> {
    const project = await this.amend(actor, change, running.project);
    await this.taskBooks.amend(actor, running.taskBook, project, planAfter(change, running));
  }

  private async amend(actor: Actor, change: ProjectChange, project: Project): Promise<Project> {
    const amendment = amendmentOf(change);
    if (!amendment) return project;
    const amended = await this.progress.amend(actor, project, amendment);
    const application = await this.applications.activeOf(project.id);
    if (application && change.kind === 'PARTY') await this.follower.follow(application, amended);
    return amended;
  }
}

/** What changes are about: a running project with its task book. */
@Injectable()
export class ChangedSubjects {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly projects: ProjectsReader,
    private readonly taskBooks: TaskBooksReader,
    readonly checks: ChangeChecks,
    readonly effects: ChangeEffects,
  ) {}

  /** The project, held until the transaction ends, with its task book; refuses whom `may` does not let ask. */
  async running(actor: Actor, projectId: string, may?: Rule<Project>): Promise<Running> {
    const at = ['input', 'projectId'];
    await this.uow.query(sql`SELECT 1 FROM projects WHERE id = ${projectId} FOR UPDATE`);
    const project = await this.projects.get(actor, projectId, 'projectId');
    if (may && actor.kind !== 'system' && !may(actor, project)) throw refuse('changes.not-lead', {}, at);
    const taskBook = await this.taskBooks.ofProject(projectId);
    if (!taskBook) throw refuse('changes.not-running', {}, at);
    return { project, taskBook };
  }

  /** The task of a party: whoever takes its place takes it up. */
  async taskOf({ project }: Running, partyId: string | null | undefined): Promise<string | null> {
    const parties = (await this.projects.partiesOf([project.id])).get(project.id)!;
    return parties.find(({ organisationId }) => organisationId === partyId)?.task ?? null;
  }
}
