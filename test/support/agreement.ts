import type { Actor } from '../../src/kernel/actor';
import { permits, type Policy } from '../../src/kernel/policy';
import type { Reader } from '../../src/kernel/reader';

/** What is compared: the reader's SQL and the rule `read` of the policy, for each actor and each stored record. */
export interface Agreement<T extends { id: string }, V extends string> {
  readonly reader: Reader<T>;
  readonly policy: Policy<T, V>;
  readonly actors: Readonly<Record<string, Actor>>;
  readonly records: readonly T[];
  /** How a record is told from others in a message, e.g. its state. */
  readonly name: (record: T) => string;
}

/** Where a list and the policy disagree on who may read what. `seen` counts what some actor sees: no empty proof. */
export async function disagreements<T extends { id: string }, V extends string>({
  reader,
  policy,
  actors,
  records,
  name,
}: Agreement<T, V>): Promise<{ wrong: string[]; seen: number; hidden: number }> {
  const wrong: string[] = [];
  const count = { seen: 0, hidden: 0 };
  for (const [who, actor] of Object.entries(actors)) {
    const found = await reader.byIds(
      actor,
      records.map(({ id }) => id),
    );
    for (const record of records) {
      const [listed, allowed] = [found.has(record.id), permits(policy, actor, 'read', record)];
      count[allowed ? 'seen' : 'hidden'] += 1;
      if (listed !== allowed)
        wrong.push(`${who} / ${name(record)}: the list says ${listed}, the rule ${allowed}`);
    }
  }
  return { wrong, ...count };
}
