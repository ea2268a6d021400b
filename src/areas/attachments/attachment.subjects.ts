import type { Actor } from '../../kernel/actor';
import { either, sql, type Sql } from '../../kernel/policy';

/** A type of record that files can be bound to. */
export interface Attachable {
  /** The id prefix of its records. */
  readonly type: string;
  /** Which files of which records `actor` may read: a condition on the binding `b` (attachment_id, subject_id). */
  readonly readable: (actor: Actor) => Sql;
}

const declared = new Map<string, Attachable>();

/** Lets files be bound to the records of a type, which alone says who reads them. */
export function attachable(type: string, readable: Attachable['readable']): Attachable {
  if (declared.has(type)) throw new Error(`files attachable twice: ${type}`);
  const made = { type, readable };
  declared.set(type, made);
  return made;
}

/** Whether one of the records that a file `t` is bound to opens it to `actor`. */
export function openedTo(actor: Actor): Sql {
  const ways = [...declared.values()].map(
    ({ type, readable }) => sql`(b.subject_type = ${type} AND ${readable(actor)})`,
  );
  return sql`EXISTS (SELECT 1 FROM attachment_bindings b WHERE b.attachment_id = t.id AND ${either(...ways)})`;
}
