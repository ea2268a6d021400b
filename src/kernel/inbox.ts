import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { Clock } from './clock';
import { factColumns, type FactRow } from './facts';
import { JobRegistry } from './job-registry';
import { UnitOfWork } from './unit-of-work';

/** One fact on its way to one subscriber. */
export interface Delivery {
  readonly subscriber: string;
  readonly factId: string;
}

/** The rows that say who has still to hear what. The queue only wakes; these rows decide, so an effect happens once. */
@Injectable()
export class Inbox {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly registry: JobRegistry,
  ) {}

  /** Writes down what is to be delivered, in the transaction that publishes the facts. */
  async expect(deliveries: readonly Delivery[]): Promise<void> {
    if (deliveries.length === 0) return;
    await this.uow.query(sql`
      INSERT INTO inbox (subscriber, fact_id)
      SELECT * FROM unnest(${deliveries.map((one) => one.subscriber)}::text[],
                           ${deliveries.map((one) => one.factId)}::uuid[])
      ON CONFLICT DO NOTHING`);
  }

  /** Lets the subscriber hear the fact in one transaction with the mark that it has; a second call does nothing. */
  async deliver({ subscriber, factId }: Delivery): Promise<void> {
    const hearer = this.registry.subscribers.get(subscriber);
    if (!hearer) throw new Error(`no subscriber ${subscriber}`);
    await this.uow.run(async () => {
      const taken = await this.uow.query<FactRow>(sql`
        WITH taken AS (
          UPDATE inbox SET at = ${this.clock.now()}, failed_at = NULL
          WHERE subscriber = ${subscriber} AND fact_id = ${factId} AND at IS NULL
          RETURNING fact_id
        )
        SELECT ${factColumns('f.')} FROM taken JOIN facts f ON f.id = taken.fact_id`);
      for (const fact of taken) await hearer.hear(fact);
    });
  }

  /** Deliveries queued longer ago than `ageMs` and not heard: their wake-up may be lost. They count as queued anew. */
  overdue(ageMs: number): Promise<Delivery[]> {
    return this.uow.run(() =>
      this.uow.query<Delivery>(sql`
        WITH late AS (
          SELECT subscriber, fact_id FROM inbox
          WHERE at IS NULL AND failed_at IS NULL AND subscriber = ANY(${[...this.registry.subscribers.keys()]})
            AND queued_at <= now() - ${ageMs} * interval '1 millisecond'
          ORDER BY queued_at LIMIT 500 FOR UPDATE SKIP LOCKED
        ), again AS (
          UPDATE inbox SET queued_at = now() FROM late
          WHERE inbox.subscriber = late.subscriber AND inbox.fact_id = late.fact_id
          RETURNING inbox.subscriber, inbox.fact_id "factId"
        )
        SELECT * FROM again`),
    );
  }

  /** No more attempts unless someone asks for one. */
  async giveUp({ subscriber, factId }: Delivery): Promise<void> {
    await this.uow.query(sql`
      UPDATE inbox SET failed_at = ${this.clock.now()}
      WHERE subscriber = ${subscriber} AND fact_id = ${factId} AND at IS NULL`);
  }

  /** Facts and deliveries still on their way. */
  async waiting(): Promise<number> {
    const [row] = await this.uow.query<{ count: number }>(sql`
      SELECT ((SELECT count(*) FROM facts WHERE published_at IS NULL)
        + (SELECT count(*) FROM inbox WHERE at IS NULL AND failed_at IS NULL))::int count`);
    return row!.count;
  }
}
