import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { startApp, type TestApp } from '../../../test/support/app';
import { codeOf } from '../../../test/support/refusals';
import { SYSTEM } from '../../kernel/actor';
import { UnitOfWork } from '../../kernel/unit-of-work';
import type { AccountKind, Place } from './account';
import { Ledger, type Order } from './ledger.service';
import { aBook, between } from './ledger.testing';
import { verifyLedger } from './ledger.verify';

let app: TestApp;

beforeAll(async () => {
  app = await startApp({ now: '2025-10-13T10:00:00+08:00' });
});
afterAll(() => app.close());

const post = (order: Omit<Order, 'key'> & { key?: string }): Promise<unknown> =>
  app.get(Ledger).post(SYSTEM, { key: randomUUID(), ...order });
const allocate = (fundYearId: string, amount: string): Promise<unknown> =>
  post({
    kind: 'ALLOCATE',
    lines: between({ fundYearId, kind: 'SOURCE' }, { fundYearId, kind: 'AVAILABLE' }, amount),
  });
const balance = (place: Place): Promise<string> => app.get(Ledger).balance(place);
const faults = async (): Promise<readonly string[]> => (await verifyLedger(app.get(UnitOfWork))).faults;

describe('a posting', () => {
  it('is made once, however often and however many at once ask for it', async () => {
    const fundYearId = await aBook(app);
    const key = randomUUID();
    const order: Order = {
      ...{ kind: 'ALLOCATE', key },
      lines: between({ fundYearId, kind: 'SOURCE' }, { fundYearId, kind: 'AVAILABLE' }, '10.01'),
    };
    const made = await Promise.all(Array.from({ length: 8 }, () => app.get(Ledger).post(SYSTEM, order)));
    expect(made.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(made.map(({ posting }) => posting.id)).size).toBe(1);
    expect(await balance({ fundYearId, kind: 'AVAILABLE' })).toBe('10.01');
    const other = between({ fundYearId, kind: 'SOURCE' }, { fundYearId, kind: 'AVAILABLE' }, '10.02');
    expect(await codeOf(post({ ...order, lines: other }))).toBe('ledger.posted-otherwise');
  });

  it('of nothing, or of what an account does not hold, is refused without a trace', async () => {
    const fundYearId = await aBook(app);
    await allocate(fundYearId, '0.01');
    const commit = { fundYearId, kind: 'COMMITTED', holderId: randomUUID() } as const;
    const take = (amount: string): Promise<string> =>
      codeOf(post({ kind: 'COMMIT', lines: between({ fundYearId, kind: 'AVAILABLE' }, commit, amount) }));
    expect(await take('0')).toBe('ledger.nothing');
    expect(await take('0.02')).toBe('ledger.insufficient');
    expect(await take('0.01')).toBe('done');
    const back = between({ fundYearId, kind: 'AVAILABLE' }, { fundYearId, kind: 'SOURCE' }, '0.01');
    expect(await codeOf(post({ kind: 'REDUCE', lines: back }))).toBe('ledger.insufficient');
    const count = `SELECT count(*)::int AS n FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
      WHERE a.fund_year_id = $1`;
    expect(await app.sql(count, [fundYearId])).toEqual([{ n: 4 }]);
  });

  it('gives exact sums where floating-point numbers do not', async () => {
    const fundYearId = await aBook(app);
    for (let n = 0; n < 10; n++) await allocate(fundYearId, '0.10');
    await allocate(fundYearId, '99999999999.99');
    expect(await balance({ fundYearId, kind: 'AVAILABLE' })).toBe('100000000000.99');
    expect(await codeOf(allocate(fundYearId, '99999999999999.99'))).toBe('ledger.too-large');
  });
});

