import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import type { RequestContext } from '../../kernel/context';
import { MAX_FIRST } from '../../kernel/page';
import { sql, type Sql } from '../../kernel/policy';
import { ReaderContext, type Order } from '../../kernel/reader';
import type { AccountKind } from '../ledger';
import { OfProjectReader } from '../taskbooks';
import { Grant, grantPolicy } from './grant';
import { Instalment, instalmentPolicy } from './instalment';
import { MatchingMoney, matchingPolicy } from './matching';

const BY_NUMBER: Order = { by: 'number', descending: false };

const held = (...kinds: AccountKind[]): Sql => sql`(SELECT coalesce(sum(a.balance), 0)::numeric(16,2)
  FROM ledger_accounts a WHERE a.holder_id = t.id AND a.kind = ANY(${kinds}))`;

const accepted = (grantId: Sql): Sql => sql`(SELECT coalesce(sum(m.amount), 0)::numeric(16,2)
  FROM matching_money m WHERE m.grant_id = ${grantId} AND m.state = 'ACCEPTED')`;

/** Reads grants, with what the ledger says of them. */
@Injectable()
export class GrantsReader extends OfProjectReader<Grant> {
  constructor(context: ReaderContext) {
    super(context, Grant, grantPolicy.readable, {
      paid: held('PAID', 'RECOVERED'),
      recovered: held('RECOVERED'),
      remaining: held('COMMITTED'),
      matchingPledged: sql`(SELECT coalesce(sum(y.self_funding), 0)::numeric(16,2) FROM project_parties y
        WHERE y.project_id = t.project_id)`,
      matchingAccepted: accepted(sql`t.id`),
    });
  }

  /** What of a grant is with the project: paid, and not come back. Undefined where no budget ever covered it. */
  async withProject(projectId: string): Promise<string | undefined> {
    const grant = await this.ofProject(projectId);
    if (!grant?.fundYearId) return undefined;
    const [found] = await this.context.uow.query<{ sum: string }>(sql`
      SELECT coalesce(sum(balance), 0)::numeric(16,2) sum FROM ledger_accounts
      WHERE holder_id = ${grant.id} AND kind = 'PAID'`);
    return found!.sum;
  }
}

/** Reads instalments, with what their next steps look at. */
@Injectable()
export class InstalmentsReader extends OfProjectReader<Instalment> {
  constructor(context: ReaderContext) {
    super(context, Instalment, instalmentPolicy.readable, {
      projectState: sql`(SELECT p.state FROM projects p WHERE p.id = t.project_id)`,
      grantState: sql`(SELECT g.state FROM grants g WHERE g.id = t.grant_id)`,
      milestoneReached: sql`(t.milestone_number IS NULL OR EXISTS (SELECT FROM milestones m
        WHERE m.project_id = t.project_id AND m.number = t.milestone_number AND m.state = 'REACHED'))`,
      matchingAccepted: accepted(sql`t.grant_id`),
      approvedBefore: sql`(SELECT coalesce(sum(o.amount), 0)::numeric(16,2) FROM instalments o
        WHERE o.grant_id = t.grant_id AND o.id <> t.id AND o.state IN ('APPROVED', 'PAID'))`,
    });
  }

  /** Those of a grant, those of earlier plans too, whoever asks. */
  all(grantId: string): Promise<Instalment[]> {
    return this.select(sql`t.grant_id = ${grantId} ORDER BY t.number`);
  }

  /** Those of a grant that hold, for whoever may read them; batched with those of other grants. */
  async live(context: RequestContext, grantId: string): Promise<readonly Instalment[]> {
    const holding = sql`t.state <> 'LAPSED'`;
    return (await context.nested(this, 'grantId', grantId, { first: MAX_FIRST }, holding, BY_NUMBER)).nodes;
  }

  /** An instalment that the actor may read; nothing else of its grant moves until the transaction ends. */
  async held(actor: Actor, id: string): Promise<Instalment> {
    await this.context.uow.query(sql`SELECT 1 FROM grants g JOIN instalments i ON i.grant_id = g.id
      WHERE i.id = ${id} FOR UPDATE OF g`);
    return this.get(actor, id);
  }

  /** The numbers of the milestones of a project. */
  async milestones(projectId: string): Promise<Set<number>> {
    const rows = await this.context.uow.query<{ number: number }>(
      sql`SELECT number FROM milestones WHERE project_id = ${projectId}`,
    );
    return new Set(rows.map(({ number }) => number));
  }
}

/** Reads what parties have put in themselves. */
@Injectable()
export class MatchingReader extends OfProjectReader<MatchingMoney> {
  constructor(context: ReaderContext) {
    super(context, MatchingMoney, matchingPolicy.readable);
  }
}
