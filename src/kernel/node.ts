import { applyDecorators, type Type } from '@nestjs/common';
import { Field, ID, InterfaceType, ObjectType } from '@nestjs/graphql';
import { Entity } from 'typeorm';

const prefixes = new Map<Type<object>, string>();

/** A record that has an id of its own. */
@InterfaceType({
  description: 'A record with a globally unique id.',
  resolveType: (value: object) => value.constructor.name,
})
export abstract class Node {
  /** Opaque, globally unique, readable by eye: a type prefix and a time-ordered suffix. */
  @Field(() => ID)
  id!: string;
}

/** A class that is at once the table, the GraphQL type, and reachable by `node(id)` under `prefix`. */
export function NodeType(prefix: string, table: string, description: string): ClassDecorator {
  return applyDecorators(
    Entity(table),
    ObjectType({ implements: () => Node, description }),
    (target: object) => {
      if ([...prefixes.values()].includes(prefix)) throw new Error(`id prefix used twice: ${prefix}`);
      prefixes.set(target as Type<object>, prefix);
    },
  );
}

/** The id prefix of a node class. */
export function prefixOf(type: Type<object>): string {
  const prefix = prefixes.get(type);
  if (!prefix) throw new Error(`${type.name} is no @NodeType`);
  return prefix;
}

/** The id prefix of each GraphQL type that is a node, by the type's name. */
export const prefixesByTypeName = (): ReadonlyMap<string, string> =>
  new Map([...prefixes].map(([type, prefix]) => [type.name, prefix]));
