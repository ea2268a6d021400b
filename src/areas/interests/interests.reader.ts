import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import type { Page, PageArgs } from '../../kernel/page';
import { both, sql, type Sql } from '../../kernel/policy';
import { Reader, ReaderContext } from '../../kernel/reader';
import { Interest } from './interest';
import { UNANSWERED, type InterestState } from './interest.lifecycle';
import { interestPolicy } from './interest.policy';

/** Which interests a list holds. */
export interface InterestFilter {
  readonly states?: readonly InterestState[] | null | undefined;
  /** Only those that the viewer's own organisations sent or have to answer. */
  readonly mine?: boolean | null | undefined;
}

/** Reads interests. */
@Injectable()
export class InterestsReader extends Reader<Interest> {
  constructor(context: ReaderContext) {
    super(context, Interest, interestPolicy.readable);
  }

  /** A page of the interests that `actor` may see and `filter` asks for, newest first. */
  search(actor: Actor, args: PageArgs, { states, mine }: InterestFilter = {}): Promise<Page<Interest>> {
    const own = actor.organisationIds;
    const wanted: Sql[] = [];
    if (states?.length) wanted.push(sql`t.state = ANY(${states})`);
    if (mine) wanted.push(sql`(t.from_id = ANY(${own}) OR t.to_id = ANY(${own}))`);
    return this.page(actor, args, both(...wanted));
  }

  /** Whether the organisation awaits an answer about this need or achievement. */
  async awaited(fromId: string, targetId: string): Promise<boolean> {
    const waiting = sql`t.from_id = ${fromId} AND t.target_id = ${targetId} AND t.state = ANY(${UNANSWERED})`;
    return (await this.count(waiting)) > 0;
  }

  /** Interests that should have been answered before `today` and of which the bureau does not know yet. */
  overdue(today: string): Promise<Interest[]> {
    return this.select(sql`t.state = 'OPEN' AND t.answer_due_on < ${today} ORDER BY t.id LIMIT 500`);
  }
}
