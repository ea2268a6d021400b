import { Injectable } from '@nestjs/common';
import Big from 'big.js';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { addDays } from '../../kernel/calendar';
import { Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { objection } from '../../kernel/kind';
import { Moves } from '../../kernel/moves';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { Deadlines } from '../deadlines';
import { term } from '../programmes';
import { leadRepresentative, ProjectProgress, ProjectsReader, type Project } from '../projects';
import { TaskBooksReader, type PlannedIndicator, type TaskBook } from '../taskbooks';
import { Acceptance, type IndicatorResult } from './acceptance';
import { acceptanceKind } from './acceptance.kind';
import type {
  AchievedInput,
  DecideAcceptanceInput,
  GiveAcceptanceOpinionInput,
  IndicatorVerdictInput,
  SubmitFinalReportInput,
} from './acceptances.inputs';
import { refuse } from './acceptances.messages';
import { AcceptancesReader } from './acceptances.reader';
import { verdictOf } from './verdict';

/** Days after the end of a project in which its final report is due. Model: NSFC regulation of 2024, sixty days. */
const FINAL_REPORT_DAYS = term('acceptances.final-report-days', 60, {
  zh: '项目结束后提交结题报告的期限（天）',
  en: 'Days after the end of a project in which its final report is due',
  min: 1,
  max: 366,
});

/** The projects that final reports are about. */
@Injectable()
export class ReportedProjects {
  constructor(
    private readonly projects: ProjectsReader,
    private readonly taskBooks: TaskBooksReader,
    readonly deadlines: Deadlines,
  ) {}

  /** The confirmed task book of a running project whose lead the actor represents; refuses otherwise. */
  async taskBook(actor: Actor, projectId: string): Promise<TaskBook> {
    const at = ['input', 'projectId'];
    const project: Project = await this.projects.get(actor, projectId, 'projectId');
    if (actor.kind !== 'system' && !leadRepresentative(actor, project))
      throw refuse('acceptances.not-lead', {}, at);
    const taskBook = await this.taskBooks.ofProject(projectId);
    if (project.state !== 'IN_PROGRESS' || taskBook?.state !== 'CONFIRMED')
      throw refuse('acceptances.not-running', {}, at);
    return taskBook;
  }
}

/** Takes final reports, hears the owner of the need, and decides. */
@Injectable()
export class AcceptancesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly moves: Moves,
    private readonly acceptances: AcceptancesReader,
    private readonly progress: ProjectProgress,
    private readonly reported: ReportedProjects,
  ) {}

  /** The lead submits the final report; each indicator is compared with its target and with what the need asks for. */
  submit(actor: Actor, input: SubmitFinalReportInput): Promise<Acceptance> {
    return this.uow.run(async () => {
      const { projectId, summary } = input;
      const { plan, grantedFunding: granted } = await this.reported.taskBook(actor, projectId);
      const fundsUsed = new Big(input.fundsUsed).toFixed(2);
      if (new Big(fundsUsed).gt(granted))
        throw refuse('acceptances.funds-above', { granted }, ['input', 'fundsUsed']);
      const results = resultsIn(input.results, plan.indicators);
      const set = { summary, fundsUsed, results, submittedAt: this.clock.now(), opinedAt: null };
      const acceptance = (await this.acceptances.ofProject(projectId)) ?? (await this.draft(projectId, set));
      const submitted = await this.moves.move(acceptanceKind, actor, acceptance, 'SUBMIT', { set });
      await this.reported.deadlines.settle('FINAL_REPORT', projectId);
      return submitted;
    });
  }

  /** The owner of the need says of each of its metrics whether it is met. */
  opine(actor: Actor, { id, opinions }: GiveAcceptanceOpinionInput): Promise<Acceptance> {
    return this.uow.run(async () => {
      const acceptance = await this.acceptances.get(actor, id);
      const given = verdictsIn(opinions, acceptance.results, 'opinions');
      const results = acceptance.results.map((result) => {
        const { verdict: ownerVerdict, comment: ownerComment } = given.get(result.name) ?? {};
        return { ...result, ownerVerdict: ownerVerdict ?? null, ownerComment: ownerComment ?? null };
      });
      const set = { results, opinedAt: this.clock.now() };
      const opined = await this.moves.move(acceptanceKind, actor, acceptance, 'OPINE', { set });
      const silent = results.find(({ needTarget, ownerVerdict }) => needTarget !== null && !ownerVerdict);
      if (silent)
        throw refuse('acceptances.opinion-incomplete', { name: silent.name }, ['input', 'opinions']);
      return opined;
    });
  }

  /** The bureau decides; accepting completes the project. */
  decide(actor: Actor, input: DecideAcceptanceInput): Promise<Acceptance> {
    const { id, decision, reason: note, expectedVersion } = input;
    return this.uow.run(async () => {
      const acceptance = await this.acceptances.get(actor, id);
      this.moves.expect(acceptance, expectedVersion);
      const refusal = objection(acceptanceKind, actor, acceptance, decision, this.clock.now());
      if (refusal) throw refusal;
      const { projectId } = acceptance;
      const set = decision === 'RETURN' ? {} : { results: decided(input.verdicts ?? [], acceptance) };
      const moved = await this.moves.move(acceptanceKind, actor, acceptance, decision, { note, set });
      if (decision === 'RETURN') await this.reported.deadlines.reopen('FINAL_REPORT', projectId);
      if (decision === 'ACCEPT') await this.progress.complete(actor, await this.progress.of(projectId));
      return moved;
    });
  }

  /** Sets by when the final report of a running project is due. */
  async expectReport({ projectId, endsOn, terms }: TaskBook): Promise<void> {
    const dueOn = addDays(endsOn, FINAL_REPORT_DAYS.of(terms));
    await this.reported.deadlines.set('FINAL_REPORT', projectId, projectId, dueOn);
  }

  /** The project was terminated: there is nothing left to accept. */
  async lapse(projectId: string): Promise<void> {
    const acceptance = await this.acceptances.ofProject(projectId);
    if (acceptance && acceptanceKind.lifecycle.find(acceptance.state, 'LAPSE'))
      await this.moves.move(acceptanceKind, SYSTEM, acceptance, 'LAPSE');
  }

  private async draft(
    projectId: string,
    content: Pick<Acceptance, 'summary' | 'fundsUsed' | 'results' | 'submittedAt' | 'opinedAt'>,
  ): Promise<Acceptance> {
    const id = newId(this.clock.now());
    const state = acceptanceKind.lifecycle.initial;
    await this.uow.manager.insert(Acceptance, { id, version: 1, state, projectId, ...content });
    return (await this.acceptances.ofProject(projectId))!;
  }
}

