import DataLoader from 'dataloader';
import type { Actor } from './actor';
import type { Page, PageArgs } from './page';
import { always, type Sql } from './policy';
import type { Order, Reader } from './reader';

/** What one GraphQL operation carries: who asks, and what has been loaded for them. */
export class RequestContext {
  private readonly loaders = new Map<unknown, DataLoader<string, unknown>>();
  private readonly found = new Map<object, Map<string, object | null>>();

  constructor(
    readonly actor: Actor,
    /** Where the request came from, for rate limits. */
    readonly address: string,
    /** Reads the actor again: a subscription outlives the rights it began with. */
    readonly again: () => Promise<Actor> = () => Promise.resolve(actor),
  ) {}

  /** The record, batched with its siblings; null where it is missing or not for this actor. */
  load<T extends { id: string }>(reader: Reader<T>, id: string | null): Promise<T | null> {
    if (id === null) return Promise.resolve(null);
    return this.records(reader).load(id);
  }

  /** Loads what is not at hand before fields ask for it: a list then waits once, not once a row. */
  async bring<T extends { id: string }>(reader: Reader<T>, ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => this.atHand(reader, id) === undefined);
    if (missing.length > 0) await this.records(reader).loadMany(missing);
  }

  /** Keeps records that came along with others, so that they are not fetched again. */
  hold(reader: object, records: ReadonlyMap<string, object | null>): void {
    const known = this.found.get(reader);
    if (known) records.forEach((record, id) => known.set(id, record));
    else this.found.set(reader, new Map(records));
  }

  /** The record if it is at hand, else undefined; null where it is missing or not for this actor. */
  atHand<T extends { id: string }>(reader: Reader<T>, id: string | null): T | null | undefined {
    return id === null ? null : (this.found.get(reader)?.get(id) as T | null | undefined);
  }

  /** Several records, in the order of their ids; those that may not be seen are left out. */
  async loadMany<T extends { id: string }>(reader: Reader<T>, ids: readonly string[]): Promise<T[]> {
    const records = await Promise.all(ids.map((id) => this.load(reader, id)));
    return records.filter((record) => record !== null);
  }

  /** A page of a parent's children, one statement for all parents of the operation that ask the same. */
  nested<T extends { id: string }>(
    reader: Reader<T>,
    parentColumn: string,
    parentId: string,
    args: PageArgs,
    where: Sql = always,
    order?: Order,
  ): Promise<Page<T>> {
    const key = `${reader.prefix}.${parentColumn}:${args.first}:${args.after}:${where.text}:${where.values.join()}`;
    return this.batch(key, async (ids) => {
      const pages = await reader.pagesOf(this.actor, parentColumn, ids, args, where, order);
      return ids.map((id) => pages.get(id)!);
    }).load(parentId);
  }

  /** A loader of one's own: `key` names it within the operation. */
  batch<T>(key: unknown, fetch: (ids: readonly string[]) => Promise<readonly T[]>): DataLoader<string, T> {
    const known = this.loaders.get(key) as DataLoader<string, T> | undefined;
    if (known) return known;
    const loader = new DataLoader<string, T>(fetch);
    this.loaders.set(key, loader);
    return loader;
  }

  private records<T extends { id: string }>(reader: Reader<T>): DataLoader<string, T | null> {
    return this.batch<T | null>(reader, async (ids) => {
      const found = await reader.byIds(this.actor, ids);
      const records = ids.map((id) => found.get(id) ?? null);
      this.hold(reader, new Map(ids.map((id, at) => [id, records[at]!])));
      return records;
    });
  }
}
