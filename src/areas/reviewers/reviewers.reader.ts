import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../../kernel/actor';
import type { Page, PageArgs } from '../../kernel/page';
import { both, sql, type Sql } from '../../kernel/policy';
import { Reader, ReaderContext } from '../../kernel/reader';
import { Relation, UnsuitableExperts } from './declaration';
import { Reviewer } from './reviewer';
import type { ReviewerFilter } from './reviewer.inputs';
import { relationPolicy, reviewerPolicy } from './reviewer.policy';

/** Reads the pool. */
@Injectable()
export class ReviewersReader extends Reader<Reviewer> {
  constructor(context: ReaderContext) {
    super(context, Reviewer, reviewerPolicy.readable);
  }

  /** A page of the pool, newest first. */
  search(actor: Actor, args: PageArgs, { states, text }: ReviewerFilter = {}): Promise<Page<Reviewer>> {
    const wanted: Sql[] = [];
    if (states?.length) wanted.push(sql`t.state = ANY(${states})`);
    if (text?.trim()) {
      const like = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;
      wanted.push(sql`(array_to_string(t.expertise, ' ') ILIKE ${like} OR EXISTS (
        SELECT 1 FROM people p WHERE p.id = t.person_id AND (p.name ILIKE ${like} OR p.name_en ILIKE ${like})))`);
    }
    return this.page(actor, args, both(...wanted));
  }

  /** The places of these people, by person, whoever asks; who got the role without an invitation has none. */
  async ofPeople(personIds: readonly string[]): Promise<Map<string, Reviewer>> {
    const rows = await this.select(sql`t.person_id = ANY(${personIds})`);
    return new Map(rows.map((row) => [row.personId, row]));
  }
}

/** Reads what people declare. */
@Injectable()
export class RelationsReader extends Reader<Relation> {
  constructor(context: ReaderContext) {
    super(context, Relation, relationPolicy.readable);
  }

  /** What these people declare and that holds, or held on or after a day, whoever asks. */
  standingOf(personIds: readonly string[], since: string): Promise<Relation[]> {
    return this.select(
      sql`t.person_id = ANY(${personIds}) AND t.withdrawn_at IS NULL AND (t.until IS NULL OR t.until >= ${since}::date) ORDER BY t.id`,
    );
  }

  /** Whom the applicants of these applications named, whoever asks, by application. */
  async unsuitableFor(applicationIds: readonly string[]): Promise<Map<string, UnsuitableExperts>> {
    const where = { applicationId: In([...applicationIds]) };
    const rows = await this.context.uow.manager.find(UnsuitableExperts, { where });
    return new Map(rows.map((row) => [row.applicationId, row]));
  }
}