/** Every indicator with what was achieved, compared. */
function resultsIn(
  given: readonly AchievedInput[],
  indicators: readonly PlannedIndicator[],
): IndicatorResult[] {
  const stranger = given.find(({ indicator }) => !indicators.some(({ name }) => name === indicator));
  if (stranger)
    throw refuse('acceptances.indicator-unknown', { name: stranger.indicator }, ['input', 'results']);
  return indicators.map((indicator) => {
    const { name, target, needTarget } = indicator;
    const achieved = given.find((one) => one.indicator === name)?.achieved ?? null;
    return {
      ...{ ...indicator, achieved, verdict: verdictOf(target, achieved, indicator) },
      needVerdict: needTarget === null ? null : verdictOf(needTarget, achieved, indicator),
      ...{ ownerVerdict: null, ownerComment: null, decision: null },
    };
  });
}

/** What was said, by indicator; refuses an indicator that is none. */
function verdictsIn(
  given: readonly IndicatorVerdictInput[],
  results: readonly IndicatorResult[],
  field: string,
): Map<string, IndicatorVerdictInput> {
  const stranger = given.find(({ indicator }) => !results.some(({ name }) => name === indicator));
  if (stranger) throw refuse('acceptances.indicator-unknown', { name: stranger.indicator }, ['input', field]);
  return new Map(given.map((one) => [one.indicator, one]));
}

/** The results with a decision on each: the bureau's own, else what the numbers say. */
function decided(given: readonly IndicatorVerdictInput[], { results }: Acceptance): IndicatorResult[] {
  const verdicts = verdictsIn(given, results, 'verdicts');
  return results.map((result) => {
    const decision = verdicts.get(result.name)?.verdict ?? result.verdict;
    if (decision === 'NOT_MEASURED')
      throw refuse('acceptances.undecided', { name: result.name }, ['input', 'verdicts']);
    return { ...result, decision };
  });
}