describe('the database', () => {
  const refused = (text: string, values: unknown[] = []): Promise<string> =>
    app.sql(text, values).then(() => 'done', (error: { message: string }) => error.message); // prettier-ignore

  beforeAll(async () => void (await allocate(await aBook(app), '5.00')));

  it.each(['ledger_postings', 'ledger_entries', 'ledger_accounts'])('keeps %s as they are', async (table) => {
    expect(await refused(`DELETE FROM ${table}`)).toContain('append-only');
    expect(await refused(`TRUNCATE ${table} CASCADE`)).toContain('append-only');
    const column =
      table === 'ledger_postings' ? `note = 'x'` : table === 'ledger_entries' ? 'amount = 1' : 'balance = 1';
    expect(await refused(`UPDATE ${table} SET ${column}`)).toMatch(/append-only|moved by entries alone/);
  });

  it('takes no entries that do not add up, no later ones, and no money from one book to another', async () => {
    const [a, b] = [await aBook(app), await aBook(app)];
    await allocate(a, '5.00');
    await allocate(b, '5.00');
    const across = between(
      { fundYearId: a, kind: 'AVAILABLE' },
      { fundYearId: b, kind: 'AVAILABLE' },
      '1.00',
    );
    const told = (work: Promise<unknown>): Promise<string> =>
      work.then(() => 'done', (error: { message: string }) => error.message); // prettier-ignore
    expect(await told(post({ kind: 'COMMIT', lines: across }))).toContain('does not balance');
    const [less] = between(
      { fundYearId: a, kind: 'AVAILABLE' },
      { fundYearId: a, kind: 'CARRIED_OUT' },
      '1.00',
    );
    const more = { fundYearId: a, kind: 'CARRIED_OUT', amount: '2.00' } as const;
    expect(await told(post({ kind: 'COMMIT', lines: [less!, more] }))).toContain('does not balance');
    const later = `INSERT INTO ledger_entries (posting_id, account_id, amount)
      SELECT p.id, a.id, v.amount FROM (SELECT id FROM ledger_postings ORDER BY id LIMIT 1) p,
        (SELECT id, row_number() OVER (ORDER BY id) n FROM ledger_accounts WHERE fund_year_id = $1) a
        JOIN (VALUES (1, 1), (2, -1)) v(n, amount) ON v.n = a.n`;
    expect(await refused(later, [a])).toMatch(/does not balance|balance_check/);
    expect(await balance({ fundYearId: a, kind: 'AVAILABLE' })).toBe('5.00');
  });

  it('lets no account fall below zero, whoever writes', async () => {
    const fundYearId = await aBook(app);
    await allocate(fundYearId, '5.00');
    const text = `WITH p AS (
      INSERT INTO ledger_postings (id, kind, key, amount, entry_count, booked_on, posted_at)
      VALUES (gen_random_uuid(), 'REDUCE', $2, 6, 2, '2025-10-13', now()) RETURNING id)
      INSERT INTO ledger_entries SELECT p.id, a.id, CASE a.kind WHEN 'SOURCE' THEN 6 ELSE -6 END
      FROM p, ledger_accounts a WHERE a.fund_year_id = $1`;
    expect(await refused(text, [fundYearId, randomUUID()])).toContain('ledger_accounts_balance_check');
  });

  it('verifies: a balance that does not follow from the entries is found', async () => {
    expect(await faults()).toEqual([]);
    await app.sql('ALTER TABLE ledger_accounts DISABLE TRIGGER ledger_accounts_kept');
    const by = async (fen: string): Promise<unknown> =>
      app.sql(`UPDATE ledger_accounts SET balance = balance + $1 WHERE id = (
        SELECT id FROM ledger_accounts WHERE kind = 'AVAILABLE' ORDER BY id LIMIT 1)`, [fen]); // prettier-ignore
    await by('0.01');
    expect(await faults()).toEqual([
      expect.stringMatching(/^account .* but its entries add up to/),
      expect.stringMatching(/^the book .* does not add up: 0.01/),
    ]);
    await by('-0.01');
    await app.sql('ALTER TABLE ledger_accounts ENABLE TRIGGER ledger_accounts_kept');
    expect(await faults()).toEqual([]);
  });
});

interface Step {
  readonly from: AccountKind;
  readonly to: AccountKind;
  readonly fen: number;
  readonly holder: number;
}

const WAYS = [
  ['SOURCE', 'AVAILABLE'],
  ['AVAILABLE', 'SOURCE'],
  ['AVAILABLE', 'COMMITTED'],
  ['COMMITTED', 'AVAILABLE'],
  ['COMMITTED', 'PAID'],
  ['PAID', 'COMMITTED'],
  ['PAID', 'RECOVERED'],
] as const;

const steps = fc.array(
  fc.record({ way: fc.constantFrom(...WAYS), fen: fc.integer({ min: 1, max: 500 }), holder: fc.nat(1) }),
  { minLength: 8, maxLength: 24 },
);

