import { Injectable, Logger } from '@nestjs/common';
import type { Job } from 'bullmq';
import sql from 'sql-template-tag';
import { Clock } from './clock';
import { newId } from './ids';
import { Inbox } from './inbox';
import { JobRegistry, type QueueName } from './job-registry';
import { UnitOfWork } from './unit-of-work';

/** What failed for good, kept for people to look at and to try again. */
@Injectable()
export class FailedJobs {
  private readonly log = new Logger('Jobs');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly inbox: Inbox,
    private readonly registry: JobRegistry,
  ) {}

  /** Writes a failure down; if even that fails, it stands in the log and in the queue's own list. */
  async record(queue: QueueName, job: Job<unknown>, error: Error): Promise<void> {
    this.log.error(
      `${job.name} failed for good after ${job.attemptsMade} attempts: ${error.message}`,
      error.stack,
    );
    try {
      await this.uow.run(() => this.insert(queue, job, error));
    } catch (failure) {
      this.log.error(`failure of ${job.name} not recorded: ${String(failure)}`);
    }
  }

  /** Marks a failure as tried again and gives what to add; nothing when it was tried already. */
  async take(id: string): Promise<{ queue: QueueName; name: string; data: object } | undefined> {
    const rows = await this.uow.run(() =>
      this.uow.query<{ queue: QueueName; name: string; data: object }>(sql`
        WITH taken AS (
          UPDATE failed_jobs SET retried_at = ${this.clock.now()} WHERE id = ${id} AND retried_at IS NULL
          RETURNING queue, name, data
        )
        SELECT * FROM taken`),
    );
    return rows[0];
  }

  private async insert(queue: QueueName, job: Job<unknown>, error: Error): Promise<void> {
    const at = this.clock.now();
    await this.uow.query(sql`
      INSERT INTO failed_jobs (id, queue, name, data, error, attempts, failed_at)
      VALUES (${newId(at)}, ${queue}, ${job.name}, ${JSON.stringify(job.data ?? {})}::jsonb,
              ${error.message.slice(0, 10_000)}, ${job.attemptsMade}, ${at})`);
    if (!this.registry.subscribers.has(job.name)) return;
    await this.inbox.giveUp({ subscriber: job.name, factId: (job.data as { factId: string }).factId });
  }
}
