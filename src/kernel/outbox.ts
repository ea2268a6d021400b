import { Injectable, Logger } from '@nestjs/common';
import sql from 'sql-template-tag';
import { FactSignal } from './fact-signal';
import { Facts } from './facts';
import { Inbox, type Delivery } from './inbox';
import { JobRegistry } from './job-registry';
import { Jobs } from './jobs';
import { sparingly } from './log';
import { UnitOfWork } from './unit-of-work';

const BATCH = 100;
/** Milliseconds: a lost signal costs one poll, a lost wake-up of a subscriber at most LATE + SWEEP. */
const POLL_MS = 1_000;
const SWEEP_MS = 5_000;
const LATE_MS = 15_000;

/**
 * Carries committed facts to their subscribers. A batch is claimed, its deliveries written down and the facts marked in
 * one transaction; the queue is told after the commit. Whatever gets lost after that is found by the sweep, so the
 * queue may forget anything and nothing but time is lost.
 */
@Injectable()
export class Outbox {
  private readonly log = new Logger('Outbox');
  private readonly complain = sparingly((text) => this.log.warn(text));
  private stops: (() => void)[] = [];
  private running: Promise<void> | undefined;
  private again = false;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly inbox: Inbox,
    private readonly registry: JobRegistry,
    private readonly jobs: Jobs,
    private readonly signal: FactSignal,
  ) {}

  /** Relays from now on: on commit in this process, on a signal from another, and by polling. */
  start(): void {
    const poll = setInterval(() => this.wake(), POLL_MS);
    const sweep = setInterval(() => void this.sweep().catch((error) => this.warn(error)), SWEEP_MS);
    this.stops = [
      this.facts.onCommit(() => this.wake()),
      this.signal.listen(() => this.wake()),
      () => clearInterval(poll),
      () => clearInterval(sweep),
    ];
    this.wake();
  }

  /** Relays once more, then no more. */
  async close(): Promise<void> {
    const started = this.stops.length > 0;
    for (const stop of this.stops) stop();
    this.stops = [];
    await this.running;
    if (started) await this.relay().catch((error) => this.warn(error));
  }

  /** Relays every fact that is not published yet; gives their number. */
  async relay(): Promise<number> {
    let total = 0;
    for (;;) {
      const { count, deliveries } = await this.uow.run(() => this.claim());
      total += count;
      await this.send(deliveries);
      if (count < BATCH) return total;
    }
  }

  /** Wakes again the subscribers that have not heard a fact `lateMs` after they should; gives their number. */
  async sweep(lateMs = LATE_MS): Promise<number> {
    const late = await this.inbox.overdue(lateMs);
    await this.send(late);
    return late.length;
  }

  /** For tests: relays everything and what follows from it, until nobody has anything more to hear. */
  async drain(timeoutMs = 30_000): Promise<void> {
    const end = Date.now() + timeoutMs;
    for (;;) {
      await this.relay();
      if (!this.jobs.running) await this.sweep(0);
      const left = (await this.inbox.waiting()) + (this.jobs.running ? await this.jobs.active() : 0);
      if (left === 0) return;
      if (Date.now() > end) throw new Error(`outbox not drained after ${timeoutMs} ms: ${left} left`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  private wake(): void {
    this.again = true;
    this.running ??= this.loop().finally(() => (this.running = undefined));
  }

  private async loop(): Promise<void> {
    while (this.again && this.stops.length > 0) {
      this.again = false;
      await this.relay().catch((error) => this.warn(error));
    }
  }

  private async claim(): Promise<{ count: number; deliveries: Delivery[] }> {
    const facts = await this.uow.query<{ id: string; topic: string }>(sql`
      SELECT id, topic FROM facts WHERE published_at IS NULL ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`);
    if (facts.length === 0) return { count: 0, deliveries: [] };
    const deliveries = facts.flatMap(({ id, topic }) =>
      this.registry.hearers(topic).map(({ name }) => ({ subscriber: name, factId: id })),
    );
    await this.inbox.expect(deliveries);
    await this.uow.query(
      sql`UPDATE facts SET published_at = now() WHERE id = ANY(${facts.map(({ id }) => id)})`,
    );
    return { count: facts.length, deliveries };
  }

  /** Where no jobs were started, as in a test of one service, subscribers are called at once. */
  private async send(deliveries: readonly Delivery[]): Promise<void> {
    if (!this.jobs.running) for (const delivery of deliveries) await this.inbox.deliver(delivery);
    else await this.jobs.deliver(deliveries).catch((error) => this.warn(error));
  }

  private warn(error: unknown): void {
    this.complain(`facts wait: ${String(error)}`);
  }
}
