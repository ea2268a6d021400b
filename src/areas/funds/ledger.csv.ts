import { Injectable } from '@nestjs/common';
import { publicId } from '../../kernel/ids';
import { sentence } from '../../kernel/messages';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';

interface Row {
  readonly postingId: string;
  readonly accountId: string;
  readonly bookedOn: string;
  readonly postedAt: Date;
  readonly kind: string;
  readonly document: string | null;
  readonly fund: string;
  readonly account: string;
  readonly holderId: string | null;
  readonly amount: string;
  readonly by: string | null;
  readonly note: string | null;
}

const BATCH = 1_000;
const HEADERS = [
  ...[
    '记账号 Posting',
    '记账日期 Booked on',
    '登记时间 Posted at (UTC)',
    '事项 Kind',
    '文号/凭证号 Document',
  ],
  ...['资金 Fund', '科目 Account', '立项经费 Grant', '金额（元） Amount (CNY)', '经办 By', '备注 Note'],
];
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Every entry of a year's books as CSV, the oldest first. */
@Injectable()
export class LedgerCsv {
  constructor(private readonly uow: UnitOfWork) {}

  /** Piece by piece: a year may be long. */
  async *of(year: number): AsyncGenerator<string> {
    // Excel takes a file for UTF-8 by its mark alone.
    yield `\ufeff${lineOf(HEADERS)}`;
    let after: Pick<Row, 'postingId' | 'accountId'> = { postingId: FIRST, accountId: FIRST };
    for (;;) {
      const rows = await this.batch(year, after);
      if (rows.length > 0) yield rows.map((row) => lineOf(cellsOf(row))).join('');
      if (rows.length < BATCH) return;
      after = rows.at(-1)!;
    }
  }

  private batch(year: number, after: Pick<Row, 'postingId' | 'accountId'>): Promise<Row[]> {
    return this.uow.query<Row>(sql`
      SELECT p.id "postingId", e.account_id "accountId", p.booked_on "bookedOn", p.posted_at "postedAt", p.kind,
             p.document, f.name fund, a.kind account, e.amount, person.name AS by, p.note, a.holder_id "holderId"
      FROM ledger_entries e JOIN ledger_postings p ON p.id = e.posting_id
      JOIN ledger_accounts a ON a.id = e.account_id
      JOIN fund_years y ON y.id = a.fund_year_id JOIN funds f ON f.id = y.fund_id
      LEFT JOIN people person ON person.id = p.by_id
      WHERE y.year = ${year} AND (p.id, e.account_id) > (${after.postingId}::uuid, ${after.accountId}::uuid)
      ORDER BY p.id, e.account_id LIMIT ${BATCH}`);
  }
}

const inBoth = (code: string): string => `${sentence(code, {}, 'zh')} ${sentence(code, {}, 'en')}`;

const cellsOf = (row: Row): string[] => [
  ...[publicId('posting', row.postingId), row.bookedOn, row.postedAt.toISOString()],
  ...[
    inBoth(`ledger.posting.${row.kind}`),
    row.document ?? '',
    row.fund,
    inBoth(`ledger.account.${row.account}`),
  ],
  ...[
    row.holderId === null ? '' : publicId('grant', row.holderId),
    row.amount,
    row.by ?? 'Benfu',
    row.note ?? '',
  ],
];

const lineOf = (cells: readonly string[]): string => `${cells.map(cellOf).join(',')}\r\n`;

/** A number stays one; a text that a spreadsheet would take for a formula is kept from it by an apostrophe. */
export function cellOf(text: string): string {
  if (/^-?\d+(\.\d+)?$/.test(text)) return text;
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
