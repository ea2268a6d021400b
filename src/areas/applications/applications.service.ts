import { Injectable } from '@nestjs/common';
import Big from 'big.js';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { addDays, addWorkdays, nextWorkday } from '../../kernel/calendar';
import { Clock, instantOf } from '../../kernel/clock';
import { objection } from '../../kernel/kind';
import type { Refusal } from '../../kernel/messages';
import { Moves, type MoveOptions } from '../../kernel/moves';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { term } from '../programmes';
import { ProjectProgress, type Project } from '../projects';
import { Application } from './application';
import type { AdmitLateInput, MoveApplicationInput } from './application.inputs';
import { applicationKind } from './application.kind';
import { BINDING_STATES, type ApplicationVerb } from './application.lifecycle';
import { refuse } from './applications.messages';
import { ApplicationsReader } from './applications.reader';
import { FormalDecisions, submitRefusal, type Decided } from './formal-decisions';

/** Working days of the Chinese calendar that a public notice (公示) runs. */
export const NOTICE_WORKDAYS = term('rounds.notice-workdays', 5, {
  zh: '公示期（工作日）',
  en: 'Working days that a public notice runs',
  min: 1,
  max: 250,
});

/** What the bureau decides after the review. */
export interface Determination {
  readonly recommend: boolean;
  /** CNY yuan; what was asked for, if not given. */
  readonly grantedFunding?: string | null | undefined;
  readonly reason: string;
}

type Options = MoveOptions<Application>;

