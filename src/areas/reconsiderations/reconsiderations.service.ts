import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { addDays } from '../../kernel/calendar';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { objection } from '../../kernel/kind';
import type { Refusal } from '../../kernel/messages';
import { Moves } from '../../kernel/moves';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { ApplicationsReader, ApplicationsService, Impartiality, type Application } from '../applications';
import { PanelsService } from '../panels';
import { term, type Terms } from '../programmes';
import { ReviewsService } from '../reviews';
import { Reconsideration } from './reconsideration';
import type { AnswerReconsiderationInput, AskReconsiderationInput } from './reconsideration.inputs';
import { reconsiderationKind } from './reconsideration.kind';
import { reconsiderationAsked, type ReconsiderationVerb } from './reconsideration.lifecycle';
import { representative } from './reconsideration.policy';
import { refuse } from './reconsiderations.messages';
import { ReconsiderationsReader, type Decision } from './reconsiderations.reader';

// Model: the NSFC regulation (国家自然科学基金条例, State Council, revised 2024-11-08): asked within 15 days, answered in 60.

/** Days after a decision in which its review can be asked. */
const ASK_DAYS = term('reconsiderations.ask-days', 15, {
  zh: '对不予受理、不予立项决定申请复审的期限（日历日，自决定次日起；参照《国家自然科学基金条例》）',
  en: 'Calendar days after a decision in which its review can be asked (model: the NSFC regulation)',
  min: 1,
  max: 366,
});
/** Days after the request in which it has to be answered. */
const ANSWER_DAYS = term('reconsiderations.answer-days', 60, {
  zh: '复审答复期限（日历日，自申请次日起；参照《国家自然科学基金条例》）',
  en: 'Calendar days in which a review of a decision has to be answered (model: the NSFC regulation)',
  min: 1,
  max: 366,
});

/** What a review of a decision needs of the areas before it. */
@Injectable()
export class DecisionSources {
  constructor(
    readonly applications: ApplicationsReader,
    readonly commands: ApplicationsService,
    readonly impartiality: Impartiality,
    readonly reviews: ReviewsService,
    readonly panels: PanelsService,
  ) {}
}

