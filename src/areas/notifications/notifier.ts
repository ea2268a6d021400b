import { Injectable } from '@nestjs/common';
import { raw } from 'sql-template-tag';
import { Clock } from '../../kernel/clock';
import { Jobs } from '../../kernel/jobs';
import { sql, type Sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { allNotices, type Notice, type Words } from './notice';

/** What falls due within this time goes out together; milliseconds. */
const GATHER_MS = 2_000;

/** What some people are to be told of one record. */
export interface Telling {
  /** Names the occasion: nobody is told twice of the same. */
  readonly key: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly words: Words;
  /** A SELECT of `account_id`, and `organisation_id` where they are told for one. */
  readonly to: Sql;
  readonly scopeId?: string | null;
}

/** Writes down what people are to be told, in the transaction of what happened; telling them is the courier's. */
@Injectable()
export class Notifier {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  /** Tells of one occasion, now; gives how many people hear of it for the first time. */
  tell(notice: Notice, { key, subject, words, to, scopeId = null }: Telling): Promise<number> {
    return this.tellAll(sql`
      SELECT ${notice.code}::text AS code, ${key}::text AS key, r.account_id, NULL::uuid AS robot_id, r.organisation_id,
             ${subject.type}::text AS subject_type, ${subject.id}::uuid AS subject_id, ${scopeId}::uuid AS scope_id,
             ${JSON.stringify(words)}::jsonb AS words, ${this.clock.now()}::timestamptz AS due_at
      FROM (${to}) r`);
  }

  /**
   * Tells of many in one statement: a SELECT of code, key, account_id or robot_id, organisation_id, subject_type,
   * subject_id, scope_id, words and due_at. What stands already is left as it is. Gives how many are new.
   */
  async tellAll(select: Sql): Promise<number> {
    const [row] = await this.uow.query<{ count: number; soon: boolean }>(sql`
      WITH told AS (
        INSERT INTO notifications (id, kind, code, key, account_id, robot_id, organisation_id, subject_type, subject_id,
                                   scope_id, words, state, due_at, next_at)
        SELECT DISTINCT ON (s.key, s.account_id, s.robot_id) gen_random_uuid(), ${kinds()}, s.code,
               s.key || '/' || coalesce(s.account_id, s.robot_id), s.account_id, s.robot_id, s.organisation_id, s.subject_type, s.subject_id, s.scope_id, s.words, 'PENDING',
               s.due_at, s.due_at
        FROM (${select}) s ORDER BY s.key, s.account_id, s.robot_id, s.organisation_id
        ON CONFLICT ON CONSTRAINT notifications_key DO NOTHING RETURNING due_at
      ) SELECT count(*)::int AS count, coalesce(bool_or(due_at <= ${this.clock.now()}), false) AS soon FROM told`);
    if (row!.soon) await this.soon();
    return row!.count;
  }

  /** Has what is due sent in a moment, so that more that comes until then goes along. */
  private soon(): Promise<void> {
    const slot = Math.floor(this.clock.now().getTime() / GATHER_MS);
    return this.jobs.add('notifications.deliver', {}, { jobId: `notifications-${slot}`, delayMs: GATHER_MS });
  }
}

/** The kind of the notice `s.code`. */
const kinds = (): Sql =>
  raw(
    `CASE s.code ${[...allNotices().values()].map(({ code, kind }) => `WHEN '${code}' THEN '${kind}'`).join(' ')} END`,
  );

/** Whether what the notification `t` says is still of use. */
export function usefulAt(now: Date): Sql {
  let cases = sql`CASE WHEN false THEN false`;
  for (const { code, useful } of allNotices().values())
    if (useful) cases = sql`${cases} WHEN t.code = ${code} THEN (${useful(now)})`;
  return sql`${cases} ELSE true END`;
}
