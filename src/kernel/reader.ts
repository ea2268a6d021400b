import { Injectable, type Type } from '@nestjs/common';
import sql, { raw, type Sql } from 'sql-template-tag';
import { DataSource } from 'typeorm';
import { refuseAccess } from './access';
import type { Actor } from './actor';
import { Columns, type Heavy } from './columns';
import { prefixOf } from './node';
import { cursorOf, Page, refuseCursor, windowOf, type PageArgs, type Window } from './page';
import { always } from './policy';
import { shownRefs } from './refs';
import { UnitOfWork } from './unit-of-work';

/** By what a list is sorted: a column of the table, made unique by the id. */
export interface Order {
  /** The property, e.g. `startsAt`; `id` alone sorts by creation. */
  readonly by: string;
  readonly descending: boolean;
}

export const NEWEST_FIRST: Order = { by: 'id', descending: true };

/** What a reader is built from. */
@Injectable()
export class ReaderContext {
  /** Every reader of the program by what it reads. */
  readonly readers = new Map<Type<object>, Reader<{ id: string }>>();

  constructor(
    readonly dataSource: DataSource,
    readonly uow: UnitOfWork,
  ) {}
}

/** What comes along with a list: further columns, from where, and the records in its rows. */
interface Along {
  readonly reader: Reader<{ id: string }>;
  readonly select: string;
  readonly table: string;
  readonly records: (rows: readonly Record<string, unknown>[]) => ReadonlyMap<string, object>;
}

/** Who may read a type that everyone may read: its reader says so by this very function. */
export const everyone = (): Sql => always;

/**
 * Reads records of one type, always through the eyes of an actor. Rows come by one lean statement and become
 * instances of the entity without TypeORM's hydration, which costs half of a list's time.
 */
export abstract class Reader<T extends { id: string }> {
  private readonly columns: Columns<T>;

  protected constructor(
    protected readonly context: ReaderContext,
    readonly entity: Type<T>,
    /** Which rows `actor` may know of: a condition on alias `t`. */
    readonly readable: (actor: Actor) => Sql,
    /** Properties that are no columns: each an expression on alias `t`, e.g. the ids of a record's parties. */
    computed: Readonly<Record<string, Sql>> = {},
    /** Given where rows are wide and lists are hot. */
    heavy?: Heavy<T>,
  ) {
    this.columns = new Columns(context.dataSource, entity, computed, heavy);
    context.readers.set(entity, this as unknown as Reader<{ id: string }>);
  }

  /** The id prefix of what is read here. */
  get prefix(): string {
    return prefixOf(this.entity);
  }

  /** The record, if the actor may know of it; else refuses as if it were not there. `field` names the input. */
  async get(actor: Actor, id: string, field = 'id'): Promise<T> {
    const record = await this.find(actor, id);
    if (!record) throw refuseAccess('NOT_FOUND', { field }, [field]);
    return record;
  }

  /** The record, or undefined where it is missing or not for this actor. */
  async find(actor: Actor, id: string): Promise<T | undefined> {
    return (await this.byIds(actor, [id])).get(id);
  }

  /** Whether an actor who may read the record may also see what happened to it, with names and notes. */
  mayFollow(_actor: Actor, _record: T): boolean {
    return true;
  }

  /** For an actor who may not follow the record: the facts of it that are theirs all the same, on alias `f`. */
  followedBefore(_actor: Actor, _record: T): Sql | undefined {
    return undefined;
  }

