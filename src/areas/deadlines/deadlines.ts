import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import type { Deadline, DeadlineKind } from './deadline';

/** Keeps what projects owe and by when; for later areas to call, in the transaction of what they do. */
@Injectable()
export class Deadlines {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Sets the last day of something, or another last day; what has been met stays so. */
  async set(kind: DeadlineKind, aboutId: string, projectId: string, dueOn: string): Promise<void> {
    await this.uow.query(sql`
      INSERT INTO deadlines (id, project_id, kind, about_id, due_on)
      VALUES (${newId(this.clock.now())}, ${projectId}, ${kind}, ${aboutId}, ${dueOn})
      ON CONFLICT ON CONSTRAINT deadlines_kind_about_id_key DO UPDATE SET due_on = excluded.due_on`);
  }

  /** What was owed has come. */
  async settle(kind: DeadlineKind, aboutId: string): Promise<void> {
    await this.uow.query(sql`
      UPDATE deadlines SET settled_on = ${this.clock.today()}
      WHERE kind = ${kind} AND about_id = ${aboutId} AND settled_on IS NULL`);
  }

  /** What had come was returned: it is owed again, by the same day. */
  async reopen(kind: DeadlineKind, aboutId: string): Promise<void> {
    await this.uow.query(sql`
      UPDATE deadlines SET settled_on = NULL WHERE kind = ${kind} AND about_id = ${aboutId}`);
  }

  /** The project is over: it owes no more than the money that is to be recovered. */
  async end(projectId: string): Promise<void> {
    await this.uow.query(sql`
      UPDATE deadlines SET settled_on = ${this.clock.today()}
      WHERE project_id = ${projectId} AND kind <> 'RECOVERY' AND settled_on IS NULL`);
  }

  /** The deadlines of projects, the earliest first; whoever asks answers for rights. */
  async ofProjects(projectIds: readonly string[]): Promise<Map<string, Deadline[]>> {
    const rows = await this.uow.query<Deadline>(sql`
      SELECT id, project_id "projectId", kind, about_id "aboutId", due_on "dueOn", settled_on "settledOn"
      FROM deadlines WHERE project_id = ANY(${projectIds}) ORDER BY due_on, id`);
    const found = new Map(projectIds.map((id) => [id, [] as Deadline[]]));
    for (const row of rows) found.get(row.projectId)!.push(row);
    return found;
  }
}
