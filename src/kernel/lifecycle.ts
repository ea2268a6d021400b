import type { Refusal } from './messages';
import type { Topic } from './facts';

/** A check that a move makes beside state and policy: pure, on what is loaded; `undefined` = fine. */
export type Check<T> = (record: T, now: Date) => Refusal | undefined;

/** One row of a lifecycle table: `verb` takes a record from one of `from` to `to`, and states `fact`. */
export interface Move<S extends string, V extends string> {
  readonly verb: V;
  readonly from: readonly S[];
  readonly to: S;
  readonly fact: Topic<MovePayload>;
  /** The note is asked for: a return or a rejection without a reason helps nobody. */
  readonly note?: 'required';
}

/** What every fact of a move carries. */
export interface MovePayload {
  readonly from: string;
  readonly to: string;
  readonly verb: string;
}

/** A lifecycle is data: its table is read by the engine, the API, the docs and the tests alike. */
export class Lifecycle<S extends string, V extends string> {
  /** Every verb of the table, once, in its order. */
  readonly verbs: readonly V[];

  constructor(
    readonly initial: S,
    readonly states: readonly S[],
    readonly moves: readonly Move<S, V>[],
  ) {
    this.verbs = [...new Set(moves.map((move) => move.verb))];
  }

  find(state: S, verb: V): Move<S, V> | undefined {
    return this.moves.find((move) => move.verb === verb && move.from.includes(state));
  }

  /** States that no chain of moves reaches from the initial one. */
  unreachable(): S[] {
    const seen = new Set<S>([this.initial]);
    for (const state of seen) for (const m of this.moves) if (m.from.includes(state)) seen.add(m.to);
    return this.states.filter((state) => !seen.has(state));
  }

  /** The table as a Mermaid state diagram. */
  diagram(): string {
    const arrows = this.moves.flatMap((m) => m.from.map((from) => `  ${from} --> ${m.to}: ${m.verb}`));
    return ['stateDiagram-v2', `  [*] --> ${this.initial}`, ...arrows].join('\n');
  }
}

/** Declares a lifecycle; an undeclared state or verb does not compile. */
export function lifecycle<const S extends string, const V extends string>(table: {
  initial: NoInfer<S>;
  states: readonly S[];
  moves: readonly {
    verb: V;
    from: readonly NoInfer<S>[];
    to: NoInfer<S>;
    fact: Topic<MovePayload>;
    note?: 'required';
  }[];
}): Lifecycle<S, V> {
  return new Lifecycle(table.initial, table.states, table.moves);
}
