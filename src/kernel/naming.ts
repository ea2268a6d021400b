import { DefaultNamingStrategy, type Table } from 'typeorm';

/** `organisationId` → `organisation_id`, `trl9` → `trl9`. */
export const snakeCase = (name: string): string =>
  name
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();

/** Names as PostgreSQL itself gives them: `needs_organisation_id_fkey`, so that an error can be read. */
export class Naming extends DefaultNamingStrategy {
  override columnName(property: string, custom: string | undefined, prefixes: string[]): string {
    return custom || snakeCase([...prefixes, property].join('_'));
  }

  override joinColumnName(relation: string, referencedColumn: string): string {
    return snakeCase(`${relation}_${referencedColumn}`);
  }

  override primaryKeyName(table: Table | string, _columns: string[]): string {
    return this.name(table, [], 'pkey');
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return this.name(table, columns, 'key');
  }

  override relationConstraintName(table: Table | string, columns: string[]): string {
    return this.name(table, columns, 'key');
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return this.name(table, columns, 'fkey');
  }

  override indexName(table: Table | string, columns: string[]): string {
    return this.name(table, columns, 'idx');
  }

  private name(table: Table | string, columns: string[], suffix: string): string {
    return [this.getTableName(table), ...columns, suffix].join('_');
  }
}