/** Takes and answers requests that a decision be reviewed (复审). */
@Injectable()
export class ReconsiderationsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly moves: Moves,
    private readonly reconsiderations: ReconsiderationsReader,
    private readonly sources: DecisionSources,
  ) {}

  /** A party asks, once for a decision and in time. */
  ask(actor: Actor, { applicationId, ground, text }: AskReconsiderationInput): Promise<Reconsideration> {
    return this.uow.run(async () => {
      const application = await this.held(actor, applicationId, 'applicationId');
      const decision = (await this.reconsiderations.decisionsOn([applicationId])).get(applicationId);
      const terms = (await this.sources.applications.termsOf([applicationId])).get(applicationId)!;
      const refusal = this.askRefusal(actor, application, terms, decision);
      if (refusal) throw refusal;
      if (await this.reconsiderations.against(decision!.id))
        throw refuse('reconsiderations.asked-already', {}, ['input', 'applicationId']);
      const now = this.clock.now();
      const dueOn = addDays(this.clock.today(), ANSWER_DAYS.of(terms));
      const { id: decisionId, deciderId, decidedOn } = decision!;
      const asked = Object.assign(new Reconsideration(), {
        ...{ id: newId(now), version: 1, state: reconsiderationKind.lifecycle.initial, applicationId },
        ...{ decisionId, deciderId, decidedOn, ground, text, askedById: actor.personId, askedAt: now, dueOn },
        ...{ reason: null, answeredAt: null, judgedAnew: null, remindedAt: null, overdueAt: null },
        partyIds: application.partyIds,
      });
      await this.uow.manager.insert(Reconsideration, asked);
      const subject = { type: 'reconsideration', id: asked.id };
      await this.facts.state(reconsiderationAsked, { subject, actor, payload: { applicationId, dueOn } });
      return asked;
    });
  }

  /** Another officer answers. Upheld, the application is taken up again, its project bound to it, or all of it is refused. */
  answer(actor: Actor, input: AnswerReconsiderationInput): Promise<Reconsideration> {
    return this.uow.run(async () => {
      const { reconsiderationId, uphold, reason } = input;
      const { applicationId } = await this.reconsiderations.get(
        actor,
        reconsiderationId,
        'reconsiderationId',
      );
      const application = await this.held(actor, applicationId, 'reconsiderationId');
      const asked = await this.reconsiderations.get(actor, reconsiderationId, 'reconsiderationId');
      const verb = uphold ? 'UPHOLD' : 'DISMISS';
      const refusal = this.answerRefusal(actor, asked, verb) ?? anewRefusal(application, input);
      if (refusal) throw refusal;
      await this.sources.impartiality.expect(actor, application);
      const set = { reason, answeredAt: this.clock.now(), judgedAnew: input.judgeAnew ?? false };
      const answered = await this.moves.move(reconsiderationKind, actor, asked, verb, { note: reason, set });
      if (uphold) await this.takeUp(actor, application, reason, set.judgedAnew);
      return answered;
    });
  }

  /** The party takes its request back; it cannot be made again. */
  withdraw(actor: Actor, id: string): Promise<Reconsideration> {
    return this.uow.run(async () => {
      const asked = await this.reconsiderations.get(actor, id);
      return this.moves.move(reconsiderationKind, actor, asked, 'WITHDRAW');
    });
  }

  /** The last day on which a review of the decision can be asked; null where there is no decision to review. */
  deadline({ state }: Application, terms: Terms, decision: Decision | undefined): string | null {
    const decided = state === 'NOT_ACCEPTED' || state === 'REJECTED';
    return decided && decision ? addDays(decision.decidedOn, ASK_DAYS.of(terms)) : null;
  }

  /** Why `actor` cannot answer so now, or undefined. */
  answerRefusal(actor: Actor, asked: Reconsideration, verb: ReconsiderationVerb): Refusal | undefined {
    const refusal = objection(reconsiderationKind, actor, asked, verb, this.clock.now());
    const own = verb !== 'WITHDRAW' && asked.deciderId !== null && asked.deciderId === actor.accountId;
    return refusal ?? (own ? refuse('reconsiderations.other-officer', {}) : undefined);
  }

  private askRefusal(
    actor: Actor,
    application: Application,
    terms: Terms,
    decision: Decision | undefined,
  ): Refusal | undefined {
    const at = ['input', 'applicationId'];
    if (!representative(actor, application)) return refuse('reconsiderations.not-representative', {}, at);
    const last = this.deadline(application, terms, decision);
    if (last === null) return refuse('reconsiderations.nothing-decided', {}, at);
    return this.clock.today() > last ? refuse('reconsiderations.too-late', { last }, at) : undefined;
  }

  private async takeUp(actor: Actor, application: Application, reason: string, anew: boolean): Promise<void> {
    await this.sources.commands.reopen(actor, application, reason);
    if (!anew) return;
    await this.sources.panels.drop(application.id);
    await this.sources.reviews.discard(application.id);
  }

  /** The application, held until the transaction ends: two who ask or answer at once take turns. */
  private async held(actor: Actor, id: string, field: string): Promise<Application> {
    await this.uow.query(sql`SELECT 1 FROM applications WHERE id = ${id} FOR UPDATE`);
    return this.sources.applications.get(actor, id, field);
  }
}

function anewRefusal(
  { state }: Application,
  { uphold, judgeAnew }: AnswerReconsiderationInput,
): Refusal | undefined {
  if (!judgeAnew) return undefined;
  const path = ['input', 'judgeAnew'];
  if (!uphold) return refuse('reconsiderations.anew-dismissed', {}, path);
  return state === 'REJECTED' ? undefined : refuse('reconsiderations.nothing-judged', {}, path);
}
