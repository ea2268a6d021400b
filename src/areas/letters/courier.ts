import { Injectable, Logger } from '@nestjs/common';
import { SYSTEM } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { Every, Job, Jobs } from '../../kernel/jobs';
import { Mailer } from '../../kernel/mail';
import { LEASE_MS, MAIL_ATTEMPTS, pauseAfter } from '../../kernel/mail-retries';
import { sql, type Sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { afterQuiet, notificationFailed } from '../notifications';
import { GroupPost, type Handed } from './group-post';
import { LetterReader } from './letter-reader';
import { LetterWriter } from './letter-writer';
import { Sorter } from './sorter';

/** A letter as its courier holds it. */
interface Claimed {
  readonly id: string;
  /** This one counted. */
  readonly attempts: number;
  /** The robot that it is for; null: it is mail. */
  readonly robotId: string | null;
}

/** What one attempt ended with: the notifications that went out, or an error. */
interface Attempt {
  readonly carried?: readonly string[];
  readonly error?: string;
}

/** Letters that one process has in hand at the same time. */
const LANES = 8;

/** What a courier does at each end of a letter. */
@Injectable()
export class Mailroom {
  constructor(
    readonly sorter: Sorter,
    readonly reader: LetterReader,
    readonly writer: LetterWriter,
    readonly mailer: Mailer,
    readonly groups: GroupPost,
  ) {}
}

/**
 * Sends letters. A courier claims one for a while, sends it, and says so: only a process that ends between the mail
 * server's yes and that note sends twice, and then under the same Message-ID.
 */
@Injectable()
export class Courier {
  private readonly log = new Logger('Notifications');
  private readonly lanes = new Set<Promise<void>>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly jobs: Jobs,
    private readonly room: Mailroom,
  ) {}

  /** It carries no data: it asks the database what is due, so it may run twice or late; a start does not wait for mail. */
  @Every('* * * * *', 'notifications.tick', { queue: 'outside', last: true })
  async tick(): Promise<void> {
    await this.sort();
    await this.jobs.add('notifications.deliver');
  }

  /** Sorts what is due and opens the lanes that are free: one that hangs at a server holds up no other. */
  @Job('notifications.deliver', { queue: 'outside' })
  async wake(): Promise<void> {
    await this.sort();
    await Promise.all(Array.from({ length: LANES - this.lanes.size }, () => this.open()));
  }

  /** Sorts and sends all that is due; resolves when nothing is on its way in this process. */
  async deliver(): Promise<void> {
    await this.wake();
    await Promise.all(this.lanes);
  }

  private async sort(): Promise<void> {
    await this.room.sorter.sort();
    await this.room.groups.post();
  }

  private open(): Promise<void> {
    const lane = this.lane().finally(() => this.lanes.delete(lane));
    this.lanes.add(lane);
    return lane;
  }

  private async lane(): Promise<void> {
    while (await this.next());
  }

  /** Takes the letter that has waited longest to its recipient; false when none is due. */
  private async next(): Promise<boolean> {
    const letter = await this.claim();
    if (!letter) return false;
    const end = await this.hand(letter).catch((error: unknown) => ({ error: reasonOf(error) }));
    if (end === 'useless') await this.settle(letter, sql`state = 'LAPSED'`);
    else if ('error' in end) await this.postpone(letter, end.error);
    else if ('refused' in end) await this.giveUp(letter, end.refused);
    else if ('until' in end)
      await this.settle(letter, sql`next_attempt_at = ${end.until}, attempts = attempts - 1`);
    else await this.settle(letter, sql`state = 'SENT', sent_at = ${this.clock.now()}`, end);
    return true;
  }

  /** Sends what of a letter still helps, unless it has come into the recipient's quiet hours meanwhile. */
  private async hand({ id, robotId }: Claimed): Promise<Handed> {
    if (robotId !== null) return this.room.groups.hand(id, robotId);
    const written = await this.room.reader.open(id);
    if (!written) return 'useless';
    const now = this.clock.now();
    const until = afterQuiet(written, now);
    if (until > now) return { until };
    await this.room.mailer.send(this.room.writer.mail(id, written));
    return { carried: written.entries.map((entry) => entry.id) };
  }

  private async claim(): Promise<Claimed | undefined> {
    const now = this.clock.now();
    const [claimed] = await this.uow.query<Claimed>(sql`
      WITH next AS (
        SELECT id FROM letters WHERE state = 'PENDING' AND next_attempt_at <= ${now}
        ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED
      ), claimed AS (
        UPDATE letters l SET attempts = l.attempts + 1, next_attempt_at = ${new Date(now.getTime() + LEASE_MS)}
        FROM next WHERE l.id = next.id RETURNING l.id, l.attempts, l.robot_id
      ) SELECT id, attempts, robot_id "robotId" FROM claimed`);
    return claimed;
  }

  private async postpone(letter: Claimed, error: string): Promise<void> {
    const { id, attempts } = letter;
    this.log.warn(`letter ${id} not sent at attempt ${attempts}: ${error}`);
    if (attempts >= MAIL_ATTEMPTS.value) return this.giveUp(letter, error);
    const at = new Date(this.clock.now().getTime() + pauseAfter(attempts));
    await this.settle(letter, sql`next_attempt_at = ${at}`, { error });
  }

  private giveUp(letter: Claimed, error: string): Promise<void> {
    const { id, attempts } = letter;
    return this.uow.run(async () => {
      if (!(await this.settle(letter, sql`state = 'FAILED'`, { error }))) return;
      const subject = { type: 'notification', id: await this.firstIn(id) };
      await this.facts.state(notificationFailed, { subject, actor: SYSTEM, payload: { attempts, error } });
    });
  }

  private async firstIn(letterId: string): Promise<string> {
    const [first] = await this.uow.query<{ id: string }>(
      sql`SELECT id FROM notifications WHERE letter_id = ${letterId} ORDER BY due_at, id LIMIT 1`,
    );
    return first!.id;
  }

  /**
   * Writes what became of a letter, unless it has gone to another courier meanwhile: of an attempt the receipt, and what
   * the letter did not carry any more.
   */
  private async settle({ id, attempts }: Claimed, set: Sql, attempt?: Attempt): Promise<boolean> {
    const now = this.clock.now();
    const rows = await this.uow.query(sql`
      WITH settled AS (
        UPDATE letters SET ${set} WHERE id = ${id} AND state = 'PENDING' AND attempts = ${attempts} RETURNING id
      ), receipt AS (
        INSERT INTO letter_attempts (id, letter_id, at, error)
        SELECT ${newId(now)}::uuid, id, ${now}::timestamptz, ${attempt?.error ?? null}::text FROM settled
        WHERE ${attempt !== undefined}
      ), left_out AS (
        UPDATE notifications n SET state = 'LAPSED' FROM settled
        WHERE n.letter_id = settled.id AND n.state = 'POSTED' AND n.id <> ALL(${attempt?.carried ?? null}::uuid[])
      ) SELECT id FROM settled`);
    return rows.length > 0;
  }
}

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, 500);
