import { Injectable } from '@nestjs/common';
import Big from 'big.js';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { accountId, type AccountKind, type Place } from './account';
import { refuse } from './ledger.messages';
import { Posting, type PostingKind } from './posting';

/** Money taken from some accounts and given to others; CNY yuan, above zero where it arrives. */
export type Line = Place & { readonly amount: string };

/** What is to be posted. */
export interface Order {
  readonly kind: PostingKind;
  /** What it is about: the same is posted once. */
  readonly key: string;
  readonly lines: readonly Line[];
  /** The day that it counts for; today, if not given. */
  readonly bookedOn?: string;
  readonly document?: string | null;
  readonly note?: string | null;
  /** The input at fault where an account holds too little. */
  readonly at?: readonly string[];
}

/** A posting, and whether it stood there before. */
export interface Posted {
  readonly posting: Posting;
  readonly repeated: boolean;
}

/** What numeric(16,2) keeps lies below it. */
const LARGEST = '1e14';

type Sided = Line & { readonly id: string };

/** The one way money moves. Whoever calls answers for rights, and has one posting in a transaction. */
@Injectable()
export class Ledger {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Posts an order once. Refuses what an account does not hold; the database refuses it too. */
  post(actor: Actor, order: Order): Promise<Posted> {
    return this.uow.run(async () => {
      const lines = sided(order.lines);
      const amount = movedBy(lines);
      const at = order.at ?? ['input', 'amount'];
      if (amount.lte(0)) throw refuse('ledger.nothing', {}, at);
      const { kind, key, bookedOn, document = null, note = null } = order;
      const now = this.clock.now();
      const posting = Object.assign(new Posting(), {
        ...{ id: newId(now), kind, key, amount: amount.toFixed(2), entryCount: lines.length, document, note },
        ...{ bookedOn: bookedOn ?? this.clock.today(), postedAt: now, byId: actor.personId },
      });
      if (!(await this.insert(posting)))
        return { posting: await this.posted(posting, lines, at), repeated: true };
      await this.hold(lines, at);
      await this.enter(posting, lines);
      return { posting, repeated: false };
    });
  }

  /** Whether an account holds so much; nobody else takes of it until the transaction ends. */
  async covers(place: Place, amount: string): Promise<boolean> {
    const [found] = await this.uow.query<{ balance: string }>(
      sql`SELECT balance FROM ledger_accounts WHERE id = ${accountId(place)} FOR UPDATE`,
    );
    return found !== undefined && new Big(found.balance).gte(amount);
  }

  /** What an account holds; zero where there is none. */
  async balance(place: Place): Promise<string> {
    const [found] = await this.uow.query<{ balance: string }>(
      sql`SELECT balance FROM ledger_accounts WHERE id = ${accountId(place)}`,
    );
    return found?.balance ?? '0.00';
  }

  /** False where the same has been posted, or is being posted and then was. */
  private async insert(posting: Posting): Promise<boolean> {
    const rows = await this.uow.query(sql`
      INSERT INTO ledger_postings (id, kind, key, amount, entry_count, booked_on, document, note, posted_at, by_id)
      VALUES (${posting.id}, ${posting.kind}, ${posting.key}, ${posting.amount}, ${posting.entryCount},
              ${posting.bookedOn}, ${posting.document}, ${posting.note}, ${posting.postedAt}, ${posting.byId})
      ON CONFLICT ON CONSTRAINT ledger_postings_key_key DO NOTHING RETURNING id`);
    return rows.length > 0;
  }

  /** What was posted under the same key; refuses where that was something else. */
  private async posted(wanted: Posting, lines: readonly Sided[], at: readonly string[]): Promise<Posting> {
    const [found] = await this.uow.query<Posting & { entries: Record<string, string> }>(sql`
      SELECT p.id, p.kind, p.key, p.amount, p.entry_count "entryCount", p.booked_on "bookedOn", p.document, p.note,
             p.posted_at "postedAt", p.by_id "byId",
             (SELECT jsonb_object_agg(e.account_id, e.amount::text) FROM ledger_entries e WHERE e.posting_id = p.id) entries
      FROM ledger_postings p WHERE p.key = ${wanted.key}`);
    const { entries, ...posting } = found!;
    const same = lines.every(({ id, amount }) => entries[id] === amount);
    if (posting.kind !== wanted.kind || posting.entryCount !== wanted.entryCount || !same)
      throw refuse('ledger.posted-otherwise', {}, at);
    return Object.assign(new Posting(), posting);
  }

  /** Opens and locks the accounts, everybody in the order of their ids, and looks whether they hold enough. */
  private async hold(lines: readonly Sided[], at: readonly string[]): Promise<void> {
    const column = <K extends keyof Sided>(key: K): Sided[K][] => lines.map((line) => line[key]);
    const ids = column('id');
    await this.uow.query(sql`
      INSERT INTO ledger_accounts (id, fund_year_id, kind, holder_id)
      SELECT * FROM unnest(${ids}::uuid[], ${column('fundYearId')}::uuid[], ${column('kind')}::text[],
        ${lines.map(({ holderId }) => holderId ?? null)}::uuid[])
      ON CONFLICT DO NOTHING`);
    const rows = await this.uow.query<{ id: string; balance: string }>(sql`
      SELECT id, balance FROM ledger_accounts WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`);
    const held = new Map(rows.map(({ id, balance }) => [id, balance]));
    for (const { id, kind, amount } of lines) {
      const account = `ledger.account.${kind}`;
      const fault = shortage(kind, held.get(id)!, amount);
      if (fault) throw refuse('ledger.insufficient', { ...fault, account }, at);
      if (new Big(held.get(id)!).plus(amount).abs().gte(LARGEST))
        throw refuse('ledger.too-large', { account }, at);
    }
  }

  private async enter({ id }: Posting, lines: readonly Sided[]): Promise<void> {
    await this.uow.query(sql`
      INSERT INTO ledger_entries (posting_id, account_id, amount)
      SELECT ${id}, account, amount FROM unnest(${lines.map((line) => line.id)}::uuid[],
        ${lines.map(({ amount }) => amount)}::numeric[]) AS l(account, amount)`);
  }
}

/** The lines with their accounts, each once, in the order in which everybody takes them. */
function sided(lines: readonly Line[]): Sided[] {
  const sums = new Map<string, Sided>();
  for (const line of lines) {
    const id = accountId(line);
    const sum = new Big(sums.get(id)?.amount ?? 0).plus(line.amount);
    sums.set(id, { ...line, id, amount: sum.toFixed(2) });
  }
  return [...sums.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What is moved, within each of the books that are touched. */
function movedBy(lines: readonly Sided[]): Big {
  const given = lines.filter(({ amount }) => !amount.startsWith('-'));
  const sum = given.reduce((total, { amount }) => total.plus(amount), new Big(0));
  return sum.div(new Set(lines.map(({ fundYearId }) => fundYearId)).size || 1);
}

/** What is missing, or undefined; a source is not short of what it gives, but of what it takes back. */
function shortage(
  kind: AccountKind,
  balance: string,
  change: string,
): { balance: string; amount: string } | undefined {
  const sign = kind === 'SOURCE' || kind === 'CARRIED_IN' ? -1 : 1;
  const held = new Big(balance).times(sign);
  const wanted = new Big(change).times(-sign);
  return held.gte(wanted) ? undefined : { balance: held.toFixed(2), amount: wanted.toFixed(2) };
}
