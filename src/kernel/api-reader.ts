import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  execute,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  parse,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { RequestContext } from './context';
import { causeOf } from './errors';

/** A record as the API shows it. */
export type Shown = Readonly<Record<string, unknown>> & { readonly __typename: string; readonly id: string };

/** About the viewer rather than the record. */
const LEFT_OUT = new Set(['actions']);
const DEEPEST = 5;

/** Reads through the API itself: what a file shows follows the same rules, field by field, as what a client is shown. */
@Injectable()
export class ApiReader {
  private readonly selections = new Map<string, string>();

  constructor(private readonly modules: ModuleRef) {}

  /** The answer to a query as `context`'s actor gets it; throws its first error. */
  async ask<T>(context: RequestContext, query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const asked = { schema: this.schema, document: parse(query), contextValue: context };
    const { data, errors } = await execute({ ...asked, variableValues: variables });
    if (errors?.[0]) throw causeOf(errors[0]);
    return data as T;
  }

  /** Every field of a record that the API can show; other records by id and title only. */
  async whole(context: RequestContext, typeName: string, id: string): Promise<Shown> {
    const query = `query ($id: ID!) { node(id: $id) { __typename ... on ${typeName} { ${this.selection(typeName)} } } }`;
    return (await this.ask<{ node: Shown }>(context, query, { id })).node;
  }

  // The schema is made when the program starts, after its parts.
  private get schema(): GraphQLSchema {
    return this.modules.get(GraphQLSchemaHost, { strict: false }).schema;
  }

  private selection(typeName: string): string {
    const known = this.selections.get(typeName);
    if (known !== undefined) return known;
    const made = fieldsOf(this.schema.getType(typeName) as GraphQLObjectType, 1);
    this.selections.set(typeName, made);
    return made;
  }
}

function fieldsOf(type: GraphQLObjectType, depth: number): string {
  const asked = Object.values(type.getFields()).flatMap(({ name, args, type: of }) => {
    if (args.length > 0 || LEFT_OUT.has(name)) return [];
    const inner = below(getNamedType(of), depth);
    return inner === undefined ? [] : [`${name}${inner}`];
  });
  return asked.join(' ');
}

/** The selection behind a field of this type; undefined where the field stays out. */
function below(type: GraphQLNamedType, depth: number): string | undefined {
  if (isLeafType(type)) return '';
  if (isInterfaceType(type)) return ' { __typename id }';
  if (!isObjectType(type) || depth >= DEEPEST) return undefined;
  if (!type.getInterfaces().some(({ name }) => name === 'Node')) return ` { ${fieldsOf(type, depth + 1)} }`;
  const fields = type.getFields();
  const named = ['title', 'name'].filter(
    (name) => fields[name] && isLeafType(getNamedType(fields[name].type)),
  );
  return ` { __typename id ${named.join(' ')} }`;
}
