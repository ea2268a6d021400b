import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../kernel/context';
import { cursorOf, Page, refuseCursor, windowOf, type PageArgs, type Window } from '../../kernel/page';
import { always, sql, type Sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { ReadVersion, type ContentVersion } from './version';

/** Reads the versions of records; whoever asks answers for rights. */
@Injectable()
export class VersionsReader {
  constructor(private readonly uow: UnitOfWork) {}

  /** A page of the versions of a record, newest first, batched with those of its siblings in the operation. */
  of(context: RequestContext, subjectId: string, args: PageArgs): Promise<Page<ContentVersion>> {
    const window = windowOf(args);
    return context
      .batch(`versions:${args.first}:${args.after}`, async (ids) => {
        const rows = await this.rows(ids, window);
        return ids.map((id) =>
          this.page(
            id,
            rows.filter((row) => row.subjectId === id),
            window,
          ),
        );
      })
      .load(subjectId);
  }

  /** One version of a record, or undefined. */
  async find(subjectId: string, number: number): Promise<ContentVersion | undefined> {
    const [row] = await this.uow.query<ContentVersion>(sql`
      SELECT subject_id AS "subjectId", number, content, content_hash AS "contentHash" FROM content_versions
      WHERE subject_id = ${subjectId} AND number = ${number}::int`);
    return row;
  }

  private async rows(ids: readonly string[], window: Window): Promise<ReadVersion[]> {
    const rows = await this.uow.query<ReadVersion>(sql`
      SELECT v.subject_id AS "subjectId", v.number, v.content, v.content_hash AS "contentHash", v.saved_by AS "savedBy",
             v.saved_at AS "savedAt", b.content AS before
      FROM (SELECT t.*, row_number() OVER (PARTITION BY subject_id ORDER BY number DESC) AS rank
            FROM content_versions t WHERE subject_id = ANY(${ids}) AND ${after(window)}) v
      LEFT JOIN content_versions b ON b.subject_id = v.subject_id AND b.number = v.number - 1
      WHERE v.rank <= ${window.first + 1} ORDER BY v.number DESC`);
    return rows.map((row) => Object.assign(new ReadVersion(), row));
  }

  private page(id: string, rows: readonly ContentVersion[], window: Window): Page<ContentVersion> {
    const more = rows.length > window.first;
    const nodes = more ? rows.slice(0, window.first) : rows;
    const count = async (): Promise<number> => {
      const counted = sql`SELECT count(*)::int AS n FROM content_versions WHERE subject_id = ${id}`;
      return (await this.uow.query<{ n: number }>(counted))[0]!.n;
    };
    return new Page(nodes, more, window.after !== null, ({ number }) => cursorOf(String(number), id), count);
  }
}

function after({ after: cursor }: Window): Sql {
  if (!cursor) return always;
  const number = Number(cursor[0]);
  if (!Number.isInteger(number) || number < 1 || number > 2_147_483_647) throw refuseCursor();
  return sql`number < ${number}::int`;
}
