import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { Refusal, sentence } from './messages';
import { requestScope } from './request';

/** The HTTP status of a refusal by its code, or by the last part of a dotted one; any other is 422. */
const STATUS: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  'session-ended': 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  'too-large': 413,
  busy: 429,
  unavailable: 503,
};

/** A refusal is an answer, no defect: without this, Nest would log each at level error. */
@Catch(Refusal)
export class RefusalFilter implements ExceptionFilter<Refusal> {
  catch(refusal: Refusal, host: ArgumentsHost): void {
    if (host.getType<string>() !== 'http') throw refusal;
    const { code, params, at } = refusal;
    const message = sentence(code, params, requestScope().locale);
    const response = host.switchToHttp().getResponse<Response>();
    const extensions = { code, params, ...(at ? { path: at } : {}) };
    response
      .status(STATUS[code.split('.').at(-1)!] ?? 422)
      .setHeader('Cache-Control', 'no-store')
      .json({ errors: [{ message, extensions }] });
  }
}
