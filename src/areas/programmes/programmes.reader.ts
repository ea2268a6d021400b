import { Injectable } from '@nestjs/common';
import type { Page, PageArgs } from '../../kernel/page';
import type { Actor } from '../../kernel/actor';
import { everyone, Reader, ReaderContext } from '../../kernel/reader';
import { sql } from '../../kernel/policy';
import { Programme } from './programme';

/** Reads versions of the programme: the rules are public. */
@Injectable()
export class ProgrammesReader extends Reader<Programme> {
  constructor(context: ReaderContext) {
    super(context, Programme, everyone);
  }

  /** A page of the versions, the latest first. */
  search(actor: Actor, args: PageArgs): Promise<Page<Programme>> {
    return this.page(actor, args, undefined, { by: 'version', descending: true });
  }

  /** The version that the next round opens with: the migrations make the first. */
  async latest(): Promise<Programme> {
    return (await this.select(sql`TRUE ORDER BY t.version DESC LIMIT 1`))[0]!;
  }
}
