import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { Config } from '../../kernel/config';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { allNotices, pageOf, usefulAt, wording } from '../notifications';
import { RobotSender } from '../robots';
import type { Entry } from './letter-reader';

/** What one attempt at a letter came to: nothing that helps any more, later, sent, or refused for good. */
export type Handed = 'useless' | { until: Date } | { carried: string[] } | { refused: string };

const AT_ONCE = 500;

/** Takes letters to the robots of group chats: a title, what it is about, and a link, and nothing of a person. */
@Injectable()
export class GroupPost {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly robots: RobotSender,
  ) {}

  /** Posts what falls due for robots: each message by itself, since a group reads one line at a time. */
  async post(): Promise<void> {
    while ((await this.some()) === AT_ONCE);
  }

  private async some(): Promise<number> {
    const now = this.clock.now();
    const rows = await this.uow.query(sql`
      WITH due AS (
        SELECT t.id, t.robot_id, t.next_at, ${usefulAt(now)} AS useful FROM notifications t
        WHERE t.state = 'PENDING' AND t.robot_id IS NOT NULL AND t.next_at <= ${now}
        ORDER BY t.next_at LIMIT ${AT_ONCE} FOR UPDATE OF t SKIP LOCKED
      ), posted AS (
        INSERT INTO letters (id, channel, robot_id, state, next_attempt_at)
        SELECT id, 'ROBOT', robot_id, 'PENDING', next_at FROM due WHERE useful
      ), settled AS (
        UPDATE notifications t SET state = CASE WHEN useful THEN 'POSTED' ELSE 'LAPSED' END, told_at = ${now},
          letter_id = CASE WHEN useful THEN t.id END
        FROM due WHERE due.id = t.id RETURNING t.id
      ) SELECT id FROM settled`);
    return rows.length;
  }

  /** One attempt; throws where another may help. */
  async hand(letterId: string, robotId: string): Promise<Handed> {
    const [entry] = await this.uow.query<Entry>(sql`
      SELECT t.id, t.code, t.subject_type "subjectType", t.subject_id "subjectId", t.words FROM notifications t
      WHERE t.letter_id = ${letterId} AND ${usefulAt(this.clock.now())}`);
    if (!entry) return 'useless';
    const notice = allNotices().get(entry.code)!;
    const outcome = await this.robots.send({
      ...{ robotId, key: letterId, link: this.config.publicUrl + pageOf(entry) },
      title: wording(notice, entry.words, 'zh').title,
      lines: notice.group?.(entry.words) ?? [],
    });
    switch (outcome.kind) {
      case 'sent':
        return { carried: [entry.id] };
      case 'limited':
      case 'muted':
        return { until: outcome.until };
      case 'refused':
        if (outcome.permanent) return { refused: outcome.message };
        throw new Error(outcome.message);
      case 'unreachable':
        throw new Error(outcome.why);
    }
  }
}
