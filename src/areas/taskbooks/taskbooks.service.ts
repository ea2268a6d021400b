import { Injectable } from '@nestjs/common';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { addDays } from '../../kernel/calendar';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { Moves, type MoveOptions } from '../../kernel/moves';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { Deadlines } from '../deadlines';
import type { Metric } from '../needs';
import { term, type Terms } from '../programmes';
import { ProjectProgress, type Project } from '../projects';
import { planIn } from './plan';
import { TaskBook, TaskBookEdition, type TaskBookPlan } from './taskbook';
import type { EditTaskBookInput, MoveTaskBookInput } from './taskbook.inputs';
import { taskBookKind } from './taskbook.kind';
import { taskBookOpened, type TaskBookVerb } from './taskbook.lifecycle';
import { TaskBooksReader } from './taskbooks.reader';

/** Days from approval in which the task book is due. Model: NSFC regulation of 2024, twenty days. */
const TASK_BOOK_DAYS = term('taskbooks.due-days', 20, {
  zh: '立项后提交任务书的期限（天）',
  en: 'Days from approval in which the task book is due',
  min: 1,
  max: 366,
});

/** What a project begins its task book with: what it was granted, under which terms, and the metrics that it has to reach. */
export interface Opening {
  readonly grantedFunding: string;
  readonly terms: Terms;
  readonly metrics: readonly Metric[];
}

/** What goes with the steps of a task book: the project, the deadline, and the editions. */
@Injectable()
export class TaskBookKeeping {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    readonly progress: ProjectProgress,
    readonly deadlines: Deadlines,
  ) {}

  /** Keeps the task book as it is now, for good. */
  async record({ id: taskBookId, plan }: TaskBook, { leaderId, partyIds, endsOn }: Project): Promise<void> {
    const [last] = await this.uow.query<{ n: number }>(sql`
      SELECT coalesce(max(number), 0)::int AS n FROM task_book_editions WHERE task_book_id = ${taskBookId}`);
    const at = this.clock.now();
    const edition = { id: newId(at), taskBookId, number: last!.n + 1, at, plan, leaderId, partyIds };
    await this.uow.manager.insert(TaskBookEdition, { ...edition, endsOn: endsOn! });
  }
}

/** Opens, edits and confirms task books, and amends them by approved changes. */
@Injectable()
export class TaskBooksService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly moves: Moves,
    private readonly taskBooks: TaskBooksReader,
    private readonly kept: TaskBookKeeping,
  ) {}

  /** An approved project begins its task book, with the metrics of its need as its first indicators. */
  open(project: Project, { grantedFunding, terms, metrics }: Opening): Promise<TaskBook> {
    return this.uow.run(async () => {
      const { id: projectId, leadId, partyIds, startsOn, endsOn, approvedOn } = project;
      const dueOn = addDays(approvedOn!, TASK_BOOK_DAYS.of(terms));
      const indicators = metrics.map(({ name, unit, current, target }) => ({
        ...{ name, unit, baseline: current, target, needTarget: target },
      }));
      const plan: TaskBookPlan = { objectives: '', indicators, milestones: [], budget: [] };
      const columns = { projectId, grantedFunding, dueOn, plan };
      const id = newId(this.clock.now());
      const opened = { id, version: 1, state: taskBookKind.lifecycle.initial, ...columns };
      await this.uow.manager.insert(TaskBook, opened);
      await this.kept.deadlines.set('TASK_BOOK', id, projectId, dueOn);
      const subject = { type: 'taskbook', id };
      await this.facts.state(taskBookOpened, { subject, actor: SYSTEM, payload: { projectId, dueOn } });
      const read = { terms, leadId, partyIds, startsOn: startsOn!, endsOn: endsOn! };
      return Object.assign(new TaskBook(), opened, read);
    });
  }

  /** Puts another plan in place of the present one. */
  async edit(actor: Actor, { id, plan, expectedVersion }: EditTaskBookInput): Promise<TaskBook> {
    const taskBook = await this.taskBooks.get(actor, id);
    const set = { plan: planIn(plan, taskBook.plan) };
    return this.moves.move(taskBookKind, actor, taskBook, 'EDIT', { set, expectedVersion });
  }

  /** Takes one of the steps that people take; confirming starts the project. */
  move(actor: Actor, { id, verb, note, expectedVersion }: MoveTaskBookInput): Promise<TaskBook> {
    return this.uow.run(async () => {
      const taskBook = await this.taskBooks.get(actor, id);
      const moved = await this.step(actor, taskBook, verb, { note, expectedVersion });
      if (verb === 'SUBMIT') await this.kept.deadlines.settle('TASK_BOOK', id);
      if (verb === 'RETURN') await this.kept.deadlines.reopen('TASK_BOOK', id);
      if (verb === 'CONFIRM') {
        const project = await this.kept.progress.of(moved.projectId);
        await this.kept.record(moved, await this.kept.progress.start(actor, project));
      }
      return moved;
    });
  }

  /** An approved change alters the plan or the project; the edition before it is kept. */
  amend(actor: Actor, taskBook: TaskBook, project: Project, plan: TaskBookPlan): Promise<TaskBook> {
    return this.uow.run(async () => {
      const amended = await this.step(actor, taskBook, 'AMEND', { set: { plan } });
      await this.kept.record(amended, project);
      return amended;
    });
  }

  /** Its project was terminated before the task book was confirmed. */
  lapse(taskBook: TaskBook): Promise<TaskBook> {
    return this.step(SYSTEM, taskBook, 'LAPSE', {});
  }

  private step(
    actor: Actor,
    taskBook: TaskBook,
    verb: TaskBookVerb,
    options: MoveOptions<TaskBook>,
  ): Promise<TaskBook> {
    return this.moves.move(taskBookKind, actor, taskBook, verb, options);
  }
}
