import type { Type } from '@nestjs/common';
import sql, { join, raw, type Sql } from 'sql-template-tag';
import type { DataSource } from 'typeorm';
import { shownRefs } from './refs';

/** Columns that a list leaves in the database when nobody asks for them. */
export interface Heavy<T> {
  readonly columns: readonly (keyof T & string)[];
  /** In these states `actions` looks at them. */
  readonly states: readonly string[];
}

/** Sets of asked fields whose columns are remembered. */
const MOST_SHAPES = 100;

/** The columns of an entity's table under the alias `t`, and how rows of them become records. */
export class Columns<T extends object> {
  readonly tableName: string;
  readonly table: Sql;
  readonly all: Sql;
  private readonly names: ReadonlyMap<string, string>;
  private readonly properties: readonly string[];
  private readonly leaner = new Map<string, Sql>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly entity: Type<T>,
    /** Properties that are no columns: each an expression on alias `t`. */
    computed: Readonly<Record<string, Sql>>,
    private readonly heavy: Heavy<T> | undefined,
  ) {
    const metadata = dataSource.getMetadata(entity);
    const selected = metadata.columns.filter((column) => column.isSelect);
    this.names = new Map(selected.map((column) => [column.propertyName, column.databaseName]));
    this.tableName = `"${metadata.tableName}"`;
    this.table = raw(`${this.tableName} t`);
    const extra = Object.entries(computed).map(
      ([property, value]) => sql`${value} AS ${raw(`"${property}"`)}`,
    );
    this.all = join([raw(this.under('t', '')), ...extra]);
    this.properties = [...this.names.keys(), ...Object.keys(computed)];
  }

  /** Every column of a table that stands under another alias, named with a prefix. */
  under(alias: string, prefix: string): string {
    return [...this.names]
      .map(([property, column]) => `${alias}."${column}" AS "${prefix}${property}"`)
      .join(', ');
  }

  /** The column of a property, e.g. `t."starts_at"`. */
  of(property: string): Sql {
    const found = this.names.get(property);
    if (!found) throw new Error(`${this.entity.name} has no column ${property}`);
    return raw(`t."${found}"`);
  }

  /** The SQL type of a property's column. */
  typeOf(property: string): string {
    const column = this.dataSource.getMetadata(this.entity).findColumnWithPropertyName(property)!;
    return this.dataSource.driver.normalizeType(column);
  }

  /** All columns, unless every field asked for is a column, a reference or `actions`: then not the heavy ones. */
  forAsked(asked: ReadonlySet<string>): Sql {
    if (!this.heavy) return this.all;
    const key = [...asked].sort().join();
    let columns = this.leaner.get(key);
    if (!columns) {
      columns = this.isPlain(asked) ? this.lean(this.heavy, asked) : this.all;
      if (this.leaner.size < MOST_SHAPES) this.leaner.set(key, columns);
    }
    return columns;
  }

  /** The record of a row; `prefix` stands before its names. */
  record(row: Readonly<Record<string, unknown>>, prefix = ''): T {
    const record = new this.entity() as Record<string, unknown>;
    for (const property of this.properties) record[property] = row[prefix + property];
    return record as T;
  }

  private isPlain(asked: ReadonlySet<string>): boolean {
    const refs = shownRefs(this.entity.name).map(({ field }) => field);
    const plain = new Set([...this.names.keys(), ...refs, 'actions', '__typename']);
    return [...asked].every((field) => plain.has(field));
  }

  private lean({ columns, states }: Heavy<T>, asked: ReadonlySet<string>): Sql {
    const looked = `t.state IN (${states.map((state) => `'${state}'`).join()})`;
    const wanted = [...this.names].flatMap(([property, column]) => {
      if (asked.has(property) || !columns.includes(property as never))
        return [`t."${column}" AS "${property}"`];
      return asked.has('actions') ? [`CASE WHEN ${looked} THEN t."${column}" END AS "${property}"`] : [];
    });
    return raw(wanted.join(', '));
  }
}