describe('any sequence of postings', () => {
  const holders = [randomUUID(), randomUUID()];
  const placeOf = (fundYearId: string, kind: AccountKind, holder: number): Place =>
    ['COMMITTED', 'PAID', 'RECOVERED'].includes(kind)
      ? { fundYearId, kind, holderId: holders[holder]! }
      : { fundYearId, kind };
  const run = (fundYearId: string, { from, to, fen, holder }: Step): Promise<string> => {
    const [taken, given] = [placeOf(fundYearId, from, holder), placeOf(fundYearId, to, holder)];
    return codeOf(post({ kind: 'COMMIT', lines: between(taken, given, (fen / 100).toFixed(2)) }));
  };
  const fenOf = async (place: Place): Promise<number> => Math.round(Number(await balance(place)) * 100);

  it('ends where plain arithmetic ends: a step is refused exactly where an account would fall below zero', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (wanted) => {
        const fundYearId = await aBook(app);
        const held = new Map<string, number>();
        const name = (kind: AccountKind, holder: number): string => JSON.stringify(placeOf('', kind, holder));
        for (const {
          way: [from, to],
          fen,
          holder,
        } of wanted) {
          const left = (held.get(name(from, holder)) ?? 0) - fen;
          const fits = from === 'SOURCE' || left >= 0;
          const code = await run(fundYearId, { from, to, fen, holder });
          expect(code).toBe(fits ? 'done' : 'ledger.insufficient');
          if (!fits) continue;
          held.set(name(from, holder), left);
          held.set(name(to, holder), (held.get(name(to, holder)) ?? 0) + fen);
        }
        for (const [key, fen] of held) {
          const { kind, holderId } = JSON.parse(key) as Place;
          expect(await fenOf({ fundYearId, kind, ...(holderId ? { holderId } : {}) })).toBe(fen);
        }
      }),
      { numRuns: 12 },
    );
    expect(await faults()).toEqual([]);
  });

  it('in any interleaving adds up and overspends nothing', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (wanted) => {
        const fundYearId = await aBook(app);
        await allocate(fundYearId, '10.00');
        const codes = await Promise.all(
          wanted.map(({ way: [from, to], fen, holder }) => run(fundYearId, { from, to, fen, holder })),
        );
        // What was done adds up account by account, in whatever order it was done.
        const sums = new Map<string, number>([['SOURCE', -1_000], ['AVAILABLE', 1_000]]); // prettier-ignore
        wanted.forEach(({ way: [from, to], fen }, at) => {
          if (codes[at] !== 'done') return expect(codes[at]).toBe('ledger.insufficient');
          sums.set(from, (sums.get(from) ?? 0) - fen);
          sums.set(to, (sums.get(to) ?? 0) + fen);
        });
        const rows = await app.sql<{ kind: string; fen: number }>(
          `SELECT kind, (sum(balance) * 100)::int AS fen FROM ledger_accounts WHERE fund_year_id = $1 GROUP BY kind`,
          [fundYearId],
        );
        for (const { kind, fen } of rows) expect([kind, fen]).toEqual([kind, sums.get(kind) ?? 0]);
      }),
      { numRuns: 12 },
    );
    expect(await faults()).toEqual([]);
  });
});

it('of 200 postings at once none is lost and none fails, however they cross each other', async () => {
  const fundYearId = await aBook(app);
  await allocate(fundYearId, '100.00');
  const holders = Array.from({ length: 5 }, () => randomUUID());
  const committed = (n: number): Place => ({ fundYearId, kind: 'COMMITTED', holderId: holders[n % 5]! });
  // Each takes of three accounts at once, named in an order of its own.
  const order = (n: number): Promise<string> => {
    const lines = [
      { fundYearId, kind: 'AVAILABLE', amount: '-1.00' } as const,
      { ...committed(n), amount: '0.40' },
      { ...committed(n + 2), amount: '0.60' },
    ];
    return codeOf(post({ kind: 'COMMIT', lines: n % 2 ? lines : lines.toReversed() }));
  };
  const codes = await Promise.all(Array.from({ length: 200 }, (_, n) => order(n)));
  expect(codes.filter((code) => code === 'done')).toHaveLength(100);
  expect(codes.filter((code) => code === 'ledger.insufficient')).toHaveLength(100);
  expect(await balance({ fundYearId, kind: 'AVAILABLE' })).toBe('0.00');
  expect(await faults()).toEqual([]);
});
