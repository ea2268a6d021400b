import { Injectable } from '@nestjs/common';
import { sql } from '../../kernel/policy';
import { Reader, ReaderContext } from '../../kernel/reader';
import { Objection } from './objection';
import { objectionPolicy } from './objection.policy';

/** Reads objections. */
@Injectable()
export class ObjectionsReader extends Reader<Objection> {
  constructor(context: ReaderContext) {
    super(context, Objection, objectionPolicy.readable);
  }

  /** Unresolved ones whose day has passed before `day` and that nobody has been told of. */
  overdue(day: string): Promise<Objection[]> {
    return this.select(
      sql`t.resolved_at IS NULL AND t.due_on < ${day} AND t.overdue_at IS NULL ORDER BY t.id`,
    );
  }

  /** The unresolved ones against an application, whoever asks. */
  openAgainst(applicationId: string): Promise<Objection[]> {
    return this.select(sql`t.application_id = ${applicationId} AND t.resolved_at IS NULL ORDER BY t.id`);
  }
}
