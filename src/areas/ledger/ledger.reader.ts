import { Injectable } from '@nestjs/common';
import { isBureau, type Actor } from '../../kernel/actor';
import type { RequestContext } from '../../kernel/context';
import type { Page, PageArgs } from '../../kernel/page';
import { always, never, sql, type Sql } from '../../kernel/policy';
import { everyone, Reader, ReaderContext } from '../../kernel/reader';
import type { AccountKind } from './account';
import { Fund, FundYear } from './fund';
import { Posting, type LedgerLine } from './posting';

/** The books are the bureau's; what a project gets of them its parties read with its grant. */
const officers = (actor: Actor): Sql => (actor.kind === 'system' || isBureau(actor) ? always : never);

const held = (...kinds: AccountKind[]): Sql => sql`(SELECT coalesce(sum(a.balance), 0)::numeric(16,2)
  FROM ledger_accounts a WHERE a.fund_year_id = t.id AND a.kind = ANY(${kinds}))`;

/** Reads funds: that there is one, everybody may know. */
@Injectable()
export class FundsReader extends Reader<Fund> {
  constructor(context: ReaderContext) {
    super(context, Fund, everyone);
  }
}

/** Reads the books of funds, with what their accounts hold. */
@Injectable()
export class FundYearsReader extends Reader<FundYear> {
  constructor(context: ReaderContext) {
    super(context, FundYear, officers, {
      budget: sql`-${held('SOURCE')}`,
      carriedIn: sql`-${held('CARRIED_IN')}`,
      carriedOut: held('CARRIED_OUT'),
      committed: held('COMMITTED'),
      paid: held('PAID', 'RECOVERED'),
      recovered: held('RECOVERED'),
      available: held('AVAILABLE'),
    });
  }

  /** The books of a year, by creation. */
  ofYear(actor: Actor, year: number): Promise<FundYear[]> {
    return this.list(actor, sql`t.year = ${year}`, { by: 'id', descending: false });
  }
}

/** Reads what was posted. */
@Injectable()
export class PostingsReader extends Reader<Posting> {
  constructor(context: ReaderContext) {
    super(context, Posting, officers);
  }

  /** A page of what was posted to a book, the latest first. */
  ofBook(actor: Actor, args: PageArgs, fundYearId: string): Promise<Page<Posting>> {
    return this.page(
      actor,
      args,
      sql`EXISTS (SELECT FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
        WHERE e.posting_id = t.id AND a.fund_year_id = ${fundYearId})`,
    );
  }

  /** The sides of a posting that the caller may read, what is taken first; batched within the operation. */
  lines(context: RequestContext, postingId: string): Promise<LedgerLine[]> {
    return context
      .batch('ledger.lines', async (ids) => {
        const rows = await this.context.uow.query<LedgerLine & { postingId: string }>(sql`
          SELECT e.posting_id "postingId", a.kind account, y.year, e.amount, a.holder_id "holderId"
          FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id JOIN fund_years y ON y.id = a.fund_year_id
          WHERE e.posting_id = ANY(${ids}) ORDER BY e.amount, y.year`);
        return ids.map((id) => rows.filter((row) => row.postingId === id));
      })
      .load(postingId);
  }
}
