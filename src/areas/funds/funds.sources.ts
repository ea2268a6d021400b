import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../kernel/context';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { FundsReader, FundYearsReader } from '../ledger';
import { RoundsReader } from '../rounds';

/** What funds are kept with. */
@Injectable()
export class FundSources {
  constructor(
    readonly funds: FundsReader,
    readonly years: FundYearsReader,
    readonly rounds: RoundsReader,
  ) {}
}

/** Tells where the money of a round comes from, and where there are books. */
@Injectable()
export class FundCalls {
  constructor(private readonly uow: UnitOfWork) {}

  /** The fund of a round, batched within the operation; null where none was named. */
  fundOf(context: RequestContext, roundId: string): Promise<string | null> {
    return context
      .batch('funds.of-round', async (ids) => {
        const rows = await this.uow.query<{ roundId: string; fundId: string }>(
          sql`SELECT round_id "roundId", fund_id "fundId" FROM fund_calls WHERE round_id = ANY(${ids})`,
        );
        const found = new Map(rows.map((row) => [row.roundId, row.fundId]));
        return ids.map((id) => found.get(id) ?? null);
      })
      .load(roundId);
  }

  /** The book that pays in a year for what is approved in a round, if there is one. */
  async bookOfRound(roundId: string, year: number): Promise<string | undefined> {
    const [found] = await this.uow.query<{ id: string }>(sql`
      SELECT y.id FROM fund_calls c JOIN fund_years y ON y.fund_id = c.fund_id
      WHERE c.round_id = ${roundId} AND y.year = ${year}`);
    return found?.id;
  }

  /** The book of a fund for a year, if there is one. */
  async bookOf(fundId: string, year: number): Promise<string | undefined> {
    const [found] = await this.uow.query<{ id: string }>(
      sql`SELECT id FROM fund_years WHERE fund_id = ${fundId} AND year = ${year}`,
    );
    return found?.id;
  }
}
