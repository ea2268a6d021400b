import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { Logger, Module, type DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { Request } from 'express';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Actors } from './actors';
import { Clock } from './clock';
import { Config } from './config';
import { RequestContext } from './context';
import { causeOf, logUnexpected, presentError } from './errors';
import { limitRules, MAX_TOKENS } from './limits';
import { Nodes } from './nodes';
import { OperationPlugin } from './operation';
import { finishSchema } from './schema';
import { Day, Decimal } from './scalars';
import { Sockets } from './sockets';

const logger = new Logger('GraphQL');
const log = logUnexpected(logger);
const present = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError =>
  presentError(formatted, error, log);

/** Apollo Server behind Nest, with the holes of the stock stack closed; subscriptions come in by `Sockets`. */
@Module({ providers: [Sockets] })
export class ApiModule {
  static create(): DynamicModule {
    const apollo = GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      inject: [Config, Actors, OperationPlugin, Nodes, Clock],
      useFactory: options,
    });
    return { module: ApiModule, imports: [apollo] };
  }
}

function options(
  config: Config,
  actors: Actors,
  operations: OperationPlugin,
  nodes: Nodes,
  clock: Clock,
): ApolloDriverConfig {
  const guarded = config.environment === 'production';
  return {
    path: '/graphql',
    autoSchemaFile: true,
    sortSchema: true,
    transformSchema: (schema) => finishSchema(schema, nodes, clock),
    resolvers: { Date: Day, Decimal },
    fieldResolverEnhancers: ['guards'],
    context: ({ req }: { req: Request }) => requestContext(actors, req),
    formatError: present,
    autoTransformHttpErrors: false,
    introspection: true,
    graphiql: false,
    // No cookie authenticates this endpoint, so a forged cross-site request carries no rights: urql may send GET.
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    allowBatchedHttpRequests: false,
    maxRecursiveSelections: 10_000,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationRules: [...limitRules],
    plugins: [operations.plugin(present, guarded)],
  };
}

async function requestContext(actors: Actors, request: Request): Promise<RequestContext> {
  try {
    return new RequestContext(await actors.fromHeader(request.headers.authorization), request.ip ?? '');
  } catch (error) {
    const cause = causeOf(error);
    if (!(cause instanceof Error)) throw error;
    throw new GraphQLError(cause.message, { originalError: cause, extensions: { http: { status: 401 } } });
  }
}
