import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { dayOf } from '../../kernel/clock';
import type { Page, PageArgs } from '../../kernel/page';
import { always, sql } from '../../kernel/policy';
import { Reader, ReaderContext } from '../../kernel/reader';
import { applicationDeclined, applicationObjectionUpheld, applicationRefused } from '../applications';
import { Reconsideration } from './reconsideration';
import { reconsiderationPolicy } from './reconsideration.policy';

const DECISIONS = [applicationRefused, applicationDeclined, applicationObjectionUpheld].map(
  ({ name }) => name,
);

/** A refusal or rejection, as the facts tell it. */
export interface Decision {
  /** The fact. */
  readonly id: string;
  /** The account; null = the platform. */
  readonly deciderId: string | null;
  /** Asia/Shanghai. */
  readonly decidedOn: string;
}

/** Reads reviews of decisions. */
@Injectable()
export class ReconsiderationsReader extends Reader<Reconsideration> {
  constructor(context: ReaderContext) {
    super(context, Reconsideration, reconsiderationPolicy.readable);
  }

  /** A page of those that `actor` may see, the earliest due first; only unanswered ones where `open`. */
  search(actor: Actor, args: PageArgs, open: boolean): Promise<Page<Reconsideration>> {
    const wanted = open ? sql`t.state = 'ASKED'` : always;
    return this.page(actor, args, wanted, { by: 'dueOn', descending: false });
  }

  /** Unanswered ones that are due by `day` and that nobody has been told of. */
  dueBy(day: string): Promise<Reconsideration[]> {
    return this.select(
      sql`t.state = 'ASKED' AND t.due_on <= ${day} AND t.reminded_at IS NULL AND t.overdue_at IS NULL ORDER BY t.id`,
    );
  }

  /** Unanswered ones whose day has passed before `day` and that nobody has been told of. */
  overdue(day: string): Promise<Reconsideration[]> {
    return this.select(sql`t.state = 'ASKED' AND t.due_on < ${day} AND t.overdue_at IS NULL ORDER BY t.id`);
  }

  /** Those against a decision, whoever asks. */
  async against(decisionId: string): Promise<Reconsideration | undefined> {
    return (await this.select(sql`t.decision_id = ${decisionId}`))[0];
  }

  /** The last refusal or rejection of each application. */
  async decisionsOn(applicationIds: readonly string[]): Promise<Map<string, Decision>> {
    const rows = await this.context.uow.query<{ of: string; id: string; actor: string | null; at: Date }>(sql`
      SELECT DISTINCT ON (subject_id) subject_id AS of, id, actor_id AS actor, at FROM facts
      WHERE subject_id = ANY(${applicationIds}::uuid[]) AND topic = ANY(${DECISIONS})
      ORDER BY subject_id, seq DESC`);
    return new Map(rows.map(({ of, id, actor, at }) => [of, { id, deciderId: actor, decidedOn: dayOf(at) }]));
  }
}
