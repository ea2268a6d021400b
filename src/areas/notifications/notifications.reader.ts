import { Injectable } from '@nestjs/common';
import { isBureau, type Actor } from '../../kernel/actor';
import { both, never, sql, type Sql } from '../../kernel/policy';
import type { Page } from '../../kernel/page';
import { Reader, ReaderContext, type Order } from '../../kernel/reader';
import { UnitOfWork } from '../../kernel/unit-of-work';
import type { NoticeKind, Words } from './notice';
import { Notification, type Channel, type DeliveryState, type LetterAttempt } from './notification';
import type { InboxArgs } from './notifications.inputs';

const LATEST_FIRST: Order = { by: 'toldAt', descending: true };
const told: Sql = sql`t.told_at IS NOT NULL`;
const unreadOnly: Sql = sql`t.read_at IS NULL`;

/** Reads notifications, each only for whom it is, and not before they are told. */
@Injectable()
export class NotificationsReader extends Reader<Notification> {
  constructor(context: ReaderContext) {
    super(context, Notification, ({ accountId }) =>
      accountId === null ? never : sql`(t.account_id = ${accountId} AND t.told_at IS NOT NULL)`,
    );
  }

  /** A page of the inbox, the latest first. */
  inbox(actor: Actor, { unread, kind, ...page }: InboxArgs): Promise<Page<Notification>> {
    const wanted = [...(unread ? [unreadOnly] : []), ...(kind ? [sql`t.kind = ${kind}`] : [])];
    return this.page(actor, page, both(told, ...wanted), LATEST_FIRST);
  }

  /** How many wait to be read. */
  unread({ accountId }: Actor): Promise<number> {
    return this.count(sql`t.account_id = ${accountId} AND ${told} AND ${unreadOnly}`);
  }
}

/** How one message fared on its way to one recipient. */
export interface DeliveryRow {
  readonly id: string;
  readonly letterId: string | null;
  readonly code: string;
  readonly kind: NoticeKind;
  readonly words: Words;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly channel: Channel;
  /** The recipient's address. */
  readonly to: string;
  readonly recipient: string;
  readonly dueAt: Date;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly sentAt: Date | null;
  readonly error: string | null;
}

const AT_MOST = 500;

/** Reads how messages fared: by what they are about, or where they failed; whoever asks answers for rights. */
@Injectable()
export class DeliveriesReader {
  constructor(private readonly uow: UnitOfWork) {}

  /** Of one kind, by record: for the bureau all, for others those to their own organisations' people. */
  async of(
    viewer: Actor,
    kind: NoticeKind,
    subjectIds: readonly string[],
  ): Promise<Map<string, DeliveryRow[]>> {
    const all = viewer.kind === 'system' || isBureau(viewer);
    const own = all ? sql`true` : sql`n.organisation_id = ANY(${viewer.organisationIds})`;
    const rows = await this.select(
      sql`n.subject_id = ANY(${subjectIds}) AND n.kind = ${kind} AND ${own} ORDER BY n.due_at, n.code, "to"`,
    );
    const found = new Map<string, DeliveryRow[]>(subjectIds.map((id) => [id, []]));
    for (const row of rows) found.get(row.subjectId)!.push(row);
    return found;
  }

  /** The latest that were given up, at most 500. */
  failed(): Promise<DeliveryRow[]> {
    return this.select(sql`l.state = 'FAILED' ORDER BY n.due_at DESC, n.id LIMIT ${AT_MOST}`);
  }

  /** The receipts of some letters, the earliest first. */
  async attempts(letterIds: readonly string[]): Promise<Map<string, LetterAttempt[]>> {
    const rows = await this.uow.query<LetterAttempt>(sql`
      SELECT id, letter_id "letterId", at, error FROM letter_attempts WHERE letter_id = ANY(${letterIds}) ORDER BY at, id`);
    const found = new Map<string, LetterAttempt[]>(letterIds.map((id) => [id, []]));
    for (const row of rows) found.get(row.letterId)!.push(row);
    return found;
  }

  private select(where: Sql): Promise<DeliveryRow[]> {
    return this.uow.query<DeliveryRow>(sql`
      SELECT n.id, n.letter_id "letterId", n.code, n.kind, n.words, n.subject_type "subjectType", n.subject_id "subjectId",
             CASE WHEN n.robot_id IS NULL THEN 'MAIL' ELSE 'ROBOT' END AS channel,
             coalesce(a.email, r.name) "to", coalesce(p.name, r.name) recipient, n.due_at "dueAt",
             CASE n.state WHEN 'POSTED' THEN l.state ELSE n.state END AS state, coalesce(l.attempts, 0) attempts,
             CASE n.state WHEN 'POSTED' THEN l.sent_at END "sentAt",
             (SELECT error FROM letter_attempts t WHERE t.letter_id = l.id ORDER BY at DESC, id DESC LIMIT 1) AS error
      FROM notifications n LEFT JOIN accounts a ON a.id = n.account_id LEFT JOIN people p ON p.id = a.person_id
        LEFT JOIN robots r ON r.id = n.robot_id
        LEFT JOIN letters l ON l.id = n.letter_id
      WHERE ${where}`);
  }
}