/** Takes applications through their lifecycle, and their projects with them. */
@Injectable()
export class ApplicationsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly moves: Moves,
    private readonly applications: ApplicationsReader,
    private readonly progress: ProjectProgress,
    private readonly checks: FormalDecisions,
  ) {}

  /** Takes one of the steps that people take. */
  move(
    actor: Actor,
    { id, verb, note, grounds, expectedVersion }: MoveApplicationInput,
  ): Promise<Application> {
    return this.uow.run(async () => {
      const application = await this.applications.get(actor, id);
      const options: Options = { note, expectedVersion };
      switch (verb) {
        case 'SUBMIT':
          return this.submit(actor, application, options);
        case 'ACCEPT':
        case 'RETURN':
        case 'REFUSE':
          return this.decide(actor, application, verb, { ...options, grounds });
        case 'START_NOTICE':
          return this.startNotice(actor, application, options);
        case 'APPROVE':
          return this.approve(actor, application, options);
        case 'WITHDRAW':
          return this.leave(actor, application, verb, options);
      }
    });
  }

  /** The bureau lets a draft or a returned application be submitted although its round is closed; the reason is recorded. */
  admitLate(actor: Actor, { applicationId, until, reason }: AdmitLateInput): Promise<Application> {
    return this.uow.run(async () => {
      const application = await this.applications.get(actor, applicationId, 'applicationId');
      const set = { admittedUntil: instantOf(addDays(until, 1), '00:00') };
      if (until < this.clock.today()) throw refuse('applications.admit-past', {}, ['input', 'until']);
      await this.checks.expectDecider(actor, application, 'ADMIT_LATE');
      return this.moves.move(applicationKind, actor, application, 'ADMIT_LATE', { note: reason, set });
    });
  }

  /** Why `actor` cannot object now, or undefined: anybody who has signed in can, until the last day of the notice is over. */
  objectRefusal(actor: Actor, application: Application): Refusal | undefined {
    const { state, noticeEndsOn } = application;
    const running =
      (state === 'PUBLIC_NOTICE' || state === 'OBJECTED') && this.clock.today() <= noticeEndsOn!;
    const asked =
      state === 'OBJECTED'
        ? Object.assign({}, application, { state: 'PUBLIC_NOTICE' as const })
        : application;
    return running
      ? objection(applicationKind, actor, asked, 'OBJECT', this.clock.now())
      : refuse('applications.notice-not-running', {});
  }

  /** The bureau determines after the review; for the reviews to call. The reason goes to the parties. */
  determine(
    actor: Actor,
    application: Application,
    { recommend, grantedFunding, reason }: Determination,
  ): Promise<Application> {
    return this.uow.run(async () => {
      const set = { determinationReason: reason };
      if (!recommend) return this.leave(actor, application, 'DECLINE', { note: reason, set });
      const granted = new Big(grantedFunding ?? application.requestedFunding).toFixed(2);
      const { requestedFunding: requested } = application;
      if (new Big(granted).lte(0))
        throw refuse('applications.granted-nothing', {}, ['input', 'grantedFunding']);
      if (new Big(granted).gt(requested))
        throw refuse('applications.granted-above', { requested }, ['input', 'grantedFunding']);
      const options = { note: reason, set: { ...set, grantedFunding: granted } };
      return this.moves.move(applicationKind, actor, application, 'RECOMMEND', options);
    });
  }

  /**
   * These people, and no others, read the application and its project for a review; for the reviews to call. No version
   * grows: it would tell the parties when experts are drawn, leave and are replaced.
   */
  assignReviewers({ id, projectId }: Application, personIds: readonly string[]): Promise<void> {
    return this.uow.run(async () => {
      await this.progress.letRead(projectId, personIds);
      await this.uow.manager.update(Application, { id }, { reviewerPersonIds: [...personIds] });
    });
  }

  /** An objection has come in; the first one halts the approval. */
  async object(actor: Actor, application: Application): Promise<Application> {
    const refusal = this.objectRefusal(actor, application);
    if (refusal) throw refusal;
    return application.state === 'OBJECTED'
      ? application
      : this.moves.move(applicationKind, actor, application, 'OBJECT');
  }

  /** The last open objection was overruled: the notice stands. */
  clear(actor: Actor, application: Application): Promise<Application> {
    return this.moves.move(applicationKind, actor, application, 'CLEAR');
  }

  /** An objection was upheld: the application is rejected. */
  uphold(actor: Actor, application: Application, reason: string): Promise<Application> {
    return this.uow.run(() =>
      this.leave(actor, application, 'UPHOLD', { note: reason, set: { determinationReason: reason } }),
    );
  }

  /** A review of the decision was upheld: the application stands where it stood before, its project bound to it again. */
  reopen(actor: Actor, application: Application, reason: string): Promise<Application> {
    return this.uow.run(async () => {
      const project = await this.progress.unchanged(application.projectId);
      if (await this.applications.activeOf(project.id)) throw refuse('applications.active-already', {});
      const undecided = { determinationReason: null, grantedFunding: null };
      const set = { ...undecided, noticeStartsOn: null, noticeEndsOn: null };
      const reopened = await this.moves.move(applicationKind, actor, application, 'REOPEN', {
        note: reason,
        set,
      });
      await this.progress.apply(SYSTEM, project);
      return reopened;
    });
  }

  /** Takes up the parties of an edited project. Nothing happens once the application is submitted. */
  follow(application: Application, { leadId, partyIds }: Project): Promise<Application> {
    return this.moves.write(applicationKind, application, { leadId, partyIds });
  }

  /** Its round is over, or its project withdrawn, before it was submitted. */
  lapse(application: Application): Promise<Application> {
    return this.moves.move(applicationKind, SYSTEM, application, 'LAPSE');
  }

  /** The officer's word on the formal check, kept beside what the rules say. */
  private async decide(
    actor: Actor,
    application: Application,
    verb: 'ACCEPT' | 'RETURN' | 'REFUSE',
    { grounds, ...options }: Options & Decided,
  ): Promise<Application> {
    await this.checks.expectDecider(actor, application, verb);
    const set = await this.checks.keep(actor, application, verb, { note: options.note, grounds });
    return verb === 'ACCEPT'
      ? this.moves.move(applicationKind, actor, application, verb, options)
      : this.leave(actor, application, verb, { ...options, set });
  }

  private async submit(
    actor: Actor,
    application: Application,
    { expectedVersion, note }: Options,
  ): Promise<Application> {
    this.moves.expect(application, expectedVersion);
    const dossier = (await this.checks.dossiersOf([application])).get(application.id)!;
    const { leadId, partyIds } = dossier.project;
    const present = Object.assign(application, { leadId, partyIds });
    const refusal =
      objection(applicationKind, actor, present, 'SUBMIT', dossier.now) ?? submitRefusal(dossier);
    if (refusal) throw refusal;
    await this.progress.apply(actor, dossier.project);
    const set = { leadId, partyIds, submittedAt: dossier.now };
    return this.moves.move(applicationKind, actor, present, 'SUBMIT', { note, set });
  }

  private async startNotice(actor: Actor, application: Application, options: Options): Promise<Application> {
    await this.checks.expectDecider(actor, application, 'START_NOTICE');
    const terms = (await this.applications.termsOf([application.id])).get(application.id)!;
    const noticeStartsOn = nextWorkday(this.clock.today());
    const noticeEndsOn = addWorkdays(noticeStartsOn, NOTICE_WORKDAYS.of(terms) - 1);
    const set = { noticeStartsOn, noticeEndsOn };
    const noticed = await this.moves.move(applicationKind, actor, application, 'START_NOTICE', {
      ...options,
      set,
    });
    await this.progress.disclose(await this.progress.of(application.projectId));
    return noticed;
  }

  private async approve(actor: Actor, application: Application, options: Options): Promise<Application> {
    this.moves.expect(application, options.expectedVersion);
    await this.checks.expectDecider(actor, application, 'APPROVE');
    const { number, approvedOn } = await this.progress.approve(
      actor,
      await this.progress.of(application.projectId),
    );
    return this.moves.move(applicationKind, actor, application, 'APPROVE', {
      ...options,
      set: { number, approvedOn },
    });
  }

  /** A step after which the project is free again. */
  private async leave(
    actor: Actor,
    application: Application,
    verb: ApplicationVerb,
    options: Options,
  ): Promise<Application> {
    const bound = BINDING_STATES.includes(application.state);
    const left = await this.moves.move(applicationKind, actor, application, verb, options);
    if (bound) await this.progress.release(actor, await this.progress.of(application.projectId));
    return left;
  }
}
