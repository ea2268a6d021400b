import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';

type Compiled = (
  root: object,
  context: object,
  variables: Record<string, unknown>,
) => Promise<ExecutionResult> | ExecutionResult;

const cache = new WeakMap<DocumentNode, Map<string, Compiled | null>>();
const MOST_NAMES = 20;

/** The document as a compiled function, kept as long as Apollo keeps the document; null where it cannot be compiled. */
export function compiled(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName?: string,
): Compiled | null {
  const names = cache.get(document) ?? new Map<string, Compiled | null>();
  cache.set(document, names);
  const name = operationName ?? '';
  const known = names.get(name);
  if (known !== undefined) return known;
  const query = compileQuery(schema, document, operationName);
  const made = isCompiledQuery(query) ? (query.query as Compiled) : null;
  if (names.size < MOST_NAMES) names.set(name, made);
  return made;
}
