import { Injectable } from '@nestjs/common';
import type { Actor } from '../../kernel/actor';
import type { Page, PageArgs } from '../../kernel/page';
import { always, sql } from '../../kernel/policy';
import { Reader, ReaderContext } from '../../kernel/reader';
import { Round } from './round';
import { roundPolicy } from './round.kind';

/** Reads rounds: when one can apply is public. */
@Injectable()
export class RoundsReader extends Reader<Round> {
  constructor(context: ReaderContext) {
    super(context, Round, roundPolicy.readable);
  }

  /** A page of rounds, of one year if given, the latest first. */
  search(actor: Actor, args: PageArgs, year?: number | null): Promise<Page<Round>> {
    const wanted = year ? sql`t.year = ${year}` : always;
    return this.page(actor, args, wanted, { by: 'opensAt', descending: true });
  }

  /** The rounds of a year, the first quarter first. */
  ofYear(year: number): Promise<Round[]> {
    return this.select(sql`t.year = ${year} ORDER BY t.quarter`);
  }

  /** Rounds that overlap none of their own: those of other years that `from`–`to` would run into. */
  overlapping(from: Date, to: Date): Promise<Round[]> {
    return this.select(
      sql`tstzrange(t.opens_at, t.closes_at) && tstzrange(${from}::timestamptz, ${to}::timestamptz)`,
    );
  }

  /** Planned rounds whose time has come. */
  toOpen(now: Date): Promise<Round[]> {
    return this.select(sql`t.state = 'PLANNED' AND t.opens_at <= ${now} ORDER BY t.opens_at`);
  }

  /** Open rounds whose time is over. */
  toClose(now: Date): Promise<Round[]> {
    return this.select(sql`t.state = 'OPEN' AND t.closes_at <= ${now} ORDER BY t.opens_at`);
  }

  /** Closed rounds that are not decided. */
  closed(): Promise<Round[]> {
    return this.select(sql`t.state = 'CLOSED' ORDER BY t.opens_at`);
  }
}
