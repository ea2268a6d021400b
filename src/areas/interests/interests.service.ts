import { Injectable } from '@nestjs/common';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { addWorkdays } from '../../kernel/calendar';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { Refusal } from '../../kernel/messages';
import { Moves } from '../../kernel/moves';
import { setting } from '../../kernel/settings';
import { sqlState, UnitOfWork } from '../../kernel/unit-of-work';
import { Interest } from './interest';
import { interestExpressed } from './interest.facts';
import type { AnswerInterestInput, ExpressInterestInput } from './interest.inputs';
import { interestKind } from './interest.kind';
import { InterestSubjects, type About } from './interest-subjects';
import { InterestsReader } from './interests.reader';
import { refuse } from './interests.messages';

/** Working days within which an interest is to be answered; the programme's rule, no law. */
export const ANSWER_WITHIN_WORKDAYS = setting('matching.answer-within-workdays', 5, {
  zh: '对接意向的答复期限（工作日），逾期上报科技局',
  en: 'Working days within which an interest is to be answered; after them the bureau is told',
  min: 1,
  max: 250,
});

const UNIQUE_VIOLATION = '23505';

/** Organisations ask each other to work together, and answer. */
@Injectable()
export class InterestsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly moves: Moves,
    private readonly interests: InterestsReader,
    private readonly subjects: InterestSubjects,
  ) {}

  /** Asks the owner of a need or an achievement to work together; the answer is due within working days. */
  express(actor: Actor, input: ExpressInterestInput): Promise<Interest> {
    return this.uow.run(async () => {
      const about = await this.subjects.of(actor, input);
      const known = await this.interests.awaited(input.organisationId, about.target.id);
      if (known) throw refuse('interests.already-open', {});
      const interest = this.compose(actor, input, about);
      await this.uow.manager.insert(Interest, interest).catch((error: unknown) => {
        throw sqlState(error) === UNIQUE_VIOLATION ? refuse('interests.already-open', {}) : error;
      });
      const payload = { toId: interest.toId, answerDueOn: interest.answerDueOn! };
      await this.facts.state(interestExpressed, {
        subject: { type: 'interest', id: interest.id },
        actor,
        payload,
      });
      return interest;
    });
  }

  /** Answers. Accepting shows each side what the interest is about, and the need counts as matched. */
  answer(actor: Actor, { id, accept, message }: AnswerInterestInput): Promise<Interest> {
    return this.uow.run(async () => {
      const interest = await this.interests.get(actor, id);
      const set = { answer: message ?? null, answeredAt: this.clock.now() };
      const answered = await this.moves.move(interestKind, actor, interest, accept ? 'ACCEPT' : 'DECLINE', {
        set,
      });
      if (accept) await this.subjects.share(actor, answered);
      return answered;
    });
  }

  /** The sender takes it back before it is answered. */
  async withdraw(actor: Actor, id: string, expectedVersion?: number | null): Promise<Interest> {
    const interest = await this.interests.get(actor, id);
    return this.moves.move(interestKind, actor, interest, 'WITHDRAW', { expectedVersion });
  }

  /** Tells the bureau of every interest that nobody answered in time; each once. Gives how many. */
  async escalate(): Promise<number> {
    let count = 0;
    for (const interest of await this.interests.overdue(this.clock.today())) {
      try {
        await this.moves.move(interestKind, SYSTEM, interest, 'ESCALATE');
        count++;
      } catch (error) {
        // Answered, or escalated by another worker, since it was read.
        if (!(error instanceof Refusal)) throw error;
      }
    }
    return count;
  }

  private compose(actor: Actor, input: ExpressInterestInput, { target, toId }: About): Interest {
    const now = this.clock.now();
    return Object.assign(new Interest(), {
      id: newId(now),
      version: 1,
      state: interestKind.lifecycle.initial,
      needId: input.needId ?? null,
      achievementId: input.achievementId ?? null,
      targetId: target.id,
      fromId: input.organisationId,
      toId,
      message: input.message,
      answer: null,
      answerDueOn: addWorkdays(this.clock.today(), ANSWER_WITHIN_WORKDAYS.value),
      createdAt: now,
      answeredAt: null,
      createdById: actor.accountId,
    } as const);
  }
}
