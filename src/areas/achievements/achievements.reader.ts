import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import type { Page, PageArgs } from '../../kernel/page';
import { both, sql, type Sql } from '../../kernel/policy';
import { Reader, ReaderContext } from '../../kernel/reader';
import { follower } from '../../kernel/visibility';
import { holdsText } from '../../kernel/search';
import { Achievement } from './achievement';
import type { AchievementFilter } from './achievement.inputs';
import { achievementPolicy } from './achievement.policy';

/** Two people who were published together. */
export interface Coauthorship {
  readonly personId: string;
  readonly otherId: string;
  readonly title: string;
  /** Asia/Shanghai. */
  readonly year: number;
}

/** Reads achievements. */
@Injectable()
export class AchievementsReader extends Reader<Achievement> {
  constructor(context: ReaderContext) {
    super(context, Achievement, achievementPolicy.readable);
  }

  override mayFollow(actor: Actor, achievement: Achievement): boolean {
    return follower(actor, achievement);
  }

  /** A page of the achievements that `actor` may see and `filter` asks for, newest first. */
  search(actor: Actor, args: PageArgs, filter: AchievementFilter = {}): Promise<Page<Achievement>> {
    return this.page(actor, args, both(...conditions(actor, filter)));
  }

  /** The ids of each achievement's contributors, in the order in which they are named; whoever looks. */
  async contributorsOf(achievementIds: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await this.context.uow.query<{ achievementId: string; personIds: string[] }>(sql`
      SELECT achievement_id AS "achievementId", array_agg(person_id::text ORDER BY position) AS "personIds"
      FROM achievement_contributors WHERE achievement_id = ANY(${achievementIds}) GROUP BY achievement_id`);
    return new Map(rows.map(({ achievementId, personIds }) => [achievementId, personIds]));
  }

  /**
   * With whom each of these people was published together since then, and in what last; whoever looks. What only its
   * owner has seen is left out: an owner could name anybody in it.
   */
  async coauthorsOf(personIds: readonly string[], since: string): Promise<Coauthorship[]> {
    return this.context.uow.query<Coauthorship>(sql`
      SELECT DISTINCT ON (own.person_id, other.person_id) own.person_id AS "personId", other.person_id AS "otherId",
        a.title, extract(year FROM a.published_at AT TIME ZONE 'Asia/Shanghai')::int AS year
      FROM achievement_contributors own
      JOIN achievement_contributors other ON other.achievement_id = own.achievement_id AND other.person_id <> own.person_id
      JOIN achievements a ON a.id = own.achievement_id AND a.published_at >= ${since}::timestamp AT TIME ZONE 'Asia/Shanghai'
      WHERE own.person_id = ANY(${personIds})
      ORDER BY own.person_id, other.person_id, a.published_at DESC, a.id`);
  }

  /** Which of these the actor may read. */
  async readableOf(actor: Actor, ids: readonly string[]): Promise<Set<string>> {
    const rows = await this.context.uow.query<{ id: string }>(
      sql`SELECT t.id FROM achievements t WHERE t.id = ANY(${ids}) AND ${this.readable(actor)}`,
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Which of an organisation's own numbers are taken. */
  async knownNumbers(organisationId: string, externalIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.context.uow.query<{ externalId: string }>(sql`
      SELECT external_id AS "externalId" FROM achievements
      WHERE organisation_id = ${organisationId} AND external_id = ANY(${externalIds})`);
    return new Set(rows.map(({ externalId }) => externalId));
  }
}

function conditions(actor: Actor, { text, states, organisationId, mine }: AchievementFilter): Sql[] {
  const wanted: Sql[] = [];
  if (text?.trim()) wanted.push(holdsText(text, ['title', 'abstract']));
  if (states?.length) wanted.push(sql`t.state = ANY(${states})`);
  if (organisationId) wanted.push(sql`t.organisation_id = ${organisationId}`);
  if (mine) wanted.push(sql`t.organisation_id = ANY(${actor.organisationIds})`);
  return wanted;
}
