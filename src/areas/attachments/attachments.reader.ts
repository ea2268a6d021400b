import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import { either, never, sql, type Rule, type Sql } from '../../kernel/policy';
import { Reader, ReaderContext } from '../../kernel/reader';
import { Attachment } from './attachment';
import { openedTo } from './attachment.subjects';

/** It is the actor's own, or their organisation's: only they bind it to a record. */
export const owns: Rule<Attachment> = (actor, { organisationId, uploaderId }) =>
  organisationId === null ? actor.accountId === uploaderId : actor.organisationIds.includes(organisationId);

/** Reads files' particulars: one's own, and those of records that open them. */
@Injectable()
export class AttachmentsReader extends Reader<Attachment> {
  constructor(context: ReaderContext) {
    super(context, Attachment, readable);
  }

  /** Who sent it shows in what happened to it, and is nobody else's business. */
  override mayFollow(actor: Actor, attachment: Attachment): boolean {
    return owns(actor, attachment);
  }

  /** Those of these files that are in the store, whoever asks, held until the transaction ends. */
  async hold(ids: readonly string[]): Promise<Map<string, Attachment>> {
    const rows = await this.select(sql`t.id = ANY(${ids}) AND t.kept ORDER BY t.id FOR SHARE`);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** One of the files that came before an instant and belong to nothing, or never reached the store; no other process works on it. */
  async oneForgotten(unboundSince: Date, unkeptSince: Date): Promise<Attachment | undefined> {
    const [found] = await this.select(sql`
      ((t.kept AND t.uploaded_at < ${unboundSince}) OR (NOT t.kept AND t.uploaded_at < ${unkeptSince}))
      AND NOT EXISTS (SELECT 1 FROM attachment_bindings b WHERE b.attachment_id = t.id)
      ORDER BY t.id LIMIT 1 FOR UPDATE SKIP LOCKED`);
    return found;
  }
}

function readable(actor: Actor): Sql {
  if (actor.accountId === null) return never;
  const own = sql`(t.organisation_id IS NULL AND t.uploader_id = ${actor.accountId})`;
  const ours = sql`t.organisation_id = ANY(${actor.organisationIds})`;
  return sql`t.kept AND ${either(own, ours, openedTo(actor))}`;
}
