import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { sql } from '../../kernel/policy';
import { setting } from '../../kernel/settings';
import { UnitOfWork } from '../../kernel/unit-of-work';

/** Both kinds of servers take 20 in a minute from one robot; one of 钉钉 that sends more is silenced for ten. */
export const PER_MINUTE = setting('robots.per-minute', 20, {
  zh: '每个群机器人每分钟最多发送的消息数',
  en: 'Messages that one group robot sends in a minute at most',
  min: 1,
  max: 20,
});

/**
 * A minute, and the ten seconds that a message may be on its way: what was counted here so long ago has reached the
 * server more than a minute before anything that is counted now.
 */
const WINDOW_MS = 70_000;
/** For so long it is remembered that a message was sent, so that a delivery that is tried again is not sent again. */
const REMEMBERED_MS = 7 * 86_400_000;

/** Whether a message may go out now; `sent`: it has gone out already. */
export type Turn =
  | { readonly kind: 'yours'; readonly id: string }
  | { readonly kind: 'sent' }
  | { readonly kind: 'limited' | 'muted'; readonly until: Date };

/** Counts what each robot sends, over all processes: the rows in PostgreSQL are the limiter. */
@Injectable()
export class RobotTurns {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Takes the next turn of a robot, if there is one now; else tells when. */
  take(robotId: string, key: string): Promise<Turn> {
    return this.uow.run(async () => {
      // Processes that ask at once take turns on the robot's row.
      const [robot] = await this.uow.query<{ mutedUntil: Date | null }>(
        sql`SELECT muted_until AS "mutedUntil" FROM robots WHERE id = ${robotId} FOR UPDATE`,
      );
      const now = this.clock.now();
      const [sent] = await this.uow.query(sql`
        SELECT 1 FROM robot_sends WHERE robot_id = ${robotId} AND key = ${key} AND sent_at IS NOT NULL`);
      if (sent) return { kind: 'sent' };
      const { mutedUntil = null } = robot ?? {};
      if (mutedUntil !== null && mutedUntil > now) return { kind: 'muted', until: mutedUntil };
      const until = await this.full(robotId, now);
      return until ? { kind: 'limited', until } : { kind: 'yours', id: await this.count(robotId, key, now) };
    });
  }

  /** The server has taken it. */
  async sent(id: string): Promise<void> {
    await this.uow.query(sql`
      WITH sent AS (UPDATE robot_sends SET sent_at = ${this.clock.now()} WHERE id = ${id}::bigint RETURNING id)
      SELECT id FROM sent`);
  }

  /** The server takes nothing more from the robot for a while; gives the end of that. */
  async mute(robotId: string, forMs: number): Promise<Date> {
    const until = new Date(this.clock.now().getTime() + forMs);
    await this.uow.query(sql`
      WITH muted AS (UPDATE robots SET muted_until = GREATEST(muted_until, ${until}) WHERE id = ${robotId} RETURNING id)
      SELECT id FROM muted`);
    return until;
  }

  /** When the next turn is, where there is none now. */
  private async full(robotId: string, now: Date): Promise<Date | undefined> {
    const from = new Date(now.getTime() - WINDOW_MS);
    const [first] = await this.uow.query<{ at: Date }>(sql`
      SELECT at FROM robot_sends WHERE robot_id = ${robotId} AND at > ${from}
      ORDER BY at DESC OFFSET ${PER_MINUTE.value - 1} LIMIT 1`);
    return first && new Date(first.at.getTime() + WINDOW_MS);
  }

  private async count(robotId: string, key: string, now: Date): Promise<string> {
    const forgotten = new Date(now.getTime() - REMEMBERED_MS);
    const [row] = await this.uow.query<{ id: string }>(sql`
      WITH forgotten AS (DELETE FROM robot_sends WHERE robot_id = ${robotId} AND at < ${forgotten}),
      counted AS (INSERT INTO robot_sends (robot_id, key, at) VALUES (${robotId}, ${key}, ${now}) RETURNING id)
      SELECT id FROM counted`);
    return row!.id;
  }
}
