import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type ExecutionArgs,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { CloseCode, type Context, type ServerOptions, type SubscribePayload } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { Actors } from './actors';
import { Config } from './config';
import { RequestContext } from './context';
import { logUnexpected, presentError } from './errors';
import { newId } from './ids';
import { assertAffordable, limitRules, MAX_TOKENS } from './limits';
import { localeOf, runInRequest } from './request';

type Params = Record<string, unknown>;
type Socket = Context<Params, Extra & Params>;
type Send = (data: string, sent: () => void) => void;
type Options = ServerOptions<Params, Extra & Params>;

const PATH = '/graphql';
/** Bytes of one message. */
const MAX_MESSAGE = 64 * 1024;
const MESSAGES_PER_MINUTE = 100;
const SUBSCRIPTIONS_PER_SOCKET = 50;
const only = 'WebSocket 只提供订阅 / only subscriptions are served over WebSocket';
const many = `每个连接最多 ${SUBSCRIPTIONS_PER_SOCKET} 个订阅 / at most ${SUBSCRIPTIONS_PER_SOCKET} subscriptions on one socket`;

/** Subscriptions over graphql-ws, under the same rights and limits as HTTP. */
@Injectable()
export class Sockets implements OnApplicationBootstrap {
  private readonly log = new Logger('Sockets');
  private served: { dispose: () => void | Promise<void> } | undefined;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly schema: GraphQLSchemaHost,
    private readonly config: Config,
    private readonly actors: Actors,
  ) {}

  onApplicationBootstrap(): void {
    const server = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE });
    this.served = useServer(this.options(), server);
    server.on('connection', temper);
    const http = this.host.httpAdapter.getHttpServer() as Server;
    http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      if (request.url?.split('?')[0] !== PATH) return void socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
      server.handleUpgrade(request, socket, head, (opened) => server.emit('connection', opened, request));
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.served?.dispose();
  }

  private options(): Options {
    return {
      connectionInitWaitTimeout: 10_000,
      onConnect: (socket) => this.admits(socket),
      // Rights are read again for each event: a role or a session that has ended ends what it saw.
      context: async (socket) => {
        const again = (): ReturnType<Actors['fromHeader']> => this.actors.fromHeader(header(socket));
        return new RequestContext(await again(), socket.extra.request.socket.remoteAddress ?? '', again);
      },
      onSubscribe: (socket, _id, payload) => this.begin(socket, payload),
      onError: (socket, _id, _payload, errors) => this.present(socket, errors),
      onNext: (socket, _id, _payload, _args, result) =>
        result.errors
          ? { data: result.data ?? null, errors: this.present(socket, result.errors) }
          : undefined,
    };
  }

  /** Refuses (4403) a page of another origin, and a token that does not hold. */
  private async admits(socket: Socket): Promise<boolean> {
    const { origin } = socket.extra.request.headers;
    if (origin && !this.config.allowedOrigins.includes(origin)) return false;
    try {
      await this.actors.fromHeader(header(socket));
      return true;
    } catch {
      return false;
    }
  }

  private begin(socket: Socket, payload: SubscribePayload): ExecutionArgs | readonly GraphQLError[] {
    if (Object.keys(socket.subscriptions).length > SUBSCRIPTIONS_PER_SOCKET) return [new GraphQLError(many)];
    try {
      return checked(this.schema.schema, payload);
    } catch (error) {
      return [error instanceof GraphQLError ? error : new GraphQLError('Bad request')];
    }
  }

  private present(socket: Socket, errors: readonly GraphQLError[]): GraphQLFormattedError[] {
    const locale = localeOf(socket.extra.request.headers['accept-language']);
    const log = logUnexpected(this.log);
    return runInRequest({ id: newId(new Date()), locale }, () =>
      errors.map((error) => presentError(error.toJSON(), error, log)),
    );
  }
}

function header({ connectionParams }: Socket): string | undefined {
  const given = connectionParams?.['Authorization'] ?? connectionParams?.['authorization'];
  return typeof given === 'string' ? given : undefined;
}

/** Closes a socket that sends more messages than a client has use for, and takes a broken frame for the caller's fault. */
function temper(socket: WebSocket, { socket: line }: IncomingMessage): void {
  const send = socket.send.bind(socket) as Send;
  // What no longer reaches the client is no defect of ours: graphql-ws would print it, and a line that is written to
  // after its end loses the frame that told the client to go away.
  const sendWhileOpen: Send = (data, sent) => (line.writable ? send(data, () => sent()) : sent());
  socket.send = sendWhileOpen as WebSocket['send'];
  let since = Date.now();
  let count = 0;
  socket.on('message', () => {
    if (Date.now() - since > 60_000) [since, count] = [Date.now(), 0];
    if (++count > MESSAGES_PER_MINUTE)
      socket.close(CloseCode.TooManyInitialisationRequests, 'Too many messages');
  });
  // graphql-ws would print it as a defect of ours; ws closes the socket with the code of the fault.
  socket.removeAllListeners('error');
  socket.on('error', () => undefined);
}

/** Checks a subscription before it starts, by the rules that HTTP has. */
function checked(schema: GraphQLSchema, payload: SubscribePayload): ExecutionArgs | readonly GraphQLError[] {
  const document = parse(payload.query, { maxTokens: MAX_TOKENS });
  const operationName = payload.operationName ?? undefined;
  const variableValues = payload.variables ?? {};
  if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.SUBSCRIPTION)
    return [new GraphQLError(only)];
  const errors = validate(schema, document, [...specifiedRules, ...limitRules]);
  if (errors.length > 0) return errors;
  assertAffordable(schema, document, variableValues, operationName);
  return { schema, document, variableValues, ...(operationName === undefined ? {} : { operationName }) };
}
