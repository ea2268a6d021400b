import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LoggerService } from '@nestjs/common';
import { pino, type Level, type Logger } from 'pino';
import { pinoHttp, type HttpLogger } from 'pino-http';
import { requestScope } from './request';

const SECRET_NAMES = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'secret',
  'token',
  'accessToken',
  'refreshToken',
  'embeddingsKey',
  'secretsKeys',
  'webhook',
];
const REDACTED = SECRET_NAMES.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);

/** The last door: passwords in connection strings, bearer tokens and keys in addresses, wherever in a line they stand. */
export const scrub = (line: string): string =>
  line
    .replace(/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/"\\]*):[^\s@/"\\]+@/gi, '$1:[redacted]@')
    .replace(/([?&](?:key|access_token|sign)=)[^&#\s"'\\]+/gi, '$1[redacted]')
    .replace(/\bBearer\s+[\w.~+/=-]+/gi, 'Bearer [redacted]');

/** Lines wait this long for others, milliseconds, or until there are so many characters. */
const GATHER_MS = 50;
const GATHER_CHARACTERS = 16_384;

/** Writes lines some at a time: a write for each would cost as much as the request that it tells of. */
function gathered(write: (text: string) => unknown): (line: string) => void {
  let waiting = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const text = waiting;
    waiting = '';
    if (text) write(text);
  };
  process.once('exit', flush);
  return (line) => {
    waiting += line;
    if (waiting.length >= GATHER_CHARACTERS) flush();
    else timer ??= setTimeout(flush, GATHER_MS).unref();
  };
}

let standardOutput: ((line: string) => void) | undefined;

/** One JSON line per event on standard output, with the id of the request it belongs to. */
export function createLogger(
  level: string,
  write: (line: string) => unknown = (standardOutput ??= gathered((text) => process.stdout.write(text))),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => (requestScope().id === '-' ? {} : { request: requestScope().id }),
      redact: { paths: REDACTED, censor: '[redacted]' },
    },
    { write: (line: string) => void write(scrub(line)) },
  );
}

/** Says the same complaint once in `everyMs`: during an outage every connection repeats it many times a second. */
export function sparingly(say: (text: string) => void, everyMs = 30_000): (text: string) => void {
  const said = new Map<string, number>();
  return (text) => {
    const now = performance.now();
    if (now - (said.get(text) ?? -Infinity) < everyMs) return;
    if (said.size > 100) said.clear();
    said.set(text, now);
    say(text);
  };
}

/** Nest's own lines and those of `new Logger('Name')`, as JSON. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    // What Nest tells of its own start (routes, modules) interests only those who debug it.
    this.write(OWN_CONTEXTS.has(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  /** Nest gives the name of the speaker last, and a stack before it. */
  private write(level: Level, message: unknown, rest: unknown[]): void {
    const context = rest.at(-1);
    const stack = rest.slice(0, -1).find((item) => typeof item === 'string');
    const err = message instanceof Error ? message : rest.find((item) => item instanceof Error);
    const fields = {
      ...(typeof context === 'string' ? { context } : {}),
      ...(stack ? { stack } : {}),
      ...(err ? { err } : {}),
    };
    if (typeof message === 'object' && message !== null && !(message instanceof Error)) {
      return this.logger[level]({ ...fields, ...message });
    }
    this.logger[level](fields, message instanceof Error ? message.message : String(message));
  }
}

const OWN_CONTEXTS = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
  'GraphQLModule',
]);

/** The path of a request; the address of a calendar is a secret. */
const pathOf = (url: string): string => url.split('?')[0]!.replace(/^(\/calendar\/).+/, '$1…');

/** One line per HTTP request: no headers, no query string, no body, so nothing secret. */
export const httpLogger = (logger: Logger): HttpLogger =>
  pinoHttp({
    // Nothing in these lines has a name to be redacted by: looking for one would cost more than the line.
    logger: logger.child({}, { redact: [] }),
    genReqId: () => requestScope().id,
    serializers: {
      req: ({ method, url }: { method: string; url: string }) => ({ method, path: pathOf(url) }),
      res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
    },
    autoLogging: { ignore: (request: IncomingMessage) => request.url?.startsWith('/health/') ?? false },
    customLogLevel: (_request: IncomingMessage, response: ServerResponse, error?: Error) =>
      error || response.statusCode >= 500 ? 'error' : 'info',
  });
