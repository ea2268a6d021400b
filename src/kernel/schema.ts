import {
  defaultFieldResolver,
  getNamedType,
  isObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { askedOf } from './asked';
import type { Clock } from './clock';
import type { RequestContext } from './context';
import { publicId } from './ids';
import { prefixesByTypeName } from './node';
import { actionsOf, type Stateful } from './kind';
import type { Nodes } from './nodes';
import type { Page } from './page';
import { plainKinds } from './recorded';
import { shownRefs } from './refs';
import { seenRule } from './seen';

type Fields = ReturnType<GraphQLObjectType['getFields']>;

/**
 * What holds for all types alike is put into the schema once, rather than repeated on each class: ids get their
 * type's prefix, references and actions are answered straight, `totalCount` counts only when asked, and blind fields
 * are null.
 */
export function finishSchema(schema: GraphQLSchema, nodes: Nodes, clock: Clock): GraphQLSchema {
  const prefixes = prefixesByTypeName();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const fields = type.getFields();
    const prefix = type.name === 'Fact' ? 'fact' : prefixes.get(type.name);
    if (prefix) fields['id']!.resolve = (record: { id: string }) => publicId(prefix, record.id);
    if (type.name.endsWith('Connection') && fields['totalCount']) {
      fields['totalCount'].resolve = (page: Page<object>) => page.count();
      bringReferences(fields, nodes);
    }
    showReferences(type.name, fields, nodes);
    answerActions(type.name, fields, clock);
    blindfold(type.name, fields);
  }
  return schema;
}

function showReferences(typeName: string, fields: Fields, nodes: Nodes): void {
  for (const { property, field, target } of shownRefs(typeName)) {
    fields[field]!.resolve = (record: Record<string, string | null>, _, context: RequestContext) => {
      const reader = nodes.reader(target());
      const id = record[property]!;
      return context.atHand(reader, id) ?? context.load(reader, id);
    };
  }
}

/** A list loads what its rows refer to at once, if that is asked for: a promise for each row costs more than the rows. */
function bringReferences(fields: Fields, nodes: Nodes): void {
  const refs = shownRefs(getNamedType(fields['nodes']!.type).name);
  if (refs.length === 0) return;
  const bring = async (page: Page<object>, context: RequestContext, asked: ReadonlySet<string>) => {
    page.along.forEach((records, reader) => context.hold(reader, records));
    for (const { property, target } of refs.filter(({ field }) => asked.has(field))) {
      const ids = page.nodes.map((row) => (row as Record<string, string | null>)[property]!);
      await context.bring(nodes.reader(target()), ids.filter(Boolean));
    }
  };
  fields['nodes']!.resolve = async (page: Page<object>, _, context: RequestContext, info) => {
    await bring(page, context, askedOf(info, []));
    return page.nodes;
  };
  fields['edges']!.resolve = async (page: Page<object>, _, context: RequestContext, info) => {
    await bring(page, context, askedOf(info, ['node']));
    return page.edges;
  };
}

function answerActions(typeName: string, fields: Fields, clock: Clock): void {
  const field = fields['actions'];
  const detour = field?.resolve;
  if (!detour) return;
  field.resolve = (record: Stateful, args, context: RequestContext, info) => {
    const kind = plainKinds.get(typeName);
    return kind ? actionsOf(kind, context.actor, record, clock.now()) : detour(record, args, context, info);
  };
}

function blindfold(typeName: string, fields: Fields): void {
  for (const field of Object.values(fields)) {
    const rule = seenRule(`${typeName}.${field.name}`);
    if (!rule) continue;
    const resolve = field.resolve ?? defaultFieldResolver;
    field.resolve = (record: object, args, context: RequestContext, info) =>
      rule(context.actor, record) ? resolve(record, args, context, info) : null;
  }
}
