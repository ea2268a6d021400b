import { Injectable } from '@nestjs/common';
import sql, { empty, type Sql } from 'sql-template-tag';
import type { Actor } from './actor';
import { Fact } from './fact';
import { factColumns, type FactRow } from './facts';
import { Nodes } from './nodes';
import { cursorOf, Page, windowOf, type PageArgs } from './page';
import { always, never } from './policy';
import { UnitOfWork } from './unit-of-work';

/** Reads the facts of a record, oldest first, for those who may follow it. */
@Injectable()
export class History {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly nodes: Nodes,
  ) {}

  /** A page of what happened to a record that the viewer may read; nothing where they may not follow it. */
  async of(viewer: Actor, prefix: string, subject: { id: string }, args: PageArgs): Promise<Page<Fact>> {
    const window = windowOf(args);
    const theirs = this.nodes.followed(viewer, prefix, subject);
    if (theirs === never) return Page.empty();
    const subjectId = subject.id;
    const after = window.after
      ? sql`AND f.seq > (SELECT seq FROM facts WHERE subject_id = ${subjectId} AND id = ${window.after[1]})`
      : empty;
    const rows = await this.uow.query<FactRow>(sql`
      SELECT ${factColumns('f.')} FROM facts f WHERE f.subject_id = ${subjectId} AND ${theirs} ${after}
      ORDER BY f.seq LIMIT ${window.first + 1}`);
    const nodes = rows.slice(0, window.first).map((row) => Fact.shown(row, viewer));
    const count = async (): Promise<number> => {
      const counted = sql`SELECT count(*)::int AS n FROM facts f WHERE f.subject_id = ${subjectId} AND ${theirs}`;
      return (await this.uow.query<{ n: number }>(counted))[0]!.n;
    };
    return new Page(
      nodes,
      rows.length > window.first,
      window.after !== null,
      (fact) => cursorOf('', fact.id),
      count,
    );
  }

  /** Every fact of a record that the viewer may follow, oldest first, as it stands: the caller answers for what it shows of them. */
  chain(viewer: Actor, prefix: string, subject: { id: string }): Promise<FactRow[]> {
    const theirs = this.nodes.followed(viewer, prefix, subject);
    return this.uow.query<FactRow>(sql`
      SELECT ${factColumns('f.')} FROM facts f WHERE f.subject_id = ${subject.id} AND ${theirs} ORDER BY f.seq`);
  }

  /** One fact, if the viewer may follow its subject; else undefined. */
  async find(viewer: Actor, id: string): Promise<Fact | undefined> {
    const [row] = await this.uow.query<FactRow>(
      sql`SELECT ${factColumns('f.')} FROM facts f WHERE f.id = ${id}`,
    );
    return row && this.show(viewer, row);
  }

  /** The fact as the viewer may see it; undefined where the subject is not for them. */
  async show(viewer: Actor, row: FactRow): Promise<Fact | undefined> {
    const subject = await this.nodes.find(viewer, row.subjectType, row.subjectId);
    if (!subject) return undefined;
    const theirs = this.nodes.followed(viewer, row.subjectType, subject);
    return (await this.holds(theirs, row.id)) ? Fact.shown(row, viewer) : undefined;
  }

  private async holds(theirs: Sql, id: string): Promise<boolean> {
    if (theirs === always || theirs === never) return theirs === always;
    const found = await this.uow.query(sql`SELECT 1 FROM facts f WHERE f.id = ${id} AND ${theirs}`);
    return found.length > 0;
  }
}
