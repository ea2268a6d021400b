import type { Server } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import type { Config } from './config';
import { graphiql } from './graphiql';
import { httpLogger } from './log';
import { sentence, messages } from './messages';
import { openRequest, requestScope } from './request';

const BODY_LIMIT = '100kb';
const REQUEST_MS = 30_000;
/** A file over a slow line. */
const UPLOAD_MS = 300_000;
/** Where files come in. */
export const FILES_PATH = 'files';

messages({
  PAYLOAD_TOO_LARGE: { zh: '请求内容过大：最多 100 kB', en: 'The request is too large: at most 100 kB' },
  BAD_REQUEST: {
    zh: '请求内容无法读取，应为有效的 JSON',
    en: 'The request cannot be read: it must be valid JSON',
  },
});

/** What stands before every route: request id, headers, log, body limits, GraphiQL. */
export function prepareHttp(app: NestExpressApplication, config: Config, logger: Logger): void {
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.use(openRequest, httpLogger(logger), headers(config), cutOffSlow);
  app.enableCors({ origin: [...config.allowedOrigins], maxAge: 600 });
  if (config.serves) app.use(graphiql());
  app.useBodyParser('json', { limit: BODY_LIMIT });
  app.use(unreadableBody);
  const server: Server = app.getHttpServer();
  server.requestTimeout = UPLOAD_MS;
  server.headersTimeout = REQUEST_MS / 2;
}

function headers(config: Config): (request: Request, response: Response, next: NextFunction) => void {
  const https = config.publicUrl.startsWith('https:');
  const guard = helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
        // On a plain-http address of an intranet, an upgrade would break every link.
        upgradeInsecureRequests: https ? [] : null,
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000 } : false,
    xFrameOptions: { action: 'deny' },
  });
  return (request, response, next) => {
    if (request.path === '/graphql') response.setHeader('Cache-Control', 'no-store');
    guard(request, response, next);
  };
}

/** Only a file may take longer than other bodies. */
function cutOffSlow(request: Request, _response: Response, next: NextFunction): void {
  if (request.complete || request.path === `/${FILES_PATH}`) return next();
  const timer = setTimeout(() => {
    if (!request.complete) request.destroy();
  }, REQUEST_MS).unref();
  request.once('close', () => clearTimeout(timer));
  next();
}

/** A body that is too large or not JSON: the same shape as every other refusal. */
function unreadableBody(
  error: { status?: number },
  _request: Request,
  response: Response,
  next: NextFunction,
): void {
  const { status } = error;
  if (status === undefined || status < 400 || status >= 500) return next(error);
  const code = status === 413 ? 'PAYLOAD_TOO_LARGE' : 'BAD_REQUEST';
  const message = sentence(code, {}, requestScope().locale);
  response.status(status).json({ errors: [{ message, extensions: { code, params: {} } }] });
}
