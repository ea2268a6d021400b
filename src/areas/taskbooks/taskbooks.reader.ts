import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../kernel/context';
import { sql } from '../../kernel/policy';
import { ReaderContext } from '../../kernel/reader';
import { OfProjectReader, ROUND_TERMS } from './of-project';
import { TaskBook, type TaskBookEdition } from './taskbook';
import { taskBookPolicy } from './taskbook.kind';

/** Reads task books and their editions. */
@Injectable()
export class TaskBooksReader extends OfProjectReader<TaskBook> {
  constructor(context: ReaderContext) {
    super(context, TaskBook, taskBookPolicy.readable, {
      startsOn: sql`(SELECT p.starts_on::text FROM projects p WHERE p.id = t.project_id)`,
      terms: ROUND_TERMS,
      endsOn: sql`(SELECT p.ends_on::text FROM projects p WHERE p.id = t.project_id)`,
    });
  }

  /** The editions of a task book that the caller may read, the first first; batched within the operation. */
  editions(context: RequestContext, taskBookId: string): Promise<TaskBookEdition[]> {
    return context
      .batch('taskbook.editions', async (ids) => {
        const rows = await this.context.uow.query<TaskBookEdition>(sql`
          SELECT id, task_book_id "taskBookId", number, at, plan, leader_id "leaderId", party_ids "partyIds",
                 ends_on "endsOn"
          FROM task_book_editions WHERE task_book_id = ANY(${ids}) ORDER BY number`);
        return ids.map((id) => rows.filter(({ taskBookId }) => taskBookId === id));
      })
      .load(taskBookId);
  }
}
