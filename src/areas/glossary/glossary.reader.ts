import { Injectable } from '@nestjs/common';
import { isBureau, type Actor } from '../../kernel/actor';
import { fold } from '../../kernel/fold';
import type { Page, PageArgs } from '../../kernel/page';
import { always, both, sql, type Sql } from '../../kernel/policy';
import { everyone, Reader, ReaderContext, type Order } from '../../kernel/reader';
import { Concept } from './concept';

const BY_CODE: Order = { by: 'code', descending: false };

/** Which concepts are asked for. */
export interface ConceptFilter {
  /** Part of a code or of a word. */
  readonly text?: string | null | undefined;
  readonly domain?: string | null | undefined;
}

/** Reads the glossary: it is public. */
@Injectable()
export class GlossaryReader extends Reader<Concept> {
  constructor(context: ReaderContext) {
    super(context, Concept, everyone);
  }

  /** Who edited what is the bureau's own business. */
  override mayFollow(actor: Actor): boolean {
    return isBureau(actor);
  }

  /** A page of the concepts that `filter` asks for, by code. */
  search(actor: Actor, args: PageArgs, { text, domain }: ConceptFilter): Promise<Page<Concept>> {
    const wanted: Sql[] = [];
    if (text?.trim()) wanted.push(holds(fold(text.trim())));
    if (domain) wanted.push(sql`t.domain = ${domain}`);
    return this.page(actor, args, both(...wanted), BY_CODE);
  }

  /** The whole glossary. */
  all(): Promise<Concept[]> {
    return this.select(always);
  }

  /** Differs whenever the glossary does: what is cheap to ask before `all`. */
  async stamp(): Promise<string> {
    const [row] = await this.context.uow.query<{ stamp: string | null }>(
      sql`SELECT md5(string_agg(id::text || version, ',' ORDER BY id)) AS stamp FROM concepts`,
    );
    return row!.stamp ?? '';
  }
}

function holds(text: string): Sql {
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(t.code ILIKE ${like} OR array_to_string(t.zh || t.en, '|') ILIKE ${like})`;
}
