import type { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { messages, refuser } from './messages';

const refuse = refuser(
  messages({
    'page.first': { zh: '“first” 应为 0 到 {max}', en: '“first” must be from 0 to {max}' },
    'page.cursor': { zh: '“after” 不是有效的游标', en: '“after” is not a cursor of this list' },
  }),
);

/** Rows of a page when the caller does not say. */
export const DEFAULT_FIRST = 20;
/** Rows of a page at most. */
export const MAX_FIRST = 100;

/** How much of a list, and from where. */
@ArgsType()
export class PageArgs {
  /** Rows wanted: 0 to 100, 20 if not given. */
  @Field(() => Int, { nullable: true })
  first?: number | null;

  /** The `endCursor` of the page before. */
  @Field(() => String, { nullable: true })
  after?: string | null;
}

/** A checked page request: how many rows, after which sort key and id. */
export interface Window {
  readonly first: number;
  readonly after: readonly [key: string, id: string] | null;
}

/** Checks the arguments of a page. Refuses a `first` out of range and a forged cursor. */
export function windowOf(args: PageArgs): Window {
  const first = args.first ?? DEFAULT_FIRST;
  if (first < 0 || first > MAX_FIRST) throw refuse('page.first', { max: MAX_FIRST }, ['first']);
  return { first, after: typeof args.after === 'string' ? readCursor(args.after) : null };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** An opaque keyset cursor: the sort key and the id of the row. */
export const cursorOf = (key: string, id: string): string => Buffer.from(`${id}${key}`).toString('base64url');

function readCursor(cursor: string): [string, string] {
  const text = cursor.length <= 400 ? Buffer.from(cursor, 'base64url').toString() : '';
  const id = text.slice(0, 36);
  if (!UUID.test(id) || text.includes('\0')) throw refuse('page.cursor', {}, ['after']);
  return [text.slice(36), id];
}

/** The refusal of a cursor that belongs to another list. */
export const refuseCursor = (): Error => refuse('page.cursor', {}, ['after']);

/** Where a page stands in its list. */
@ObjectType()
export class PageInfo {
  @Field(() => Boolean) hasNextPage!: boolean;
  @Field(() => Boolean) hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true }) startCursor!: string | null;
  @Field(() => String, { nullable: true }) endCursor!: string | null;
}

/** One page of rows; edges, cursors and the count are worked out only when asked for. */
export class Page<T> {
  /** Records of other types that came with the rows, by their reader. */
  readonly along = new Map<object, ReadonlyMap<string, object>>();

  constructor(
    readonly nodes: readonly T[],
    private readonly more: boolean,
    private readonly after: boolean,
    private readonly cursor: (node: T) => string,
    /** Counts the whole list; read by the `totalCount` field. */
    readonly count: () => Promise<number>,
  ) {}

  /** A page of nothing. */
  static empty<T>(): Page<T> {
    return new Page<T>(
      [],
      false,
      false,
      () => '',
      () => Promise.resolve(0),
    );
  }

  get edges(): { cursor: string; node: T }[] {
    return this.nodes.map((node) => ({ cursor: this.cursor(node), node }));
  }

  get pageInfo(): PageInfo {
    const first = this.nodes[0];
    const last = this.nodes.at(-1);
    return {
      hasNextPage: this.more,
      hasPreviousPage: this.after,
      startCursor: first === undefined ? null : this.cursor(first),
      endCursor: last === undefined ? null : this.cursor(last),
    };
  }
}

/** The Relay connection type of a node type: `@Query(() => NeedConnection)`. */
export function connectionOf<T extends object>(Item: Type<T>, name = Item.name): Type<Page<T>> {
  @ObjectType(`${name}Edge`)
  class Edge {
    @Field(() => String) cursor!: string;
    @Field(() => Item) node!: T;
  }

  @ObjectType(`${name}Connection`)
  class Connection {
    @Field(() => [Edge]) edges!: Edge[];
    @Field(() => [Item]) nodes!: T[];
    @Field(() => PageInfo) pageInfo!: PageInfo;
    @Field(() => Int, {
      nullable: true,
      description: 'How many there are in all; counted only when asked for.',
    })
    totalCount!: number | null;
  }
  return Connection as unknown as Type<Page<T>>;
}
