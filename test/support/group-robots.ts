import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message that a group shows. */
export interface Shown {
  readonly key: string;
  readonly text: string;
}

/** Answers one request in place of the server. */
export type Misbehaviour = (response: ServerResponse, request: IncomingMessage) => void;

const MINUTE_MS = 60_000;
const WECOM = '/cgi-bin/webhook/send';
const DINGTALK = '/robot/send';
type Fault = readonly [errcode: number, errmsg: string];

/** The servers of 企业微信 and 钉钉 as far as their group robots go: they count, measure and check, and misbehave when told to. */
export class GroupRobots {
  /** What has come to the groups. */
  readonly shown: Shown[] = [];
  /** Every request, also those that were refused, with the instant of the clock. */
  readonly requests: { readonly url: string; readonly at: number }[] = [];
  instead: Misbehaviour | undefined;
  private readonly secrets = new Map<string, string | undefined>();
  private readonly mutedUntil = new Map<string, number>();
  private readonly accepted = new Map<string, number[]>();

  private constructor(
    private readonly server: Server,
    /** Told by the test: milliseconds. */
    public now: () => number,
  ) {}

  /** Listens on a free port of this machine. */
  static async start(now: () => number = Date.now): Promise<GroupRobots> {
    const server = createServer((request, response) => void made.answer(request, response));
    const made: GroupRobots = new GroupRobots(server, now);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return made;
  }

  /** As ROBOT_HOSTS wants it. */
  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** A robot that writes into a group of 企业微信; gives its webhook. */
  wecom(key: string): string {
    this.secrets.set(key, undefined);
    return `${this.origin}${WECOM}?key=${key}`;
  }

  /** A robot of 钉钉 that has to sign with `secret`; gives its webhook. */
  dingtalk(key: string, secret: string): string {
    this.secrets.set(key, secret);
    return `${this.origin}${DINGTALK}?access_token=${key}`;
  }

  /** The texts that have come to the group of a robot. */
  textsOf(key: string): string[] {
    return this.shown.filter((one) => one.key === key).map(({ text }) => text);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const url = new URL(request.url ?? '/', this.origin);
    this.requests.push({ url: url.href, at: this.now() });
    if (this.instead) return this.instead(response, request);
    const [errcode, errmsg] = this.take(request, url, Buffer.concat(chunks));
    says(200, { errcode, errmsg })(response, request);
  }

  private take({ method, headers }: IncomingMessage, url: URL, body: Buffer): Fault {
    if (method !== 'POST') return [43002, 'require POST method'];
    if (!headers['content-type']?.startsWith('application/json')) return [43004, 'invalid content-type'];
    const { msgtype, text } = JSON.parse(body.toString()) as { msgtype: string; text: { content: string } };
    if (msgtype !== 'text') return [40008, 'invalid message type'];
    const wecom = url.pathname === WECOM;
    const key = url.searchParams.get(wecom ? 'key' : 'access_token') ?? '';
    const fault = wecom ? this.wecomFault(key, text.content) : this.dingtalkFault(key, url, body);
    if (fault) return fault;
    this.shown.push({ key, text: text.content });
    return [0, 'ok'];
  }

  private wecomFault(key: string, content: string): Fault | undefined {
    if (!this.secrets.has(key)) return [93000, 'invalid webhook url'];
    if (Buffer.byteLength(content) > 2_048) return [40058, 'text.content exceed max length 2048'];
    return this.isOneTooMany(key) ? [45009, 'api freq out of limit'] : undefined;
  }

  private dingtalkFault(key: string, { searchParams }: URL, body: Buffer): Fault | undefined {
    const secret = this.secrets.get(key);
    if (secret === undefined) return [300005, 'token is not exist'];
    const timestamp = searchParams.get('timestamp') ?? '';
    if (Math.abs(Number(timestamp) - this.now()) > 60 * MINUTE_MS) return [310000, 'invalid timestamp'];
    const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
    if (searchParams.get('sign') !== sign) return [310000, 'sign not match'];
    if (body.length > 20_000) return [460101, 'message too long, exceed 20000 bytes'];
    if ((this.mutedUntil.get(key) ?? 0) <= this.now() && !this.isOneTooMany(key)) return undefined;
    if ((this.mutedUntil.get(key) ?? 0) <= this.now()) this.mutedUntil.set(key, this.now() + 10 * MINUTE_MS);
    return [130101, 'send too fast, exceed 20 times per minute'];
  }

  private isOneTooMany(key: string): boolean {
    const recent = (this.accepted.get(key) ?? []).filter((at) => at > this.now() - MINUTE_MS);
    const full = recent.length >= 20;
    this.accepted.set(key, full ? recent : [...recent, this.now()]);
    return full;
  }
}

/** An answer in JSON, or in a text as it is. */
export const says =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Misbehaviour =>
  (response) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(typeof body === 'string' ? body : JSON.stringify(body));

/** Takes the request and never says a word. */
export const isSilent: Misbehaviour = () => undefined;

/** Hangs up instead of answering. */
export const hangsUp: Misbehaviour = (response) => void response.socket?.destroy();

/** Hangs up in the midst of an answer that says yes. */
export const breaksOff: Misbehaviour = (response) => {
  response.writeHead(200, { 'content-length': '100' });
  response.write('{"errcode":0,"errmsg":"ok"}', () => response.socket?.destroy());
};

/** Begins to say yes and never ends. */
export const trickles: Misbehaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};
