import { Injectable, Optional } from '@nestjs/common';
import Big from 'big.js';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { addDays } from '../../kernel/calendar';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { Moves } from '../../kernel/moves';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { Deadlines } from '../deadlines';
import { term } from '../programmes';
import type { AssessRecoveryInput, MoveRecoveryInput } from './acceptances.inputs';
import { refuse } from './acceptances.messages';
import { RecoveriesReader } from './acceptances.reader';
import { Recovery, recoveryKind, recoveryOpened } from './recovery';

/** Days from its confirmation in which money is to be paid back. */
const RECOVERY_DAYS = term('recoveries.due-days', 30, {
  zh: '应退经费自确认之日起的退还期限（天）',
  en: 'Days from its confirmation in which money is to be paid back',
  min: 1,
  max: 366,
});

/** Tells what a project has received and not given back; the area that keeps the money knows. */
export abstract class Disbursed {
  /** CNY yuan; undefined where its payments are not kept on the platform. */
  abstract to(projectId: string): Promise<string | undefined>;
}

/** What is claimed back, and what there is to claim. */
@Injectable()
export class Claims {
  constructor(
    readonly recoveries: RecoveriesReader,
    @Optional() private readonly disbursed?: Disbursed,
  ) {}

  /** What the project received: all that it was granted, unless its payments are kept on the platform. */
  async received({ projectId, grantedFunding }: Recovery): Promise<string> {
    return (await this.disbursed?.to(projectId)) ?? grantedFunding;
  }
}

/** Settles what terminated projects have to give back. */
@Injectable()
export class RecoveriesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly moves: Moves,
    private readonly claims: Claims,
    private readonly deadlines: Deadlines,
  ) {}

  /** A project that was granted money was terminated. */
  async open(projectId: string, grantedFunding: string): Promise<void> {
    const id = newId(this.clock.now());
    const state = recoveryKind.lifecycle.initial;
    await this.uow.manager.insert(Recovery, { id, version: 1, state, projectId, grantedFunding });
    const subject = { type: 'recovery', id };
    await this.facts.state(recoveryOpened, { subject, actor: SYSTEM, payload: { projectId } });
  }

  /** An officer says how much was properly used; the rest of what was received is to be recovered, never more. */
  assess(actor: Actor, { id, properlyUsed: used, reason: note }: AssessRecoveryInput): Promise<Recovery> {
    return this.uow.run(async () => {
      const recovery = await this.claims.recoveries.get(actor, id);
      const received = await this.claims.received(recovery);
      const properlyUsed = new Big(used).toFixed(2);
      const amount = new Big(received).minus(properlyUsed);
      const set = { properlyUsed, amount: amount.toFixed(2), assessedById: actor.accountId };
      if (amount.lt(0)) throw refuse('recoveries.used-above', { received }, ['input', 'properlyUsed']);
      return this.moves.move(recoveryKind, actor, recovery, 'ASSESS', { note, set });
    });
  }

  /** Confirms, clears or returns an assessment, and records the money that came back. */
  move(actor: Actor, { id, verb, note, expectedVersion }: MoveRecoveryInput): Promise<Recovery> {
    return this.uow.run(async () => {
      const recovery = await this.claims.recoveries.get(actor, id);
      const today = this.clock.today();
      const dueOn = addDays(today, RECOVERY_DAYS.of(recovery.terms));
      const set =
        verb === 'CONFIRM' ? { dueOn }
        : verb === 'RECORD' ? { recoveredOn: today }
        : {}; // prettier-ignore
      const moved = await this.moves.move(recoveryKind, actor, recovery, verb, {
        note,
        expectedVersion,
        set,
      });
      if (verb === 'CONFIRM') await this.deadlines.set('RECOVERY', id, moved.projectId, dueOn);
      if (verb === 'RECORD') await this.deadlines.settle('RECOVERY', id);
      return moved;
    });
  }
}
