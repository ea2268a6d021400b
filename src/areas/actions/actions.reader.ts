import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import type { Page, PageArgs } from '../../kernel/page';
import { both, sql, type Sql } from '../../kernel/policy';
import { Reader, ReaderContext, type Order } from '../../kernel/reader';
import { ActionItem, actionPolicy, ofMeeting } from './action';
import type { ActionItemFilter } from './actions.inputs';

export const BY_DUE_DAY: Order = { by: 'dueOn', descending: false };

/** Reads action items: for whoever reads their meeting. */
@Injectable()
export class ActionItemsReader extends Reader<ActionItem> {
  constructor(context: ReaderContext) {
    super(context, ActionItem, actionPolicy.readable, {
      seriesId: ofMeeting(sql`m.series_id`),
      setOn: ofMeeting(sql`m.meets_on`),
      partyIds: sql`ARRAY(SELECT party.organisation_id FROM series_parties party
        WHERE party.series_id = ${ofMeeting(sql`m.series_id`)} ORDER BY party.position)`,
    });
  }

  /** What is still to be done in some series, the earliest due first. */
  open(actor: Actor, seriesIds: readonly string[]): Promise<ActionItem[]> {
    return this.list(
      actor,
      sql`t.state = 'OPEN' AND t.meeting_id IN (SELECT id FROM meetings WHERE series_id = ANY(${seriesIds}))`,
      BY_DUE_DAY,
    );
  }

  /** A page of what is still to be done, the earliest due first. */
  unfinished(actor: Actor, args: PageArgs, filter: ActionItemFilter = {}): Promise<Page<ActionItem>> {
    const wanted: Sql[] = [sql`t.state = 'OPEN'`];
    if (filter.ownerId) wanted.push(sql`t.owner_id = ${filter.ownerId}`);
    if (filter.seriesId)
      wanted.push(sql`t.meeting_id IN (SELECT id FROM meetings WHERE series_id = ${filter.seriesId})`);
    return this.page(actor, args, both(...wanted), BY_DUE_DAY);
  }
}
