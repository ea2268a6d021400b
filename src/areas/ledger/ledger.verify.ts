import { sql } from '../../kernel/policy';
import type { UnitOfWork } from '../../kernel/unit-of-work';

/** What the ledger holds, and what of it does not hold. */
export interface LedgerCheck {
  readonly accounts: number;
  readonly postings: number;
  /** Each a sentence for the operator. */
  readonly faults: readonly string[];
}

const MOST_FAULTS = 100;

/** Works out every balance again from the entries, and looks whether each posting and each book adds up to zero. */
export async function verifyLedger(uow: UnitOfWork): Promise<LedgerCheck> {
  const [counted] = await uow.query<{ accounts: number; postings: number }>(sql`
    SELECT (SELECT count(*)::int FROM ledger_accounts) accounts, (SELECT count(*)::int FROM ledger_postings) postings`);
  const rows = await uow.query<{ fault: string }>(sql`
    (SELECT format('account %s holds %s, but its entries add up to %s', a.id, a.balance, coalesce(e.sum, 0)) AS fault
     FROM ledger_accounts a
     LEFT JOIN (SELECT account_id, sum(amount) sum FROM ledger_entries GROUP BY account_id) e ON e.account_id = a.id
     WHERE a.balance <> coalesce(e.sum, 0))
    UNION ALL
    (SELECT format('posting %s moves %s, but its entries do not', p.id, p.amount)
     FROM ledger_postings p LEFT JOIN (
       SELECT e.posting_id, count(*) n, sum(e.amount) sum, sum(e.amount) FILTER (WHERE e.amount > 0) moved,
              count(DISTINCT a.fund_year_id) books
       FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id GROUP BY e.posting_id) e ON e.posting_id = p.id
     WHERE e.n IS DISTINCT FROM p.entry_count OR e.sum IS DISTINCT FROM 0
       OR e.moved IS DISTINCT FROM p.amount * e.books)
    UNION ALL
    (SELECT format('the book %s does not add up: %s', fund_year_id, sum(balance))
     FROM ledger_accounts GROUP BY fund_year_id HAVING sum(balance) <> 0)
    LIMIT ${MOST_FAULTS}`);
  return { ...counted!, faults: rows.map(({ fault }) => fault) };
}
