import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import type { Page, PageArgs } from '../../kernel/page';
import { always, sql } from '../../kernel/policy';
import { Reader, ReaderContext } from '../../kernel/reader';
import { Robot } from './robot';
import { robotPolicy } from './robot.kind';

/** Reads robots. */
@Injectable()
export class RobotsReader extends Reader<Robot> {
  constructor(context: ReaderContext) {
    super(context, Robot, robotPolicy.readable);
  }

  /** A page of the robots that `actor` may know of, of one organisation if given, newest first. */
  search(actor: Actor, args: PageArgs, organisationId?: string): Promise<Page<Robot>> {
    return this.page(actor, args, organisationId ? sql`t.organisation_id = ${organisationId}` : always);
  }

  /** How many there are of an organisation, or of the bureau. */
  countOf(organisationId: string | null): Promise<number> {
    return this.count(sql`t.organisation_id IS NOT DISTINCT FROM ${organisationId}::uuid`);
  }

  /** Whether another robot has this webhook, whoever asks. */
  async isKnown(webhookHash: string, exceptId: string): Promise<boolean> {
    return (await this.count(sql`t.webhook_hash = ${webhookHash} AND t.id <> ${exceptId}`)) > 0;
  }

  /** Some whose secrets another key than the present one has sealed. */
  sealedOtherwise(prefix: string): Promise<Robot[]> {
    return this.select(sql`
      NOT (starts_with(t.sealed_webhook, ${prefix}) AND starts_with(coalesce(t.sealed_secret, ${prefix}), ${prefix}))
      ORDER BY t.id LIMIT 500`);
  }
}
