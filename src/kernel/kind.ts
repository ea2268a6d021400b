import type { Type } from '@nestjs/common';
import { refuseAccess } from './access';
import type { Actor } from './actor';
import { Action } from './action';
import { messages, Refusal, refuser, type Sentence } from './messages';
import type { Check, Lifecycle } from './lifecycle';
import { permits, type Policy } from './policy';

/** A record that a lifecycle moves. */
export interface Stateful {
  id: string;
  state: string;
  version: number;
}

export const refuseMove = refuser(
  messages({
    'move.illegal': {
      zh: '处于“{state}”状态时不能“{verb}”',
      en: 'Cannot “{verb}” in the state “{state}”',
    },
    'move.own-organisation': {
      zh: '这是您所在单位的事项，您应当回避：请由其他工作人员办理',
      en: 'It is a matter of your own organisation: another officer has to decide on it',
    },
    'move.note-required': { zh: '“{verb}”必须说明理由', en: '“{verb}” needs a note that says why' },
    CONFLICT: {
      zh: '该记录已被他人更改（当前版本 {version}），请刷新后重试',
      en: 'The record was changed by someone else (now at version {version}); reload and try again',
    },
  }),
);

/** A type with a lifecycle: everything the engine, the API and the tests need to know of it. */
export interface Kind<T extends Stateful, S extends string, V extends string> {
  /** The id prefix, also the stem of its message codes: `need.state.OPEN`, `need.verb.SUBMIT`. */
  readonly prefix: string;
  readonly entity: Type<T>;
  readonly lifecycle: Lifecycle<S, V>;
  readonly policy: Policy<T, V>;
  /** Verbs that callers see; the others are taken only by the platform's own commands. */
  readonly verbs: readonly V[];
  readonly checks: Partial<Record<V, readonly Check<T>[]>>;
}

interface KindTable<T extends Stateful, S extends string, V extends string> {
  prefix: string;
  entity: Type<T>;
  lifecycle: Lifecycle<S, V>;
  policy: Policy<T, NoInfer<V>>;
  verbs: readonly NoInfer<V>[];
  checks?: Partial<Record<NoInfer<V>, readonly Check<T>[]>>;
  /** What states and verbs are called. */
  labels: Record<NoInfer<S>, Sentence> & Record<NoInfer<V>, Sentence>;
}

const kinds: Kind<never, string, string>[] = [];

/** Declares a kind and the words for its states and verbs. */
export function kind<T extends Stateful, S extends string, V extends string>(
  table: KindTable<T, S, V>,
): Kind<T, S, V> {
  const labels = table.labels as Record<string, Sentence>;
  const { states, verbs } = table.lifecycle;
  messages(Object.fromEntries(states.map((s) => [`${table.prefix}.state.${s}`, labels[s]!])));
  messages(Object.fromEntries(verbs.map((v) => [`${table.prefix}.verb.${v}`, labels[v]!])));
  const made: Kind<T, S, V> = { ...table, checks: table.checks ?? {} };
  kinds.push(made as unknown as Kind<never, string, string>);
  return made;
}

/** Every declared kind: for the tests over all tables and for the documentation. */
export const allKinds = (): readonly Kind<never, string, string>[] => kinds;

// Lists refuse most actions of most rows: these two are made once.
const FORBIDDEN = refuseAccess('FORBIDDEN', {});
const OWN_ORGANISATION = refuseMove('move.own-organisation', {});

/** The same person without an organisation. Whom a role does not lift above strangers, leaving does not either. */
const unattached = (actor: Actor): Actor => ({ ...actor, organisationIds: [], representedIds: [] });

/** Why `verb` is refused to `actor` now, or undefined. Rights come first: a stranger learns nothing of the state. */
export function objection<T extends Stateful, S extends string, V extends string>(
  of: Kind<T, S, V>,
  actor: Actor,
  record: T,
  verb: V,
  now: Date,
): Refusal | undefined {
  if (!permits(of.policy, actor, verb, record)) {
    // Only where they belong stands in their way (回避): they may know what the record is, and should know why.
    const aside = actor.roles.size > 0 && permits(of.policy, unattached(actor), verb, record);
    return aside ? OWN_ORGANISATION : FORBIDDEN;
  }
  if (!of.lifecycle.find(record.state as S, verb)) {
    return refuseMove('move.illegal', {
      state: `${of.prefix}.state.${record.state}`,
      verb: `${of.prefix}.verb.${verb}`,
    });
  }
  for (const check of of.checks[verb] ?? []) {
    const refusal = check(record, now);
    if (refusal) return refusal;
  }
  return undefined;
}

/** The states in which a verb makes checks, and so reads the record's content. */
export const checkedStates = <T extends Stateful, S extends string, V extends string>(
  of: Kind<T, S, V>,
): S[] => of.lifecycle.moves.filter(({ verb }) => of.checks[verb]?.length).flatMap(({ from }) => from);

/** Every action that callers see, whether this one may take it now, and why not. */
export const actionsOf = <T extends Stateful, S extends string, V extends string>(
  of: Kind<T, S, V>,
  actor: Actor,
  record: T,
  now: Date,
): Action[] => of.verbs.map((verb) => new Action(verb, objection(of, actor, record, verb, now)));
