import { createClient, type Client as SocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** The variables of an operation. */
export type Variables = object;

/** An error as a client receives it. */
export interface ApiError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: string;
    readonly params?: Record<string, unknown>;
    readonly path?: readonly string[];
  };
}

/** An answer of the API, as it came. */
export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: T | null | undefined;
  readonly errors: readonly ApiError[] | undefined;
}

// What a field holds is the test's matter: a wrong guess fails the test at once.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Data = any;

/** One caller of the API: over HTTP with `fetch`, over WebSocket with graphql-ws. */
export class ApiClient {
  private socket: SocketClient | undefined;

  constructor(
    readonly url: string,
    private readonly authorization: () => Promise<string | undefined>,
    private readonly headers: Record<string, string> = {},
  ) {}

  /** The same caller with other headers, e.g. `Accept-Language`. */
  with(headers: Record<string, string>): ApiClient {
    return new ApiClient(this.url, this.authorization, { ...this.headers, ...headers });
  }

  /** The headers that this caller sends. */
  async sent(): Promise<Record<string, string>> {
    const authorization = await this.authorization();
    return { ...(authorization ? { authorization } : {}), 'accept-language': 'en', ...this.headers };
  }

  /** Posts an operation and gives the whole answer. */
  async ask<T = Data>(query: string, variables: Variables = {}): Promise<Answer<T>> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(await this.sent()) },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as Pick<Answer<T>, 'data' | 'errors'>;
    return { status: response.status, headers: response.headers, data: body.data, errors: body.errors };
  }

  /** The data of an operation that must succeed. */
  async query<T = Data>(query: string, variables: Variables = {}): Promise<T> {
    const { data, errors } = await this.ask<T>(query, variables);
    if (errors) throw new Error(`refused: ${JSON.stringify(errors)}\n${query}`);
    return data!;
  }

  /** As `query`: says in a test that something changes. */
  mutate<T = Data>(query: string, variables: Variables = {}): Promise<T> {
    return this.query<T>(query, variables);
  }

  /** The first error of an operation that must be refused with `code`. */
  async refused(code: string, query: string, variables: Variables = {}): Promise<ApiError> {
    const { data, errors } = await this.ask(query, variables);
    const found = errors?.[0]?.extensions.code;
    if (found !== code) {
      throw new Error(
        `expected ${code}, got ${found ?? JSON.stringify(data)}: ${errors?.[0]?.message ?? ''}\n${query}`,
      );
    }
    return errors![0]!;
  }

  /** Opens a subscription; what arrives is kept until asked for. */
  async subscribe<T = Data>(query: string, variables: Variables = {}): Promise<Received<T>> {
    const headers = await this.sent();
    const { authorization } = headers;
    this.socket ??= createClient({
      url: `${this.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(address: string, protocols: string[]) {
          super(address, protocols, { headers: { 'accept-language': headers['accept-language'] } });
        }
      },
      connectionParams: authorization ? { authorization } : {},
      retryAttempts: 0,
      lazy: true,
    });
    const received = new Received<T>();
    received.stop = this.socket.subscribe<T>(
      { query, variables: { ...variables } },
      {
        next: (result) => received.take(result as Pick<Answer<T>, 'data' | 'errors'>),
        error: (error) => received.end(error),
        complete: () => received.end(),
      },
    );
    return received;
  }

  /** Ends the socket, if there is one. */
  async close(): Promise<void> {
    await this.socket?.dispose();
    this.socket = undefined;
  }
}

/** What a subscription has received. */
export class Received<T> {
  readonly all: Pick<Answer<T>, 'data' | 'errors'>[] = [];
  ended = false;
  error: unknown;
  stop: () => void = () => undefined;

  take(result: Pick<Answer<T>, 'data' | 'errors'>): void {
    this.all.push(result);
  }

  end(error?: unknown): void {
    this.ended = true;
    this.error = error;
  }
}
