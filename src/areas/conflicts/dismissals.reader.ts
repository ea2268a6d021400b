import { Injectable } from '@nestjs/common';
import { always, policy, sql } from '../../kernel/policy';
import { Reader, ReaderContext } from '../../kernel/reader';
import { Dismissal } from './dismissal';
import { officer, officerSql } from './officers';

/** Dismissals name experts: they are the bureau's alone. */
export const dismissalPolicy = policy<Dismissal>()<'CONFIRM'>({
  rules: { read: officer, CONFIRM: officer },
  readable: (actor) => (actor.kind === 'system' ? always : officerSql(actor)),
});

/** Reads dismissals. */
@Injectable()
export class DismissalsReader extends Reader<Dismissal> {
  constructor(context: ReaderContext) {
    super(context, Dismissal, dismissalPolicy.readable);
  }

  /** Those for these applications, in the order in which they were stated, whoever asks. */
  ofApplications(ids: readonly string[]): Promise<Dismissal[]> {
    return this.select(sql`t.application_id = ANY(${ids}) ORDER BY t.id`);
  }
}
