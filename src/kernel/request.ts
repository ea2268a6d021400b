import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { Locale } from './messages';

/** What every log line and every sentence of one request share. */
export interface RequestScope {
  readonly id: string;
  readonly locale: Locale;
}

const OUTSIDE: RequestScope = { id: '-', locale: 'zh' };
const SANE_ID = /^[\w.:-]{8,64}$/;
const scopes = new AsyncLocalStorage<RequestScope>();

/** The scope of the request in progress; outside one, the id `-` and Chinese. */
export const requestScope = (): RequestScope => scopes.getStore() ?? OUTSIDE;

/** Runs work in a scope of its own: a request, an operation over a socket. */
export const runInRequest = <T>(scope: RequestScope, work: () => T): T => scopes.run(scope, work);

/** The preferred of our two languages by Accept-Language; Chinese unless English is preferred. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  const weights = { zh: -1, en: -1 };
  for (const part of (acceptLanguage ?? '').slice(0, 200).split(',')) {
    const [tag = '', ...params] = part.trim().toLowerCase().split(';');
    const quality = Number(
      params
        .find((param) => param.trim().startsWith('q='))
        ?.trim()
        .slice(2) ?? 1,
    );
    for (const locale of ['zh', 'en'] as const) {
      if (tag === locale || tag.startsWith(`${locale}-`))
        weights[locale] = Math.max(weights[locale], quality || 0);
    }
  }
  return weights.en > 0 && weights.en > weights.zh ? 'en' : 'zh';
}

/** Opens the scope of an HTTP request and tells the caller its id. */
export function openRequest(request: Request, response: Response, next: NextFunction): void {
  const given = request.get('x-request-id');
  const id = given && SANE_ID.test(given) ? given : randomUUID();
  response.setHeader('X-Request-Id', id);
  scopes.run({ id, locale: localeOf(request.get('accept-language')) }, next);
}
