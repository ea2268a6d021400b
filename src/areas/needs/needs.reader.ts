import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import type { Page, PageArgs } from '../../kernel/page';
import { both, sql, type Sql } from '../../kernel/policy';
import type { Heavy } from '../../kernel/columns';
import { NEWEST_FIRST, Reader, ReaderContext } from '../../kernel/reader';
import { checkedStates } from '../../kernel/kind';
import { needKind } from './need.kind';
import { follower } from '../../kernel/visibility';
import { holdsText } from '../../kernel/search';
import { Need } from './need';
import type { NeedFilter } from './need.inputs';
import { needPolicy } from './need.policy';

const HEAVY: Heavy<Need> = {
  columns: [
    ...['description', 'keywords', 'sectors', 'modes', 'metrics', 'budgetMin', 'budgetMax', 'deadline'],
    ...['trlNow', 'trlWanted', 'publishedAt', 'confirmedAt', 'askedAt', 'externalId'],
  ] as (keyof Need)[],
  states: checkedStates(needKind),
};

/** Reads needs. */
@Injectable()
export class NeedsReader extends Reader<Need> {
  constructor(context: ReaderContext) {
    super(context, Need, needPolicy.readable, {}, HEAVY);
  }

  override mayFollow(actor: Actor, need: Need): boolean {
    return follower(actor, need);
  }

  /** A page of the needs that `actor` may see and `filter` asks for, newest first; only what is `asked` of the rows. */
  search(
    actor: Actor,
    args: PageArgs,
    filter: NeedFilter = {},
    asked?: ReadonlySet<string>,
  ): Promise<Page<Need>> {
    return this.page(actor, args, both(...conditions(actor, filter)), NEWEST_FIRST, asked);
  }

  /** Open needs whose time is over on `today`, or whose owner has not answered since before `askedBefore`. */
  overdue(today: string, askedBefore: Date): Promise<Need[]> {
    return this.select(sql`t.state = 'OPEN' AND (t.deadline < ${today} OR t.asked_at < ${askedBefore})`);
  }

  /** Open needs not confirmed since before `confirmedBefore`, whose owner has not been asked. */
  unconfirmed(confirmedBefore: Date): Promise<Need[]> {
    return this.select(sql`t.state = 'OPEN' AND t.confirmed_at < ${confirmedBefore} AND t.asked_at IS NULL`);
  }
}

function conditions(actor: Actor, { text, states, organisationId, sectors, mine }: NeedFilter): Sql[] {
  const wanted: Sql[] = [];
  if (text?.trim()) wanted.push(holdsText(text, ['title', 'description']));
  if (states?.length) wanted.push(sql`t.state = ANY(${states})`);
  if (organisationId) wanted.push(sql`t.organisation_id = ${organisationId}`);
  if (sectors?.length) wanted.push(sql`t.sectors && ${sectors}::text[]`);
  if (mine) wanted.push(sql`t.organisation_id = ANY(${actor.organisationIds})`);
  return wanted;
}
