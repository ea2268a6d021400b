import type { ApolloServerPlugin, GraphQLRequestContext, GraphQLResponse } from '@apollo/server' with {
  'resolution-mode': 'import',
};
import { Injectable } from '@nestjs/common';
import {
  execute,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  OperationTypeNode,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { RequestContext } from './context';
import { causeOf } from './errors';
import { Idempotency } from './idempotency';
import { assertAffordable } from './limits';
import { compiled } from './compiled';

type Operation = GraphQLRequestContext<RequestContext>;
export type Present = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

const EARLY = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'QUERY_TOO_COSTLY',
]);

/** What happens around each operation: its cost, its idempotency key, its execution, its status code. */
@Injectable()
export class OperationPlugin {
  constructor(private readonly idempotency: Idempotency) {}

  /** The plugin of Apollo Server. `present` writes errors as clients see them; `guarded` hides the schema from strangers. */
  plugin(present: Present, guarded: boolean): ApolloServerPlugin<RequestContext> {
    return {
      unexpectedErrorProcessingRequest: ({ error }) => {
        present({ message: error.message }, error);
        return Promise.resolve();
      },
      requestDidStart: () =>
        Promise.resolve({
          didResolveOperation: (operation) => {
            const { schema, document, request, contextValue } = operation;
            if (guarded && contextValue.actor.kind === 'anonymous') refuseIntrospection(schema, document);
            assertAffordable(schema, document, request.variables ?? {}, request.operationName);
            return Promise.resolve();
          },
          responseForOperation: (operation) => this.respond(operation, present),
          willSendResponse: (operation) => {
            settleStatus(operation);
            return Promise.resolve();
          },
        }),
    };
  }

  private async respond(operation: Operation, present: Present): Promise<GraphQLResponse> {
    const run = async (): Promise<FormattedExecutionResult> => formatted(await perform(operation), present);
    const key = operation.request.http?.headers.get('idempotency-key');
    const { accountId } = operation.contextValue.actor;
    if (
      operation.operation?.operation !== OperationTypeNode.MUTATION ||
      key === null ||
      key === undefined ||
      accountId === null
    ) {
      return single(operation, await run());
    }
    const { query, variables, operationName } = operation.request;
    try {
      const body = { query, variables: variables ?? {}, operationName: operationName ?? null };
      const answer = await this.idempotency.answer(accountId, key, body, run);
      return single(operation, answer.result, answer.replayed);
    } catch (error) {
      const refused =
        error instanceof Error ? new GraphQLError(error.message, { originalError: error }) : error;
      return single(operation, formatted({ errors: [refused as GraphQLError] }, present));
    }
  }
}

const introspective = new WeakMap<DocumentNode, readonly GraphQLError[]>();

/** Strangers do not read the schema in production. */
function refuseIntrospection(schema: GraphQLSchema, document: DocumentNode): void {
  const errors = introspective.get(document) ?? validate(schema, document, [NoSchemaIntrospectionCustomRule]);
  introspective.set(document, errors);
  if (errors[0])
    throw new GraphQLError(errors[0].message, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } });
}

/** Runs the operation: queries as compiled functions, the rest by the interpreter. */
function perform(operation: Operation): Promise<ExecutionResult> | ExecutionResult {
  const { schema, contextValue, request } = operation;
  const variables = request.variables ?? {};
  const document = operation.document!;
  if (operation.operation?.operation === OperationTypeNode.QUERY) {
    const query = compiled(schema, document, request.operationName);
    if (query) return query({}, contextValue, variables);
  }
  return execute({
    schema,
    document,
    contextValue,
    variableValues: variables,
    operationName: request.operationName ?? null,
  });
}

function formatted(result: ExecutionResult, present: Present): FormattedExecutionResult {
  const { errors, ...rest } = result;
  return errors ? { ...rest, errors: errors.map((error) => present(plain(error), error)) } : rest;
}

/** An error as GraphQL writes it; one without a path comes from the variables, since nothing had run. */
function plain(error: GraphQLError): GraphQLFormattedError {
  const { message, locations, path } = error;
  const early = !path && causeOf(error) instanceof GraphQLError;
  return {
    message,
    ...(locations ? { locations } : {}),
    ...(path ? { path } : {}),
    ...(early ? { extensions: { code: 'BAD_USER_INPUT' } } : {}),
  };
}

function single(operation: Operation, result: FormattedExecutionResult, replayed = false): GraphQLResponse {
  const { http } = operation.response;
  if (replayed) http.headers.set('idempotency-replayed', 'true');
  return { http, body: { kind: 'single', singleResult: result } };
}

/** GraphQL over HTTP: `application/json` answers 200 even to a request that could not run; the newer type answers 400. */
function settleStatus(operation: Operation): void {
  const body = operation.response.body;
  if (!body || body.kind !== 'single' || body.singleResult.data !== undefined) return;
  const code = body.singleResult.errors?.[0]?.extensions?.['code'];
  if (typeof code !== 'string' || !EARLY.has(code)) return;
  const newer =
    operation.request.http?.headers.get('accept')?.includes('application/graphql-response+json') ?? false;
  operation.response.http.status = newer ? 400 : 200;
}
