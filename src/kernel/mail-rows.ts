import { Injectable, Logger } from '@nestjs/common';
import { raw } from 'sql-template-tag';
import { Column, PrimaryColumn } from 'typeorm';
import { Clock } from './clock';
import { Jobs } from './jobs';
import { Mailer, type Mail } from './mail';
import { LEASE_MS, MAIL_ATTEMPTS, pauseAfter } from './mail-retries';
import { sql, type Sql } from './policy';
import { UnitOfWork } from './unit-of-work';

/** A table with a row for each mail: columns `id`, `state`, `attempts`, `next_attempt_at`, `sent_at` and `error`. */
export interface MailTable {
  readonly name: string;
  /** The job that sends one of its rows. */
  readonly job: string;
  /** Whether what the row `t` says still helps somebody. */
  readonly useful: (now: Date) => Sql;
}

/** What became of a row: LAPSED was of no use any more before its turn came. */
export const MAIL_STATES = ['PENDING', 'SENT', 'FAILED', 'LAPSED'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** The columns of such a table, for the records that are one. */
export abstract class MailRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') state!: MailState;
  @Column('int', { default: 0 }) attempts!: number;
  /** Not before then: the next attempt, or the end of the time a worker has for the present one. */
  @Column('timestamptz') nextAttemptAt!: Date;
  @Column('timestamptz', { nullable: true }) sentAt!: Date | null;
  /** Why the last attempt failed. */
  @Column('text', { nullable: true }) error!: string | null;
}

/** A row as its worker holds it, with what the mail is written from. */
interface Claimed {
  readonly id: string;
  /** This one counted. */
  readonly attempts: number;
}

/** How a row becomes a mail. */
interface Writing<T extends Claimed> {
  /** A SELECT of the row, named `taken`, with what belongs to it; its `id` and `attempts` among the columns. */
  readonly read: Sql;
  readonly mail: (claimed: T) => Mail;
  /** It is given up, in the transaction that says so. */
  readonly failed?: (claimed: T) => Promise<unknown>;
}

const WAKE_AT_ONCE = 500;

/**
 * Sends mails that are rows: the row decides whether it is sent, and the queue only wakes. A worker claims it for a
 * while, sends, and says so. Only a process that ends between the mail server's yes and that note sends twice, and then
 * under the same Message-ID.
 */
@Injectable()
export class MailRows {
  private readonly log = new Logger('Mail');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly mailer: Mailer,
  ) {}

  /** Sets aside what is of no use any more, and wakes the workers for what is due. */
  async wakeDue(table: MailTable): Promise<void> {
    const now = this.clock.now();
    const rows = raw(table.name);
    await this.uow.query(sql`
      UPDATE ${rows} t SET state = 'LAPSED' WHERE t.state = 'PENDING' AND NOT ${table.useful(now)}`);
    const due = await this.uow.query<Claimed>(sql`
      SELECT id, attempts FROM ${rows} WHERE state = 'PENDING' AND next_attempt_at <= ${now}
      ORDER BY next_attempt_at LIMIT ${WAKE_AT_ONCE}`);
    for (const row of due) await this.wake(table, row);
  }

  /** The job is only a wake-up, so it may be lost or doubled; its id keeps a long queue from growing with each tick. */
  wake({ job }: MailTable, { id, attempts }: Claimed, delayMs = 0): Promise<void> {
    const slot = delayMs > 0 ? 'later' : Math.floor(this.clock.now().getTime() / LEASE_MS);
    return this.jobs.add(job, { id }, { jobId: `${id}-${attempts}-${slot}`, delayMs });
  }

  /** Sends one row if it is still to be sent and nobody else is at it. */
  async send<T extends Claimed>(table: MailTable, id: string, writing: Writing<T>): Promise<void> {
    const claimed = await this.claim<T>(table, id, writing.read);
    if (!claimed) return;
    try {
      await this.mailer.send(writing.mail(claimed));
    } catch (error) {
      return this.postpone(table, claimed, error instanceof Error ? error.message : String(error), writing);
    }
    await this.settle(table, claimed, sql`state = 'SENT', sent_at = ${this.clock.now()}, error = NULL`);
  }

  private async claim<T extends Claimed>(table: MailTable, id: string, read: Sql): Promise<T | undefined> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + LEASE_MS);
    const [claimed] = await this.uow.query<T>(sql`
      WITH taken AS (
        UPDATE ${raw(table.name)} t SET attempts = attempts + 1, next_attempt_at = ${until}
        WHERE t.id = ${id} AND t.state = 'PENDING' AND t.next_attempt_at <= ${now} AND ${table.useful(now)}
        RETURNING t.*
      ) ${read}`);
    return claimed;
  }

  private async postpone<T extends Claimed>(
    table: MailTable,
    claimed: T,
    error: string,
    { failed }: Writing<T>,
  ): Promise<void> {
    const { id, attempts } = claimed;
    const why = error.slice(0, 500);
    this.log.warn(`${table.name} ${id} not sent at attempt ${attempts}: ${why}`);
    if (attempts < MAIL_ATTEMPTS.value) {
      const pause = pauseAfter(attempts);
      const at = new Date(this.clock.now().getTime() + pause);
      await this.settle(table, claimed, sql`next_attempt_at = ${at}, error = ${why}`);
      return this.wake(table, claimed, pause);
    }
    await this.uow.run(async () => {
      const settled = await this.settle(table, claimed, sql`state = 'FAILED', error = ${why}`);
      if (settled) await failed?.(claimed);
    });
  }

  /** Writes what became of an attempt, unless the row has gone to another worker meanwhile. */
  private async settle(table: MailTable, { id, attempts }: Claimed, set: Sql): Promise<boolean> {
    const rows = await this.uow.query(sql`
      WITH settled AS (
        UPDATE ${raw(table.name)} SET ${set} WHERE id = ${id} AND state = 'PENDING' AND attempts = ${attempts}
        RETURNING id
      ) SELECT id FROM settled`);
    return rows.length > 0;
  }
}
