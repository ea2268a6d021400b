import { Injectable } from '@nestjs/common';
import Big from 'big.js';
import { refuseAccess } from '../../kernel/access';
import { isBureau, type Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts, type Topic } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { Ledger, type Fund, type FundYear, type Order } from '../ledger';
import { Round } from '../rounds';
import { budgetAllocated, budgetAnnounced, budgetCarried, budgetReduced, fundCalled, fundOpened } from './fund.facts'; // prettier-ignore
import type {
  AllocateBudgetInput,
  AnnounceBudgetInput,
  SetRoundFundInput,
  OpenFundInput,
} from './fund.inputs';
import { refuse } from './funds.messages';
import { FundSources } from './funds.sources';

/** Opens funds and keeps their yearly budgets. Only the bureau may. */
@Injectable()
export class FundsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly ledger: Ledger,
    private readonly sources: FundSources,
  ) {}

  /** A new fund. */
  open(actor: Actor, { code, name, nameEn = null }: OpenFundInput): Promise<Fund> {
    expectBureau(actor);
    if (!/^[a-z][a-z0-9-]*$/.test(code)) throw refuse('funds.code', {}, ['input', 'code']);
    return this.uow.run(async () => {
      const id = newId(this.clock.now());
      const rows = await this.uow.query(sql`INSERT INTO funds (id, code, name, name_en)
        VALUES (${id}, ${code}, ${name}, ${nameEn}) ON CONFLICT DO NOTHING RETURNING id`);
      if (rows.length === 0) throw refuse('funds.code-taken', { code }, ['input', 'code']);
      await this.facts.state(fundOpened, { subject: { type: 'fund', id }, actor, payload: { code } });
      return this.sources.funds.get(actor, id);
    });
  }

  /** What was announced for a year; announcing it again says what holds now. */
  announce(
    actor: Actor,
    { fundId, year, amount, dueOn = null, source }: AnnounceBudgetInput,
  ): Promise<FundYear> {
    expectBureau(actor);
    return this.uow.run(async () => {
      const id = await this.book(actor, fundId, year);
      const planned = new Big(amount).toFixed(2);
      await this.uow
        .query(sql`UPDATE fund_years SET planned = ${planned}, due_on = ${dueOn}, source = ${source}
        WHERE id = ${id}`);
      const subject = { type: 'fundyear', id };
      await this.facts.state(budgetAnnounced, { subject, actor, payload: { planned, dueOn } });
      return this.sources.years.get(actor, id);
    });
  }

  /** A document gives a fund money for a year. */
  allocate(actor: Actor, input: AllocateBudgetInput): Promise<FundYear> {
    return this.change(actor, input, budgetAllocated, (fundYearId, amount) => ({
      kind: 'ALLOCATE',
      lines: [
        { fundYearId, kind: 'SOURCE', amount: `-${amount}` },
        { fundYearId, kind: 'AVAILABLE', amount },
      ],
    }));
  }

  /** A document takes back what a fund has for a year and has not granted. */
  reduce(actor: Actor, input: AllocateBudgetInput): Promise<FundYear> {
    return this.change(actor, input, budgetReduced, (fundYearId, amount) => ({
      kind: 'REDUCE',
      lines: [
        { fundYearId, kind: 'AVAILABLE', amount: `-${amount}` },
        { fundYearId, kind: 'SOURCE', amount },
      ],
    }));
  }

  /** What a year that is over has not granted goes into the next one; what is granted stays with its grant. */
  carryOver(actor: Actor, input: AllocateBudgetInput): Promise<FundYear> {
    const { year, fundId } = input;
    if (Number(this.clock.today().slice(0, 4)) <= year)
      throw refuse('funds.year-running', { year }, ['input', 'year']);
    return this.uow.run(async () => {
      const next = await this.book(actor, fundId, year + 1);
      return this.change(actor, input, budgetCarried, (fundYearId, amount) => ({
        kind: 'CARRY_OVER',
        lines: [
          { fundYearId, kind: 'AVAILABLE', amount: `-${amount}` },
          { fundYearId, kind: 'CARRIED_OUT', amount },
          { fundYearId: next, kind: 'CARRIED_IN', amount: `-${amount}` },
          { fundYearId: next, kind: 'AVAILABLE', amount },
        ],
      }));
    });
  }

  /** Says which fund pays for what is approved in a round. */
  setRoundFund(actor: Actor, { roundId, fundId }: SetRoundFundInput): Promise<Round> {
    expectBureau(actor);
    return this.uow.run(async () => {
      await this.sources.funds.get(actor, fundId, 'fundId');
      const round = await this.sources.rounds.get(actor, roundId, 'roundId');
      if (round.state === 'DECIDED') throw refuse('funds.round-decided', {}, ['input', 'roundId']);
      await this.uow.query(sql`INSERT INTO fund_calls (round_id, fund_id) VALUES (${roundId}, ${fundId})
        ON CONFLICT (round_id) DO UPDATE SET fund_id = excluded.fund_id`);
      const subject = { type: 'fund', id: fundId };
      await this.facts.state(fundCalled, { subject, actor, payload: { roundId } });
      return round;
    });
  }

  private change(
    actor: Actor,
    { fundId, year, amount: given, documentNumber: document, note = null }: AllocateBudgetInput,
    topic: Topic<{ amount: string; document: string }>,
    moves: (fundYearId: string, amount: string) => Pick<Order, 'kind' | 'lines'>,
  ): Promise<FundYear> {
    expectBureau(actor);
    return this.uow.run(async () => {
      const id = await this.book(actor, fundId, year);
      const amount = new Big(given).toFixed(2);
      const order = moves(id, amount);
      const key = `${order.kind} ${id} ${document}`;
      const { repeated } = await this.ledger.post(actor, { ...order, key, document, note });
      if (!repeated) {
        const stated = { subject: { type: 'fundyear', id }, actor, note, payload: { amount, document } };
        await this.facts.state(topic, stated);
      }
      return this.sources.years.get(actor, id);
    });
  }

  /** The book of a fund for a year, opened by the first who needs it. */
  private async book(actor: Actor, fundId: string, year: number): Promise<string> {
    expectBureau(actor);
    await this.sources.funds.get(actor, fundId, 'fundId');
    await this.uow.query(sql`INSERT INTO fund_years (id, fund_id, year)
      VALUES (${newId(this.clock.now())}, ${fundId}, ${year}) ON CONFLICT (fund_id, year) DO NOTHING`);
    const [found] = await this.uow.query<{ id: string }>(
      sql`SELECT id FROM fund_years WHERE fund_id = ${fundId} AND year = ${year}`,
    );
    return found!.id;
  }
}

function expectBureau(actor: Actor): void {
  if (actor.kind !== 'system' && !isBureau(actor)) throw refuseAccess('FORBIDDEN', {});
}