  /** The readable ones of these records, by id. */
  async byIds(actor: Actor, ids: readonly string[]): Promise<Map<string, T>> {
    const rows = await this.select(sql`t.id = ANY(${ids}) AND ${this.visible(actor)}`);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Every readable record that meets `where`, for small sets; lists that grow are paged. */
  list(actor: Actor, where: Sql, order: Order = NEWEST_FIRST): Promise<T[]> {
    return this.select(sql`(${where}) AND ${this.visible(actor)} ORDER BY ${this.orderBy(order)}`);
  }

  /** One keyset page of the readable records that meet `where`; given what is `asked` of the rows, no wider than that. */
  async page(
    actor: Actor,
    args: PageArgs,
    where: Sql = always,
    order: Order = NEWEST_FIRST,
    asked?: ReadonlySet<string>,
  ): Promise<Page<T>> {
    const window = windowOf(args);
    const scope = sql`(${where}) AND ${this.visible(actor)}`;
    const along = asked ? this.alongside(asked) : [];
    const columns = asked ? this.columns.forAsked(asked) : this.columns.all;
    const rows = await this.context.uow.query<Record<string, unknown>>(sql`
      SELECT ${columns}${raw(along.map(({ select }) => select).join(''))}
      FROM ${this.columns.table}${raw(along.map(({ table }) => table).join(''))}
      WHERE ${scope} AND ${this.after(window, order)} ORDER BY ${this.orderBy(order)} LIMIT ${window.first + 1}`);
    const records = rows.map((row) => this.columns.record(row));
    const page = this.toPage(records, window, order, () => this.count(scope));
    for (const one of along) page.along.set(one.reader, one.records(rows));
    return page;
  }

  /** The first page of each parent in one statement: for connections inside lists. */
  async pagesOf(
    actor: Actor,
    parentColumn: string,
    parentIds: readonly string[],
    args: PageArgs,
    where: Sql = always,
    order: Order = NEWEST_FIRST,
  ): Promise<Map<string, Page<T>>> {
    const window = windowOf(args);
    const parent = this.columns.of(parentColumn);
    const scope = sql`(${where}) AND ${this.visible(actor)}`;
    const rows = await this.rows(sql`SELECT * FROM (
      SELECT ${this.columns.all}, row_number() OVER (PARTITION BY ${parent} ORDER BY ${this.orderBy(order)}) AS "rank"
      FROM ${this.columns.table} WHERE ${parent} = ANY(${parentIds}) AND ${scope} AND ${this.after(window, order)}
    ) ranked WHERE "rank" <= ${window.first + 1} ORDER BY "rank"`);
    const of = (id: string): T[] =>
      rows.filter((row) => (row as Record<string, unknown>)[parentColumn] === id);
    return new Map(
      parentIds.map((id) => [
        id,
        this.toPage(of(id), window, order, () => this.count(sql`${parent} = ${id} AND ${scope}`)),
      ]),
    );
  }

  /** How many readable records meet the condition on `t`. */
  async count(where: Sql): Promise<number> {
    const rows = await this.context.uow.query<{ n: number }>(
      sql`SELECT count(*)::int AS n FROM ${this.columns.table} WHERE ${where}`,
    );
    return rows[0]!.n;
  }

  /** Rows that meet a condition on `t` (with ORDER BY and LIMIT, if any), whoever looks: the caller answers for rights. */
  protected select(where: Sql): Promise<T[]> {
    return this.rows(sql`SELECT ${this.columns.all} FROM ${this.columns.table} WHERE ${where}`);
  }

  /** The references asked for whose records everyone may read: they come in the statement of the list. */
  private alongside(asked: ReadonlySet<string>): Along[] {
    const refs = shownRefs(this.entity.name).filter(({ field }) => asked.has(field));
    return refs.flatMap(({ property, target, field }) => {
      const reader = this.context.readers.get(target())!;
      return reader.readable === everyone ? [reader.along(field, this.columns.of(property).text)] : [];
    });
  }

  private along(field: string, key: string): Along {
    const prefix = `${field}.`;
    return {
      reader: this as unknown as Reader<{ id: string }>,
      select: `, ${this.columns.under(`"${field}"`, prefix)}`,
      table: ` LEFT JOIN ${this.columns.tableName} "${field}" ON "${field}".id = ${key}`,
      records: (rows) => {
        const found = new Map<string, T>();
        for (const row of rows) {
          const id = row[`${prefix}id`] as string | null;
          if (id !== null && !found.has(id)) found.set(id, this.columns.record(row, prefix));
        }
        return found;
      },
    };
  }

  private visible(actor: Actor): Sql {
    return actor.kind === 'system' ? always : this.readable(actor);
  }

  private async rows(statement: Sql): Promise<T[]> {
    const rows = await this.context.uow.query<Record<string, unknown>>(statement);
    return rows.map((row) => this.columns.record(row));
  }

  private orderBy(order: Order): Sql {
    const way = raw(order.descending ? 'DESC' : 'ASC');
    return order.by === 'id' ? sql`t.id ${way}` : sql`${this.columns.of(order.by)} ${way}, t.id ${way}`;
  }

  private after(window: Window, order: Order): Sql {
    if (!window.after) return always;
    const [key, id] = window.after;
    const way = raw(order.descending ? '<' : '>');
    if (order.by === 'id') return sql`t.id ${way} ${id}`;
    const type = this.columns.typeOf(order.by);
    const instant = type === 'timestamp with time zone';
    if (key === '' || (instant && Number.isNaN(Date.parse(key)))) throw refuseCursor();
    return sql`(${this.columns.of(order.by)}, t.id) ${way} (${key}::${raw(type)}, ${id}::uuid)`;
  }

  private toPage(rows: T[], window: Window, order: Order, count: () => Promise<number>): Page<T> {
    const more = rows.length > window.first;
    const nodes = more ? rows.slice(0, window.first) : rows;
    return new Page(
      nodes,
      more,
      window.after !== null,
      (node) => cursorOf(keyOf(node, order), node.id),
      count,
    );
  }
}

function keyOf(node: { id: string }, order: Order): string {
  if (order.by === 'id') return '';
  const value = (node as Record<string, unknown>)[order.by];
  return value instanceof Date ? value.toISOString() : String(value);
}
