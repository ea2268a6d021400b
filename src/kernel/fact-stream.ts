import { Injectable, Logger } from '@nestjs/common';
import sql from 'sql-template-tag';
import { Clock } from './clock';
import { FactSignal } from './fact-signal';
import { factColumns, type FactRow } from './facts';
import { UnitOfWork } from './unit-of-work';

/** Which facts a subscription wants; all of them without a subject. Rights are the caller's matter. */
export interface FactFilter {
  readonly subjectId?: string;
}

/** Facts a slow reader may leave unread before its subscription ends. */
const QUEUE_LIMIT = 1_000;
/** A fact may commit this long after the time it bears and still be found again; milliseconds. */
const OVERLAP_MS = 60_000;
const REPLAY_LIMIT = 10_000;

/** Live facts for this process's subscriptions: one connection listens, every reader gets a bounded queue. */
@Injectable()
export class FactStream {
  private readonly log = new Logger('Facts');
  private readonly readers = new Set<Reader>();
  private readonly arrived = new Set<string>();
  /** Facts already handed out, by the milliseconds of their time. */
  private readonly seen = new Map<string, number>();
  private stop: (() => void) | undefined;
  private reading: Promise<void> | undefined;
  private missed = false;
  private last: Date;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly signal: FactSignal,
    private readonly clock: Clock,
  ) {
    this.last = clock.now();
  }

  /** The facts committed from now on; ends by itself when the reader falls too far behind. */
  subscribe(filter: FactFilter = {}): AsyncIterableIterator<FactRow> {
    if (this.readers.size === 0) this.last = this.clock.now();
    this.stop ??= this.signal.listen((id) => this.hear(id));
    const reader = new Reader(filter, this.clock.now(), () => this.readers.delete(reader));
    this.readers.add(reader);
    return reader;
  }

  /** Ends every subscription. */
  async close(): Promise<void> {
    this.stop?.();
    for (const reader of [...this.readers]) await reader.return();
    await this.reading;
  }

  private hear(id: string | null): void {
    if (this.readers.size === 0) return;
    if (id) this.arrived.add(id);
    else this.missed = true;
    this.reading ??= this.read()
      .catch((error: unknown) => this.log.warn(`facts not read: ${String(error)}`))
      .finally(() => (this.reading = undefined));
  }

  private async read(): Promise<void> {
    while (this.missed || this.arrived.size > 0) {
      const ids = [...this.arrived];
      const where = this.missed
        ? sql`at >= ${new Date(this.last.getTime() - OVERLAP_MS)} OR id = ANY(${ids})`
        : sql`id = ANY(${ids})`;
      const facts = await this.uow.query<FactRow>(
        sql`SELECT ${factColumns()} FROM facts WHERE ${where} ORDER BY at, subject_id, seq LIMIT ${REPLAY_LIMIT}`,
      );
      ids.forEach((id) => this.arrived.delete(id));
      this.missed = false;
      for (const fact of facts) this.hand(fact, !ids.includes(fact.id));
      this.forget();
    }
  }

  private hand(fact: FactRow, replayed: boolean): void {
    if (this.seen.has(fact.id)) return;
    this.seen.set(fact.id, fact.at.getTime());
    if (fact.at > this.last) this.last = fact.at;
    for (const reader of this.readers) if (!replayed || fact.at >= reader.since) reader.push(fact);
  }

  private forget(): void {
    for (const [id, at] of this.seen) if (at < this.last.getTime() - 2 * OVERLAP_MS) this.seen.delete(id);
  }
}

/** One subscription: facts wait here until they are asked for. */
class Reader implements AsyncIterableIterator<FactRow> {
  private readonly queue: FactRow[] = [];
  private readonly asking: ((result: IteratorResult<FactRow>) => void)[] = [];
  private ended = false;

  constructor(
    private readonly filter: FactFilter,
    readonly since: Date,
    private readonly left: () => void,
  ) {}

  push(fact: FactRow): void {
    if (this.ended || (this.filter.subjectId && fact.subjectId !== this.filter.subjectId)) return;
    const asked = this.asking.shift();
    if (asked) asked({ value: fact, done: false });
    else if (this.queue.length < QUEUE_LIMIT) this.queue.push(fact);
    else this.end();
  }

  next(): Promise<IteratorResult<FactRow>> {
    const fact = this.queue.shift();
    if (fact) return Promise.resolve({ value: fact, done: false });
    if (this.ended) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve) => this.asking.push(resolve));
  }

  return(): Promise<IteratorResult<FactRow>> {
    this.queue.length = 0;
    this.end();
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private end(): void {
    this.ended = true;
    this.left();
    for (const asked of this.asking.splice(0)) asked({ value: undefined, done: true });
  }
}
