import { Column, Index } from 'typeorm';
import sql, { join, raw, type Sql } from 'sql-template-tag';
import { applyDecorators } from '@nestjs/common';
import { searchQuery, searchUnits } from './text';

/** The words of a record, for text filters; never read back. */
export const SearchVector = (): PropertyDecorator => Column('tsvector', { select: false, nullable: true });

/** The index over the words of a table; its SQL is in the migration. */
export const SearchIndex = (table: string): ClassDecorator =>
  applyDecorators(Index(`${table}_search_idx`, { synchronize: false }));

/** Writes the words of a record into its `search` column. */
export const indexWords = (table: string, id: string, text: string): Sql =>
  sql`UPDATE ${raw(`"${table}"`)} SET search = array_to_tsvector(${searchUnits(text)}::text[]) WHERE id = ${id}`;

/** The same for many records in one statement. */
export function indexManyWords(
  table: string,
  records: readonly { readonly id: string; readonly text: string }[],
): Sql {
  const rows = records.map(({ id, text }) => sql`(${id}::uuid, ${searchUnits(text)}::text[])`);
  return sql`UPDATE ${raw(`"${table}"`)} t SET search = array_to_tsvector(words.units)
    FROM (VALUES ${join(rows)}) AS words (id, units) WHERE t.id = words.id`;
}

/** The condition that a record on alias `t` holds what was typed; `columns` are looked through where words do not help. */
export function holdsText(text: string, columns: readonly string[]): Sql {
  const query = searchQuery(text);
  if (query !== undefined) return sql`t.search @@ ${query}::tsquery`;
  const like = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;
  return sql`${raw(columns.map((column) => `t."${column}"`).join(` || ' ' || `))} ILIKE ${like}`;
}
