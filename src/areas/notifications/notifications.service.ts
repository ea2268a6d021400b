import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { Jobs } from '../../kernel/jobs';
import { empty } from 'sql-template-tag';
import { sql, type Sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { notificationRetried } from './notification.facts';

/** What people do with what they were told, and officers with what did not arrive. */
@Injectable()
export class NotificationsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly facts: Facts,
    private readonly jobs: Jobs,
  ) {}

  /** Marks as read what is the actor's own: these, or all; gives how many were unread. */
  async markRead({ accountId }: Actor, ids?: readonly string[]): Promise<number> {
    const these = ids ? sql`AND id = ANY(${ids})` : empty;
    const [row] = await this.uow.run(() =>
      this.uow.query<{ count: number }>(sql`
        WITH read AS (
          UPDATE notifications SET read_at = ${this.clock.now()}
          WHERE account_id = ${accountId} AND told_at IS NOT NULL AND read_at IS NULL ${these} RETURNING id
        ) SELECT count(*)::int AS count FROM read`),
    );
    return row!.count;
  }

  /** Tries again what was given up: of these notifications, or of all that are about a record; gives how many letters. */
  retry(actor: Actor, which: { ids: readonly string[] } | { subjectId: string }): Promise<number> {
    const these: Sql =
      'ids' in which ? sql`n.id = ANY(${which.ids})` : sql`n.subject_id = ${which.subjectId}`;
    return this.uow.run(async () => {
      const again = await this.uow.query<{ letterId: string; id: string }>(sql`
        WITH again AS (
          UPDATE letters SET state = 'PENDING', attempts = 0, next_attempt_at = ${this.clock.now()}
          WHERE state = 'FAILED' AND id IN (SELECT n.letter_id FROM notifications n WHERE ${these}) RETURNING id
        )
        SELECT DISTINCT ON (again.id) again.id "letterId", n.id
        FROM again JOIN notifications n ON n.letter_id = again.id AND ${these} ORDER BY again.id, n.id`);
      for (const { letterId, id } of again) {
        const subject = { type: 'notification', id };
        await this.facts.state(notificationRetried, { subject, actor, payload: { letterId } });
      }
      if (again.length > 0) await this.jobs.add('notifications.deliver');
      return again.length;
    });
  }
}
