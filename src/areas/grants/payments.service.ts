import { Injectable } from '@nestjs/common';
import Big from 'big.js';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { objection } from '../../kernel/kind';
import { Moves } from '../../kernel/moves';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { grantKind, grantPlanned, type Grant } from './grant';
import type {
  InstalmentInput,
  MoveInstalmentInput,
  PayInstalmentInput,
  PlanInstalmentsInput,
  ReversePaymentInput,
} from './grants.inputs';
import { refuse } from './grants.messages';
import { GrantBooks, moved } from './grants.service';
import { Instalment, instalmentKind, instalmentPlanned } from './instalment';

/** Plans, approves and makes the payments of grants. */
@Injectable()
export class PaymentsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly moves: Moves,
    private readonly books: GrantBooks,
  ) {}

  /** Says how a grant is paid; what is requested or paid already stays. */
  plan(actor: Actor, { grantId, instalments, expectedVersion }: PlanInstalmentsInput): Promise<Grant> {
    return this.uow.run(async () => {
      const grant = await this.books.grants.get(actor, grantId, 'grantId');
      this.moves.expect(grant, expectedVersion);
      const refusal = objection(grantKind, actor, grant, 'CLOSE', this.clock.now());
      if (refusal) throw refusal;
      if (grant.state !== 'COMMITTED') throw refuse('instalments.not-committed', {}, ['input', 'grantId']);
      // Whoever plans, requests or closes at the same moment has read another version.
      await this.moves.write(grantKind, grant, {}, expectedVersion);
      const before = await this.books.instalments.all(grantId);
      await this.expectPlan(grant, instalments, before);
      for (const one of before.filter(({ state }) => state === 'PLANNED'))
        await this.moves.move(instalmentKind, SYSTEM, one, 'LAPSE');
      for (const [at, one] of instalments.entries())
        await this.insert(actor, grant, one, before.length + at + 1);
      const payload = { instalments: instalments.length };
      await this.facts.state(grantPlanned, { subject: { type: 'grant', id: grantId }, actor, payload });
      return this.books.grants.get(actor, grantId);
    });
  }

  /** Requests, endorses, approves or returns a payment. */
  move(actor: Actor, { id, verb, note, expectedVersion }: MoveInstalmentInput): Promise<Instalment> {
    return this.uow.run(async () => {
      const instalment = await this.books.instalments.held(actor, id);
      const by = actor.accountId;
      const today = this.clock.today();
      const none = { requestedOn: null, requestedById: null, endorsedById: null, approvedOn: null };
      const set = {
        REQUEST: { ...none, requestedOn: today, requestedById: by, approvedById: null },
        ENDORSE: { endorsedById: by },
        APPROVE: { approvedOn: today, approvedById: by },
        RETURN: { ...none, approvedById: null },
      }[verb];
      return this.moves.move(instalmentKind, actor, instalment, verb, { note, expectedVersion, set });
    });
  }

  /** Records a payment, and posts it. */
  pay(actor: Actor, { id, paidOn, voucher, expectedVersion }: PayInstalmentInput): Promise<Instalment> {
    return this.uow.run(async () => {
      const instalment = await this.books.instalments.held(actor, id);
      const set = { paidOn, voucher, paidById: actor.accountId };
      const paid = await this.moves.move(instalmentKind, actor, instalment, 'PAY', { set, expectedVersion });
      const { approvedOn } = instalment;
      if (paidOn > this.clock.today()) throw refuse('instalments.paid-later', {}, ['input', 'paidOn']);
      if (paidOn < approvedOn!)
        throw refuse('instalments.paid-early', { approvedOn: approvedOn! }, ['input', 'paidOn']);
      const grant = await this.books.grants.get(actor, paid.grantId);
      await this.books.ledger.post(actor, {
        ...{
          kind: 'PAY',
          key: `pay ${id} ${paid.version}`,
          bookedOn: paidOn,
          document: voucher,
          at: ['input', 'id'],
        },
        lines: moved(grant, 'COMMITTED', 'PAID', paid.amount),
      });
      return paid;
    });
  }

  /** Takes back a payment that did not arrive. */
  reverse(actor: Actor, { id, note, expectedVersion }: ReversePaymentInput): Promise<Instalment> {
    return this.uow.run(async () => {
      const instalment = await this.books.instalments.held(actor, id);
      const { voucher: document } = instalment;
      const set = { paidOn: null, voucher: null, paidById: null };
      const options = { note, set, expectedVersion };
      const reversed = await this.moves.move(instalmentKind, actor, instalment, 'REVERSE', options);
      const grant = await this.books.grants.get(actor, reversed.grantId);
      await this.books.ledger.post(actor, {
        ...{ kind: 'REVERSE', key: `reverse ${id} ${reversed.version}`, document, note, at: ['input', 'id'] },
        lines: moved(grant, 'PAID', 'COMMITTED', reversed.amount),
      });
      return reversed;
    });
  }

  private async expectPlan(
    { amount, projectId }: Grant,
    wanted: readonly InstalmentInput[],
    before: readonly Instalment[],
  ): Promise<void> {
    const at = ['input', 'instalments'];
    if (wanted.length === 0) throw refuse('instalments.none', {}, at);
    const known = await this.books.instalments.milestones(projectId);
    for (const [index, { milestoneNumber: number, amount: part }] of wanted.entries()) {
      const field = [...at, String(index)];
      if (new Big(part).lte(0)) throw refuse('grants.nothing', {}, [...field, 'amount']);
      if (number && !known.has(number))
        throw refuse('instalments.milestone-unknown', { number }, [...field, 'milestoneNumber']);
    }
    const fixed = before.filter(({ state }) => state !== 'PLANNED' && state !== 'LAPSED');
    const sum = [...fixed, ...wanted].reduce((total, one) => total.plus(one.amount), new Big(0));
    if (!sum.eq(amount)) throw refuse('instalments.unbalanced', { sum: sum.toFixed(2), amount }, at);
  }

  private async insert(
    actor: Actor,
    { id: grantId, projectId }: Grant,
    { milestoneNumber = null, matchingRequired, dueOn = null, ...planned }: InstalmentInput,
    number: number,
  ): Promise<void> {
    const id = newId(this.clock.now());
    const state = instalmentKind.lifecycle.initial;
    const amount = new Big(planned.amount).toFixed(2);
    const columns = { grantId, projectId, number, amount, milestoneNumber, dueOn };
    const matching = { matchingRequired: matchingRequired ?? '0' };
    await this.uow.manager.insert(Instalment, { id, version: 1, state, ...columns, ...matching });
    const subject = { type: 'instalment', id };
    await this.facts.state(instalmentPlanned, { subject, actor, payload: { grantId, amount } });
  }
}
