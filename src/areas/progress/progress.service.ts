import { Injectable } from '@nestjs/common';
import Big from 'big.js';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { addDays } from '../../kernel/calendar';
import { Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { Moves } from '../../kernel/moves';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { Deadlines } from '../deadlines';
import { term } from '../programmes';
import { TaskBooksReader, type TaskBook } from '../taskbooks';
import { Milestone, milestoneKind } from './milestone';
import type {
  MoveMilestoneInput,
  MoveProgressReportInput,
  ReportMilestoneInput,
  SubmitProgressReportInput,
} from './progress.inputs';
import { refuse } from './progress.messages';
import { MilestonesReader, ReportsReader } from './progress.reader';
import { ProgressReport, reportKind } from './report';

/** Days after the end of a year in which its progress report is due. */
const REPORT_DAYS = term('progress.report-days', 31, {
  zh: '年度进展报告在年度结束后的提交期限（天）',
  en: 'Days after the end of a year in which its progress report is due',
  min: 1,
  max: 366,
});

/** What the execution of a project is written with. */
@Injectable()
export class ProgressRegisters {
  constructor(
    readonly milestones: MilestonesReader,
    readonly reports: ReportsReader,
    readonly taskBooks: TaskBooksReader,
  ) {}
}

/** Milestones and yearly progress reports of running projects. */
@Injectable()
export class ProgressService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly moves: Moves,
    private readonly deadlines: Deadlines,
    private readonly registers: ProgressRegisters,
  ) {}

  /** The milestones of a confirmed task book become due. */
  async schedule({ projectId, plan: { milestones } }: TaskBook): Promise<void> {
    for (const [at, { title, dueOn, deliverable }] of milestones.entries()) {
      const id = newId(this.clock.now());
      const columns = { id, version: 1, projectId, number: at + 1, title, dueOn, deliverable };
      const state = milestoneKind.lifecycle.initial;
      await this.uow.manager.insert(Milestone, { ...columns, state, evidence: null, reportedOn: null });
      await this.deadlines.set('MILESTONE', id, projectId, dueOn);
    }
  }

  /** Each year that ends while the project runs is to be reported on; what stands there stays. */
  async expectReports({ projectId, startsOn, endsOn, terms }: TaskBook): Promise<void> {
    const known = new Set((await this.registers.reports.all(projectId)).map(({ year }) => year));
    for (let year = Number(startsOn.slice(0, 4)); `${year}-12-31` < endsOn; year++) {
      if (known.has(year)) continue;
      const [id, dueOn] = [newId(this.clock.now()), addDays(`${year}-12-31`, REPORT_DAYS.of(terms))];
      const columns = { id, version: 1, state: reportKind.lifecycle.initial, projectId, year, dueOn };
      await this.uow.manager.insert(ProgressReport, columns);
      await this.deadlines.set('PROGRESS_REPORT', id, projectId, dueOn);
    }
  }

  /** The lead says that a milestone is reached, and what shows it. */
  reportMilestone(actor: Actor, { id, evidence, expectedVersion }: ReportMilestoneInput): Promise<Milestone> {
    return this.uow.run(async () => {
      const milestone = await this.registers.milestones.get(actor, id);
      const set = { evidence, reportedOn: this.clock.today() };
      const moved = await this.moves.move(milestoneKind, actor, milestone, 'REPORT', {
        set,
        expectedVersion,
      });
      await this.deadlines.settle('MILESTONE', id);
      return moved;
    });
  }

  /** The bureau confirms or returns what was reported. */
  moveMilestone(actor: Actor, { id, verb, note, expectedVersion }: MoveMilestoneInput): Promise<Milestone> {
    return this.uow.run(async () => {
      const milestone = await this.registers.milestones.get(actor, id);
      const moved = await this.moves.move(milestoneKind, actor, milestone, verb, { note, expectedVersion });
      if (verb === 'RETURN') await this.deadlines.reopen('MILESTONE', id);
      return moved;
    });
  }

  /** The lead tells of a year that is over. */
  submitReport(actor: Actor, input: SubmitProgressReportInput): Promise<ProgressReport> {
    return this.uow.run(async () => {
      const { id, progress, problems = null, expectedVersion } = input;
      const report = await this.registers.reports.get(actor, id);
      const { year } = report;
      const submittedOn = this.clock.today();
      const fundsUsed = new Big(input.fundsUsed).toFixed(2);
      const set = { progress, problems, fundsUsed, submittedOn };
      const moved = await this.moves.move(reportKind, actor, report, 'SUBMIT', { set, expectedVersion });
      if (submittedOn <= `${year}-12-31`) throw refuse('progress.early', { year }, ['input', 'id']);
      await this.withinGranted(report.projectId);
      await this.deadlines.settle('PROGRESS_REPORT', id);
      return moved;
    });
  }

  /** The bureau accepts or returns a progress report. */
  moveReport(actor: Actor, input: MoveProgressReportInput): Promise<ProgressReport> {
    const { id, verb, note, expectedVersion } = input;
    return this.uow.run(async () => {
      const report = await this.registers.reports.get(actor, id);
      const moved = await this.moves.move(reportKind, actor, report, verb, { note, expectedVersion });
      if (verb === 'RETURN') await this.deadlines.reopen('PROGRESS_REPORT', id);
      return moved;
    });
  }

  /** The project is over: nothing more is expected. */
  async lapse(projectId: string): Promise<void> {
    for (const milestone of await this.registers.milestones.open(projectId))
      await this.moves.move(milestoneKind, SYSTEM, milestone, 'LAPSE');
    const reports = await this.registers.reports.all(projectId);
    for (const report of reports.filter(({ state }) => reportKind.lifecycle.find(state, 'LAPSE')))
      await this.moves.move(reportKind, SYSTEM, report, 'LAPSE');
  }

  private async withinGranted(projectId: string): Promise<void> {
    const reports = await this.registers.reports.all(projectId);
    const used = reports.reduce((sum, { fundsUsed }) => sum.plus(fundsUsed ?? 0), new Big(0));
    const { grantedFunding: granted } = (await this.registers.taskBooks.ofProject(projectId))!;
    if (used.gt(granted))
      throw refuse('progress.funds-above', { used: used.toFixed(2), granted }, ['input', 'fundsUsed']);
  }
}
