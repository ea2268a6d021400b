import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Nodes } from '../../kernel/nodes';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { AccountsReader } from '../accounts';
import { SERVED, usefulAt, wishes, type Language, type Words } from '../notifications';

/** One notification in a letter. */
export interface Entry {
  readonly id: string;
  readonly code: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly words: Words;
}

/** A letter as it is written at this moment. */
export interface Written {
  readonly to: string;
  readonly recipient: string;
  readonly accountId: string;
  readonly language: Language;
  readonly quietFrom: string | null;
  readonly quietUntil: string | null;
  readonly entries: readonly Entry[];
}

type Row = Entry & Pick<Written, 'accountId' | 'language' | 'quietFrom' | 'quietUntil'>;

/** The recipient may have switched it off since the letter was put together. */
const wanted = sql`(wish.mail IS DISTINCT FROM 'NEVER' OR t.kind = ANY(${SERVED}))`;

/** Looks again, before a letter goes out, at what was so when it was put together. */
@Injectable()
export class LetterReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly accounts: AccountsReader,
    private readonly nodes: Nodes,
  ) {}

  /** What of a letter still helps its recipient, and may still be known to them; undefined where nothing does. */
  async open(letterId: string): Promise<Written | undefined> {
    const rows = await this.uow.query<Row>(sql`
      SELECT t.id, t.code, t.subject_type "subjectType", t.subject_id "subjectId", t.words, t.account_id "accountId",
             coalesce(profile.language, 'BOTH') AS language, profile.quiet_from "quietFrom", profile.quiet_until "quietUntil"
      FROM notifications t ${wishes}
      WHERE t.letter_id = ${letterId} AND ${usefulAt(this.clock.now())} AND ${wanted} ORDER BY t.due_at, t.id`);
    if (rows.length === 0) return undefined;
    const { accountId, language, quietFrom, quietUntil } = rows[0]!;
    const holder = await this.accounts.holder(accountId);
    const entries = holder ? await this.readable(holder.actor, rows) : [];
    if (!holder || entries.length === 0) return undefined;
    const recipient = holder.actor.name ?? holder.email;
    return { to: holder.email, recipient, accountId, language, quietFrom, quietUntil, entries };
  }

  private async readable(actor: Actor, rows: readonly Row[]): Promise<Row[]> {
    const seen = new Set<string>();
    for (const type of new Set(rows.map(({ subjectType }) => subjectType))) {
      const ids = rows.filter((row) => row.subjectType === type).map(({ subjectId }) => subjectId);
      for (const id of (await this.nodes.byIds(actor, type, ids)).keys()) seen.add(id);
    }
    return rows.filter(({ subjectId }) => seen.has(subjectId));
  }
}
