import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What goes wrong with the next request. */
type Mishap = 'internal error' | 'cut' | 'denied';

/** A server that speaks the four calls of S3 that files need, and misbehaves when told. */
export class S3Server {
  /** What it holds, by `/bucket/key`. */
  readonly objects = new Map<string, Buffer>();
  /** One for each of the next requests. */
  readonly mishaps: Mishap[] = [];
  /** Every request, e.g. `PUT /bucket/key`. */
  readonly asked: string[] = [];
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async open(): Promise<S3Server> {
    const s3 = new S3Server();
    await new Promise<void>((done) => s3.server.listen(0, '127.0.0.1', done));
    return s3;
  }

  /** As FILES_URL wants it; the secret holds what must be written as %2F and %2B. */
  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    return `s3+http://key:se%2Fcr%2Bet@127.0.0.1:${port}/benfu-files?region=cn-north-1`;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(() => done()));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = '', headers } = request;
    const { pathname } = new URL(url, 'http://s3');
    this.asked.push(`${method} ${pathname}`);
    const mishap = this.mishaps.shift();
    if (mishap === 'cut') return void request.socket.destroy();
    const body = await buffer(request).catch(() => undefined);
    if (!body) return;
    if (mishap === 'internal error') return refuse(response, 500, 'InternalError');
    const signed = /^AWS4-HMAC-SHA256 Credential=key\/\d+\/cn-north-1\/s3\//.test(
      headers.authorization ?? '',
    );
    if (mishap === 'denied' || !signed) return refuse(response, 403, 'AccessDenied');
    this.act(method!, pathname, body, response);
  }

  private act(method: string, path: string, body: Buffer, response: ServerResponse): void {
    if (method === 'PUT') this.objects.set(path, body);
    if (method === 'DELETE') {
      this.objects.delete(path);
      return void response.writeHead(204).end();
    }
    const found = this.objects.get(path);
    if (!found) return refuse(response, 404, 'NoSuchKey');
    response.writeHead(200, { etag: '"x"', ...(method === 'GET' ? { 'content-length': found.length } : {}) });
    response.end(method === 'GET' ? found : undefined);
  }
}

const refuse = (response: ServerResponse, status: number, code: string): void =>
  void response
    .writeHead(status, { 'content-type': 'application/xml' })
    .end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
