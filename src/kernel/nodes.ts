import { Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { refuseAccess } from './access';
import type { Actor } from './actor';
import { prefixOf } from './node';
import { always, never, type Sql } from './policy';
import type { Reader } from './reader';
import { Reader as ReaderClass } from './reader';

/** Every reader by id prefix: the one door to a record whose type is not known beforehand. */
@Injectable()
export class Nodes implements OnModuleInit {
  private readonly readers = new Map<string, Reader<{ id: string }>>();

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (!(instance instanceof ReaderClass)) continue;
      const reader = instance as Reader<{ id: string }>;
      const known = this.readers.get(reader.prefix);
      if (known && known !== reader) throw new Error(`two readers for the prefix ${reader.prefix}`);
      this.readers.set(reader.prefix, reader);
    }
  }

  /** The reader of a node class. */
  reader<T extends { id: string }>(type: Type<T | object>): Reader<T> {
    return this.readers.get(prefixOf(type)) as unknown as Reader<T>;
  }

  /** The record if the actor may know of it, else undefined. */
  find(actor: Actor, prefix: string, id: string): Promise<{ id: string } | undefined> {
    return this.readers.get(prefix)?.find(actor, id) ?? Promise.resolve(undefined);
  }

  /** Which facts of a record an actor who may read it may see: a condition on alias `f`. */
  followed(actor: Actor, prefix: string, record: { id: string }): Sql {
    const reader = this.readers.get(prefix);
    if (actor.kind === 'system' || reader?.mayFollow(actor, record)) return always;
    return reader?.followedBefore(actor, record) ?? never;
  }

  /** The readable records of one type, by id; none for an unknown prefix. */
  async byIds(actor: Actor, prefix: string, ids: readonly string[]): Promise<Map<string, object>> {
    return (await this.readers.get(prefix)?.byIds(actor, ids)) ?? new Map<string, object>();
  }

  /** As `find`, but refuses where there is nothing to see. */
  async get(actor: Actor, prefix: string, id: string, field = 'id'): Promise<object> {
    const record = await this.find(actor, prefix, id);
    if (!record) throw refuseAccess('NOT_FOUND', { field }, [field]);
    return record;
  }
}
