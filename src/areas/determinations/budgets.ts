import { Injectable } from '@nestjs/common';
import Big from 'big.js';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { ApplicationsReader } from '../applications';
import { term, type Terms } from '../programmes';
import { refuse } from './determinations.messages';

/** What a round may grant, CNY yuan. */
const ROUND_BUDGET = term('rounds.budget', 0, {
  zh: '每批次资助总预算（元；0 为不限）',
  en: 'What a round may grant in all (CNY yuan; 0 = no limit)',
  max: 1_000_000_000_000,
});

/** A round and the rules that it keeps. */
export interface Budgeted {
  readonly id: string;
  readonly terms: Terms;
}

/** Keeps what is granted within the budget of each round. */
@Injectable()
export class Budgets {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly applications: ApplicationsReader,
  ) {}

  /** CNY yuan that each round can still grant; null where there is no limit. */
  async left(rounds: readonly Budgeted[]): Promise<Map<string, string | null>> {
    const granted = await this.applications.grantedIn(rounds.map(({ id }) => id));
    return new Map(
      rounds.map(({ id, terms }) => {
        const budget = ROUND_BUDGET.of(terms);
        return [id, budget === 0 ? null : new Big(budget).minus(granted.get(id)!).toFixed(2)];
      }),
    );
  }

  /** Refuses a grant beyond the budget; until the transaction ends nothing else is granted in the round. */
  async expectAffordable(round: Budgeted, granted: string): Promise<void> {
    const left = await this.heldLeft(round);
    if (left === null || new Big(granted).lte(left)) return;
    const budget = new Big(ROUND_BUDGET.of(round.terms)).toFixed(2);
    const params = { budget, left, granted: new Big(granted).toFixed(2) };
    throw refuse('determinations.over-budget', params, ['input', 'grantedFunding']);
  }

  /** Refuses to call a budget exhausted that could still bear what was asked for. */
  async expectExhausted(round: Budgeted, requested: string): Promise<void> {
    const left = await this.heldLeft(round);
    const path = ['input', 'proceduralGround'];
    if (left === null) throw refuse('determinations.no-budget', {}, path);
    if (new Big(requested).lte(left)) throw refuse('determinations.budget-left', { left }, path);
  }

  private async heldLeft(round: Budgeted): Promise<string | null> {
    await this.uow.query(
      sql`SELECT pg_advisory_xact_lock(hashtextextended(${`rounds.budget ${round.id}`}, 0))`,
    );
    return (await this.left([round])).get(round.id)!;
  }
}
