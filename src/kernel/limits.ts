import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isListType,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { getComplexity, type ComplexityEstimator } from 'graphql-query-complexity';
import { DEFAULT_FIRST, MAX_FIRST } from './page';

/** Lexical tokens in one document. */
export const MAX_TOKENS = 1_000;
const MAX_DEPTH = 12;
const MAX_ALIASES = 15;
const MAX_DIRECTIVES = 5;
/** Fields that one operation may touch, counted with the sizes of its pages. */
export const MAX_COST = 20_000;
/** What a list that is no page is taken to hold. */
const LIST_SIZE = 5;

const limit = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });

/** Reports instead of throwing, so that the caller gets 400 and not 500. */
const reporting = {
  exposeLimits: true,
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null, error: GraphQLError): void =>
      context?.reportError(limit(error.message.replace('Syntax Error: ', ''))),
  ],
};

/** The same for HTTP and WebSocket. */
export const limitRules: readonly ValidationRule[] = [
  maxDepthRule({ n: MAX_DEPTH, flattenFragments: true, ...reporting }),
  maxAliasesRule({ n: MAX_ALIASES, allowList: [], ...reporting }),
  maxDirectivesRule({ n: MAX_DIRECTIVES, ...reporting }),
];

const estimate: ComplexityEstimator = ({ field, args, childComplexity }) => {
  if (getNamedType(field.type).name.endsWith('Connection')) {
    const first = typeof args['first'] === 'number' ? args['first'] : DEFAULT_FIRST;
    return 1 + Math.min(Math.max(first, 1), MAX_FIRST) * childComplexity;
  }
  const many = isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type));
  // `edges` and `nodes` of a page are already counted by its `first`.
  return 1 + childComplexity * (many && field.name !== 'edges' && field.name !== 'nodes' ? LIST_SIZE : 1);
};

const known = new WeakMap<DocumentNode, Map<string, number>>();

/** Refuses an operation that would touch too much. The cost of a document is worked out once per page sizes. */
export function assertAffordable(
  schema: GraphQLSchema,
  query: DocumentNode,
  variables: Record<string, unknown>,
  operationName?: string,
): void {
  const sizes = Object.entries(variables).filter(
    ([, value]) => typeof value === 'number' || typeof value === 'boolean',
  );
  const key = JSON.stringify([operationName, sizes]);
  const costs = known.get(query) ?? new Map<string, number>();
  known.set(query, costs);
  let cost = costs.get(key);
  if (cost === undefined) {
    cost = costOf(schema, query, variables, operationName);
    if (costs.size < 100) costs.set(key, cost);
  }
  if (cost <= MAX_COST) return;
  const message = `查询过大 / The query is too costly: ${cost} of at most ${MAX_COST} fields; ask for fewer rows or less nesting`;
  throw new GraphQLError(message, { extensions: { code: 'QUERY_TOO_COSTLY' } });
}

/** Variables that do not fit are the caller's mistake, and said as such before anything runs. */
function costOf(
  schema: GraphQLSchema,
  query: DocumentNode,
  variables: Record<string, unknown>,
  operationName?: string,
): number {
  const operation = operationName === undefined ? {} : { operationName };
  try {
    return getComplexity({ schema, query, variables, ...operation, estimators: [estimate] });
  } catch (error) {
    if (!(error instanceof GraphQLError) || error.extensions['code'] !== undefined) throw error;
    throw new GraphQLError(error.message, { extensions: { code: 'BAD_USER_INPUT' } });
  }
}
