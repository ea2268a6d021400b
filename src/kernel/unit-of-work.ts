import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { QueryResultRow } from 'pg';
import type { Sql } from 'sql-template-tag';
import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';
import { ReadLines } from './read-lines';

interface Scope {
  readonly manager: EntityManager;
  readonly afterCommit: (() => void)[];
  /** The next `run` inside becomes a savepoint of its own: see `outer`. */
  readonly outer: boolean;
  /** The end of the statements sent so far: one connection takes them one after another. */
  readonly line: { end: Promise<unknown> };
}

const scopes = new AsyncLocalStorage<Scope>();
const RETRIED = new Set(['40001', '40P01']);
const ATTEMPTS = 6;
const LONGEST_PAUSE_MS = 100;

/** Runs work in one transaction; work called inside it joins it. */
@Injectable()
export class UnitOfWork {
  private lines: ReadLines | undefined;

  constructor(private readonly dataSource: DataSource) {
    const options = dataSource.options as Extract<DataSourceOptions, { type: 'postgres' }>;
    const { url, applicationName } = options;
    const limits = options.extra as object;
    this.lines = new ReadLines({
      ...limits,
      connectionString: url!,
      application_name: applicationName!,
    });
  }

  /** The manager of the transaction in progress, else one that commits each statement. */
  get manager(): EntityManager {
    return scopes.getStore()?.manager ?? this.dataSource.manager;
  }

  get active(): boolean {
    return scopes.getStore() !== undefined;
  }

  /** Runs `work` in a transaction; on a serialisation failure or a deadlock the whole work is called again. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const scope = scopes.getStore();
    if (!scope) return this.begin(work, false);
    if (!scope.outer) return work();
    return scope.manager.transaction((manager) => scopes.run({ ...scope, manager, outer: false }, work));
  }

  /** One transaction around several `run`s, each of which may fail alone (a savepoint): a replayable operation. */
  outer<T>(work: () => Promise<T>): Promise<T> {
    return this.begin(work, true);
  }

  /** Runs one statement and gives its rows, in the transaction in progress if there is one. */
  query<R>(statement: Sql): Promise<R[]> {
    const scope = scopes.getStore();
    if (!scope) return this.read(statement);
    const { manager, line } = scope;
    const send = (): Promise<R[]> => manager.query<R[]>(statement.text, statement.values);
    const rows = line.end.then(send, send);
    line.end = rows.catch(() => undefined);
    return rows;
  }

  /** Calls `hook` once the transaction has committed. */
  afterCommit(hook: () => void): void {
    const scope = scopes.getStore();
    if (!scope) throw new Error('afterCommit outside a unit of work');
    scope.afterCommit.push(hook);
  }

  /** Ends the connections that `read` keeps; later statements go through the pool. */
  async onApplicationShutdown(): Promise<void> {
    const { lines } = this;
    this.lines = undefined;
    await lines?.close();
  }

  /** Past TypeORM, prepared once per connection: its runner costs as much as a small statement. */
  private async read<R>({ text, values }: Sql): Promise<R[]> {
    if (!this.lines) return this.dataSource.manager.query<R[]>(text, values);
    this.dataSource.logger.logQuery(text, values);
    return this.lines.query<R & QueryResultRow>({ name: nameOf(text), text, values });
  }

  private async begin<T>(work: () => Promise<T>, outer: boolean): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const afterCommit: (() => void)[] = [];
      try {
        const result = await this.dataSource.transaction((manager) =>
          scopes.run({ manager, afterCommit, outer, line: { end: Promise.resolve() } }, work),
        );
        for (const hook of afterCommit) hook();
        return result;
      } catch (error) {
        if (attempt >= ATTEMPTS || !RETRIED.has(sqlState(error))) throw error;
        // Rivals that pause alike would meet again.
        await pause(Math.random() * LONGEST_PAUSE_MS);
      }
    }
  }
}

const names = new Map<string, string>();
const MOST_NAMES = 1_000;

/** The name under which a statement is prepared; none for the rare texts beyond a bound. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = `benfu_${names.size}`;
  names.set(text, name);
  return name;
}

/** The SQLSTATE of a database error, else an empty string. */
export function sqlState(error: unknown): string {
  const { driverError, code } = (error ?? {}) as { driverError?: { code?: unknown }; code?: unknown };
  const state = driverError?.code ?? code;
  return typeof state === 'string' ? state : '';
}
