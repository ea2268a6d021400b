import { Injectable } from '@nestjs/common';
import { isBureau, type Actor } from '../../kernel/actor';
import type { Page, PageArgs } from '../../kernel/page';
import { always, both, sql } from '../../kernel/policy';
import { everyone, Reader, ReaderContext } from '../../kernel/reader';
import { Organisation, Platform, type OrganisationKind } from './organisation';

/** Reads organisations: who is on the platform is public. */
@Injectable()
export class OrganisationsReader extends Reader<Organisation> {
  constructor(context: ReaderContext) {
    super(context, Organisation, everyone);
  }

  override mayFollow(actor: Actor, { id }: Organisation): boolean {
    return isBureau(actor) || actor.roles.has('ADMIN') || actor.organisationIds.includes(id);
  }

  /** A page of organisations whose name holds `text`. */
  search(
    actor: Actor,
    args: PageArgs,
    text?: string | null,
    kinds?: readonly OrganisationKind[] | null,
  ): Promise<Page<Organisation>> {
    const like = `%${(text ?? '').trim().replace(/[\\%_]/g, '\\$&')}%`;
    const named = text?.trim()
      ? sql`(t.name ILIKE ${like} OR t.name_en ILIKE ${like} OR t.short_name ILIKE ${like})`
      : always;
    return this.page(actor, args, both(named, kinds?.length ? sql`t.kind = ANY(${kinds})` : always));
  }

  /** The organisation itself and all above it, by id. */
  async ancestorsOf(id: string): Promise<string[]> {
    const rows = await this.context.uow.query<{ id: string }>(sql`
      WITH RECURSIVE above AS (
        SELECT id, parent_id FROM organisations WHERE id = ${id}
        UNION SELECT o.id, o.parent_id FROM organisations o JOIN above a ON o.id = a.parent_id
      ) SELECT id FROM above`);
    return rows.map((row) => row.id);
  }

  /** The topmost organisation above each of these: those with the same are of one family. */
  async familiesOf(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.context.uow.query<{ id: string; top: string }>(sql`
      WITH RECURSIVE above AS (
        SELECT id, id AS top, parent_id FROM organisations WHERE id = ANY(${ids})
        UNION SELECT a.id, o.id, o.parent_id FROM organisations o JOIN above a ON o.id = a.parent_id
      ) SELECT id, top FROM above WHERE parent_id IS NULL`);
    return new Map(rows.map(({ id, top }) => [id, top]));
  }

  /** The organisation that already uses one of these identities, and which one. */
  async taken(identity: {
    nameKeys: readonly string[];
    uscc: string | null;
    ror: string | null;
  }): Promise<'name' | 'uscc' | 'ror' | undefined> {
    const [found] = await this.select(
      sql`t.name_keys && ${identity.nameKeys}::text[] OR t.uscc = ${identity.uscc} OR t.ror = ${identity.ror} LIMIT 1`,
    );
    if (!found) return undefined;
    if (identity.uscc !== null && found.uscc === identity.uscc) return 'uscc';
    return identity.ror !== null && found.ror === identity.ror ? 'ror' : 'name';
  }
}

/** Reads the platforms that organisations host. */
@Injectable()
export class PlatformsReader extends Reader<Platform> {
  constructor(context: ReaderContext) {
    super(context, Platform, everyone);
  }
}
