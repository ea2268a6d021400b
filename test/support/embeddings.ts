import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an endpoint was asked. */
export interface Asked {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly model: string;
  readonly input: readonly string[];
}

/** Answers one request in place of the endpoint. */
export type Answer = (response: ServerResponse, asked: Asked) => void;
/** The vector of a text. */
export type Embed = (text: string) => readonly number[];

/** A small server that speaks the protocol of embeddings, and misbehaves when told to. */
export class EmbeddingsServer {
  readonly asked: Asked[] = [];
  /** How it misbehaves; undefined: it does not. */
  instead: Answer | undefined;

  private constructor(
    private readonly server: Server,
    public embed: Embed,
  ) {}

  /** Listens on a free port of this machine. */
  static async start(embed: Embed): Promise<EmbeddingsServer> {
    const server = createServer((request, response) => void made.answer(request, response));
    const made: EmbeddingsServer = new EmbeddingsServer(server, embed);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return made;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  /** All texts that it was ever sent. */
  get texts(): string[] {
    return this.asked.flatMap(({ input }) => input);
  }

  /** Hangs up on everybody. */
  drop(): void {
    this.server.closeAllConnections();
  }

  async close(): Promise<void> {
    this.drop();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const { model = '', input = [] } = (body ? JSON.parse(body) : {}) as Partial<Asked>;
    const asked = { path: request.url ?? '', authorization: request.headers.authorization, model, input };
    this.asked.push(asked);
    if (this.instead) return this.instead(response, asked);
    const data = input.map((text, index) => ({ object: 'embedding', index, embedding: this.embed(text) }));
    says(200, { object: 'list', data: data.reverse(), model })(response, asked);
  }
}

/** An answer in JSON, or in a text as it is. */
export const says =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body));

/** An answer whose vectors are these, in order. */
export const gives = (...vectors: unknown[]): Answer =>
  says(200, { data: vectors.map((embedding, index) => ({ index, embedding })) });
