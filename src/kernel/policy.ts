import sql, { empty, join, type Sql } from 'sql-template-tag';
import { isBureau, type Actor, type PlatformRole } from './actor';

/** May `actor` do this to `subject`? Pure: it looks only at what is already loaded. */
export type Rule<T> = (actor: Actor, subject: T) => boolean;

/** One of the rules holds. */
export const any =
  <T>(...rules: Rule<T>[]): Rule<T> =>
  (actor, subject) =>
    rules.some((rule) => rule(actor, subject));

/** All of the rules hold. */
export const all =
  <T>(...rules: Rule<T>[]): Rule<T> =>
  (actor, subject) =>
    rules.every((rule) => rule(actor, subject));

/** Holds a platform role. */
export const role =
  (name: PlatformRole): Rule<unknown> =>
  (actor) =>
    actor.roles.has(name);

/** An officer of the bureau. */
export const bureau: Rule<unknown> = (actor) => isBureau(actor);

/** Nobody but the platform itself. */
export const nobody: Rule<unknown> = () => false;

/** Who may do what to a record of one type, and which records a list may hold. */
export interface Policy<T, V extends string> {
  /** By verb; the platform itself may do everything. `read` looks at one loaded record. */
  readonly rules: Readonly<Record<V | 'read', Rule<T>>>;
  /** The answer of `rules.read` as an SQL condition on alias `t`, for lists. A test holds the two together. */
  readonly readable: (actor: Actor) => Sql;
}

/** A missing verb does not compile: `policy<Need>()<NeedVerb>({...})`. */
export const policy =
  <T>() =>
  <V extends string>(p: Policy<T, V>): Policy<T, V> =>
    p;

/** Whether the policy lets `actor` do `verb`. */
export const permits = <T, V extends string>(
  p: Policy<T, V>,
  actor: Actor,
  verb: V | 'read',
  subject: T,
): boolean => actor.kind === 'system' || p.rules[verb](actor, subject);

/** SQL for "yes" and "no". */
export const always: Sql = sql`TRUE`;
export const never: Sql = sql`FALSE`;

/** The conditions joined by OR; none is "no". */
export const either = (...conditions: Sql[]): Sql =>
  conditions.length === 0 ? never : sql`(${join(conditions, ' OR ')})`;

/** The conditions joined by AND; none is "yes". */
export const both = (...conditions: Sql[]): Sql =>
  conditions.length === 0 ? always : join(conditions, ' AND ');

export { empty, join, sql, type Sql };
