import { Injectable } from '@nestjs/common';
import { isBureau, type Actor } from '../../kernel/actor';
import { either, sql } from '../../kernel/policy';
import { Reader, ReaderContext } from '../../kernel/reader';
import { Review } from './review';
import { COUNTING, PENDING } from './review.lifecycle';
import { reviewPolicy, sees } from './review.policy';

/** Reviews in one answer at most. */
const MOST = 100;

/** Reads reviews. */
@Injectable()
export class ReviewsReader extends Reader<Review> {
  constructor(context: ReaderContext) {
    super(context, Review, reviewPolicy.readable);
  }

  /** The parties read the opinions, not when and how often something happened to them. */
  override mayFollow(actor: Actor, review: Review): boolean {
    return sees.submission(actor, review);
  }

  /** The actor's own assignments, and for an officer those of every application not determined yet; newest first. */
  async desk(actor: Actor): Promise<readonly Review[]> {
    const mine = sql`(t.reviewer_id = ${actor.personId} AND t.state = ANY(${COUNTING}))`;
    const pending = sql`t.state = ANY(${PENDING})`;
    const wanted = isBureau(actor) ? either(mine, pending) : mine;
    return (await this.page(actor, { first: MOST }, wanted)).nodes;
  }

  /** The reviews of applications that were not replaced or dropped, whoever looks. */
  counting(applicationIds: readonly string[]): Promise<Review[]> {
    return this.select(
      sql`t.application_id = ANY(${applicationIds}) AND t.state = ANY(${COUNTING}) ORDER BY t.id`,
    );
  }

  /** Every review of an application, replaced ones too, in the order of drawing, whoever looks. */
  allOf(applicationId: string): Promise<Review[]> {
    return this.select(sql`t.application_id = ${applicationId} ORDER BY t.id`);
  }

  /** How many reviews of a round each person has that count, whoever asks; people without any are left out. */
  async loadsOf(roundId: string): Promise<Map<string, number>> {
    const rows = await this.context.uow.query<{ id: string; load: number }>(sql`
      SELECT t.reviewer_id AS id, count(*)::int AS load FROM reviews t JOIN applications a ON a.id = t.application_id
      WHERE a.round_id = ${roundId} AND t.state = ANY(${COUNTING}) GROUP BY t.reviewer_id`);
    return new Map(rows.map(({ id, load }) => [id, load]));
  }

  /** Those of the applications of a round for which nobody was ever drawn and that await the experts, whoever asks. */
  async undrawn(roundId: string): Promise<string[]> {
    const rows = await this.context.uow.query<{ id: string }>(sql`
      SELECT a.id FROM applications a WHERE a.round_id = ${roundId} AND a.state = 'UNDER_REVIEW'
        AND NOT EXISTS (SELECT FROM reviews t WHERE t.application_id = a.id) ORDER BY a.id`);
    return rows.map(({ id }) => id);
  }
}
