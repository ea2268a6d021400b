import { Courier } from '../../src/areas/letters';
import { LiaisonService, MeetingsReader, type Meeting } from '../../src/areas/liaison';
import { SYSTEM } from '../../src/kernel/actor';
import { Jobs } from '../../src/kernel/jobs';
import { Outbox } from '../../src/kernel/outbox';
import { until, type Backend } from '../../src/kernel/kernel.testing';
import { startApp, type TestApp } from './app';
import { ABOUT_MEETINGS, Mailbox } from './mailbox';
import { secondProcess } from './second-process';

/** A reminder as it stands in its table. */
export interface StoredReminder {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly attempts: number;
  readonly email: string;
  readonly next: Date;
}

/** The program with its workers, a mail server, and a monthly liaison of two parties. */
export class LiaisonStage {
  private readonly others: (() => Promise<void>)[] = [];

  private constructor(
    readonly app: TestApp,
    readonly mailbox: Mailbox,
  ) {}

  /** On 5 January 2026 at eight in the morning. */
  static async open(queue: Backend): Promise<LiaisonStage> {
    const mailbox = await new Mailbox(ABOUT_MEETINGS).up();
    const environment = { SMTP_URL: mailbox.url };
    const app = await startApp({ queue, now: '2026-01-05T08:00:00+08:00', environment });
    for (const persona of ['bureau', 'isl', 'tju'] as const) await app.personas.account(persona);
    // What people are told of their own organisations is no part of these tests.
    await app.drain();
    await app.sql('TRUNCATE notifications, letters CASCADE');
    await app.get(Jobs).start();
    app.get(Outbox).start();
    return new LiaisonStage(app, mailbox);
  }

  /** As it was when it opened: the same morning, with nothing planned and nothing sent; a second worker has gone. */
  async reset(): Promise<void> {
    for (const close of this.others.splice(0)) await close();
    await this.app.sql('TRUNCATE liaison_series, meetings, notifications, letters CASCADE');
    await this.app.sql('UPDATE memberships SET accepted_at = coalesce(accepted_at, since)');
    this.mailbox.mails.length = 0;
    this.at('2026-01-05T08:00:00');
  }

  /** Starts the liaison: on the 15th of each month of 2026, or on the next working day. */
  async start(): Promise<Meeting[]> {
    const partyIds = [
      await this.app.personas.organisation('isl'),
      await this.app.personas.organisation('tju'),
    ];
    const rule = { rule: 'DAY_OF_MONTH', day: 15, startsOn: '2026-01-01', endsOn: '2026-12-31' } as const;
    await this.app.get(LiaisonService).start(SYSTEM, { title: '月对接', partyIds, ...rule });
    return [...(await this.app.get(MeetingsReader).search(SYSTEM, { first: 100 })).nodes];
  }

  /** It is `local` in Xining: `2026-01-08T09:00:00`. */
  at(local: string): void {
    this.app.clock.set(`${local}+08:00`);
  }

  /** All that a minute does, its mail included. */
  async tick(): Promise<void> {
    await this.app.get(Jobs).runTicks();
    await this.app.get(Courier).deliver();
  }

  reminders(): Promise<StoredReminder[]> {
    return this.app.sql<StoredReminder>(`
      SELECT n.id, n.words->>'step' AS kind, CASE n.state WHEN 'POSTED' THEN l.state ELSE n.state END AS state,
             coalesce(l.attempts, 0) AS attempts, a.email, coalesce(l.next_attempt_at, n.next_at) AS next
      FROM notifications n JOIN accounts a ON a.id = n.account_id LEFT JOIN letters l ON l.id = n.letter_id
      WHERE n.kind = 'LIAISON'
      ORDER BY n.due_at, kind, a.email`);
  }

  /** The kind, state and recipient's name of each reminder. */
  async summary(): Promise<string[]> {
    const all = await this.reminders();
    return all.map(({ kind, state, email }) => `${kind} ${state} ${email.split('@')[0]!}`);
  }

  /** Waits until reminders of a kind have been written for both parties. */
  written(kind: string): Promise<void> {
    return until(async () => (await this.reminders()).filter((one) => one.kind === kind).length === 2);
  }

  /** Waits until no reminder is on its way. */
  settled(): Promise<void> {
    return until(async () => (await this.reminders()).every(({ state }) => state !== 'PENDING'));
  }

  /** Waits until every reminder has failed so often and nobody is at it: a worker that is has two minutes. */
  failed(times: number): Promise<void> {
    return until(async () => {
      const soon = this.app.clock.now().getTime() + 100_000;
      return (await this.reminders()).every(
        ({ attempts, next }) => attempts === times && next.getTime() < soon,
      );
    });
  }

  /** Another process with workers on the same database and queue. */
  async anotherWorker(): Promise<Jobs> {
    const { program, close } = await secondProcess(this.app);
    this.others.push(close);
    return program.get(Jobs);
  }

  async close(): Promise<void> {
    for (const close of this.others) await close();
    await this.app.close();
    await this.mailbox.down();
  }
}
