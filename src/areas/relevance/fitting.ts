import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { Every, Job, Jobs } from '../../kernel/jobs';
import { raw } from 'sql-template-tag';
import { sql } from '../../kernel/policy';
import { sqlState, UnitOfWork } from '../../kernel/unit-of-work';
import { SIDES } from '../../engine/statistics';
import { MatchIndex } from './match-index';
import type { Recount, RecountState } from './recount';
import { refuse } from './relevance.messages';

/** Texts are counted anew when there are so many more or fewer than were counted, as a share. */
const DRIFT = 0.1;
/** How often a recount says how far it is, and looks whether it is still wanted; milliseconds. */
const REPORT_MS = 500;
const UNIQUE_VIOLATION = '23505';
const COLUMNS = raw(`id, state, progress, reason, started_at "startedAt", ended_at "endedAt"`);

/** Counts the texts anew when they have become others than those counted, or when an officer asks. */
@Injectable()
export class Fitting {
  private readonly log = new Logger('Relevance');

  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly index: MatchIndex,
  ) {}

  @Every('*/5 * * * *', 'relevance.count', { queue: 'slow' })
  async count(): Promise<void> {
    await this.index.current();
    if (!this.isDue()) return;
    const began = performance.now();
    const counted = await this.index.count();
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    if (counted) this.log.log(`statistics ${counted.version} counted in ${seconds} s`);
  }

  /** Asks for a recount; it is done by a worker. Refuses while another is wanted or under way. */
  ask(): Promise<Recount> {
    return this.uow.run(async () => {
      const now = this.clock.now();
      const id = newId(now);
      const [made] = await this.uow
        .query<Recount>(
          sql`INSERT INTO match_recounts (id, state, started_at) VALUES (${id}, 'WAITING', ${now}) RETURNING ${COLUMNS}`,
        )
        .catch((error: unknown) => {
          throw sqlState(error) === UNIQUE_VIOLATION ? refuse('relevance.recounting', {}) : error;
        });
      await this.jobs.add('relevance.recount', { id }, { jobId: `recount-${id}` });
      return made!;
    });
  }

  /** Ends the recount that is wanted or under way, within a second; undefined where there is none. */
  async cancel(): Promise<Recount | undefined> {
    const [ended] = await this.uow.query<Recount>(sql`
      UPDATE match_recounts SET state = 'CANCELLED', ended_at = ${this.clock.now()}
      WHERE state IN ('WAITING', 'RUNNING') RETURNING ${COLUMNS}`);
    return ended;
  }

  /** The latest recount that somebody asked for. */
  async latest(): Promise<Recount | undefined> {
    const [row] = await this.uow.query<Recount>(
      sql`SELECT ${COLUMNS} FROM match_recounts ORDER BY id DESC LIMIT 1`,
    );
    return row;
  }

  @Job('relevance.recount', { queue: 'slow' })
  async recount({ id }: { id: string }): Promise<void> {
    if (!(await this.reach(id, 0))) return;
    const wanted = new AbortController();
    let reported = performance.now();
    const onProgress = async (share: number): Promise<void> => {
      if (performance.now() - reported < REPORT_MS) return;
      reported = performance.now();
      if (!(await this.reach(id, share))) wanted.abort();
    };
    try {
      await this.index.count({ onProgress, signal: wanted.signal });
      await this.end(id, 'DONE', null);
    } catch (error) {
      if (wanted.signal.aborted) return;
      await this.end(id, 'FAILED', error instanceof Error ? error.message : String(error));
      throw error;
    }
  }

  /** Says how far it is; false where nobody wants it any more. */
  private async reach(id: string, share: number): Promise<boolean> {
    const rows = await this.uow.query(sql`
      UPDATE match_recounts SET state = 'RUNNING', progress = ${share}
      WHERE id = ${id} AND state IN ('WAITING', 'RUNNING') RETURNING id`);
    return rows.length > 0;
  }

  private async end(id: string, state: RecountState, reason: string | null): Promise<void> {
    const progress = state === 'DONE' ? sql`1` : sql`progress`;
    await this.uow.query(sql`
      UPDATE match_recounts SET state = ${state}, reason = ${reason}, progress = ${progress}, ended_at = ${this.clock.now()}
      WHERE id = ${id} AND state = 'RUNNING'`);
  }

  private isDue(): boolean {
    const { sides, statistics, isCountedInThisLexicon } = this.index.corpus;
    const total = SIDES.reduce((sum, side) => sum + sides[side].size, 0);
    if (total === 0) return false;
    if (!isCountedInThisLexicon) return true;
    return SIDES.some((side) => {
      const [counted, now] = [statistics.sides[side].documents, this.index.corpus.countable(side)];
      return Math.abs(now - counted) > DRIFT * counted;
    });
  }
}
