import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { AllowedHosts } from './allowed-hosts';

/** What a server answered, whatever its status. */
export interface Reply {
  readonly status: number;
  /** How long it asks to be left alone, milliseconds, if it says so. */
  readonly retryAfterMs: number | null;
  readonly text: string;
}

/** Why there is no answer: too late, no connection or a broken one, too long, or a server that is not allowed. */
export type NoReply = 'TIMEOUT' | 'CONNECTION' | 'TOO_LONG' | 'FORBIDDEN';

/** Answers of such services are some hundred bytes long. */
const MOST_BYTES = 65_536;

/** Sends to servers that are not ours, at the word of a user. */
export class Outward {
  constructor(
    private readonly hosts: AllowedHosts,
    /** For everything from the name's resolution to the end of the answer, milliseconds. */
    readonly timeoutMs = 10_000,
  ) {}

  /** Whether anything is sent there at all. */
  allow(url: URL): boolean {
    return this.hosts.allow(url);
  }

  /** Posts JSON on a connection of its own. Follows no redirect and throws nothing. */
  async post(url: URL, content: object): Promise<Reply | NoReply> {
    if (!this.allow(url)) return 'FORBIDDEN';
    const signal = AbortSignal.timeout(this.timeoutMs);
    try {
      return await this.exchange(url, Buffer.from(JSON.stringify(content)), signal);
    } catch (error) {
      if (signal.aborted) return 'TIMEOUT';
      return (error as NodeJS.ErrnoException).code === 'ENOTALLOWED' ? 'FORBIDDEN' : 'CONNECTION';
    }
  }

  private exchange(url: URL, body: Buffer, signal: AbortSignal): Promise<Reply | NoReply> {
    return new Promise((done, fail) => {
      const send = url.protocol === 'https:' ? requestSecure : requestPlain;
      const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length };
      const options = { method: 'POST', headers, agent: false, lookup: this.hosts.lookup, signal } as const;
      const request = send(url, options, (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          chunks.push(chunk);
          if (size > MOST_BYTES) done('TOO_LONG');
          if (size > MOST_BYTES) request.destroy();
        });
        response.on('end', () => {
          const retryAfterMs = secondsOf(response.headers['retry-after']);
          done({ status: response.statusCode ?? 0, retryAfterMs, text: Buffer.concat(chunks).toString() });
        });
        response.on('error', fail);
      });
      request.on('error', fail);
      request.on('close', () => fail(new Error('closed without an answer')));
      request.end(body);
    });
  }
}

/** Seconds, or a date by the server's own clock, which is not believed. */
const secondsOf = (header: string | undefined): number | null =>
  header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1_000 : null;
