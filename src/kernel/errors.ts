import type { LoggerService } from '@nestjs/common';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { messages, Refusal, sentence } from './messages';
import { requestScope } from './request';
import { sqlState } from './unit-of-work';

messages({
  INTERNAL_SERVER_ERROR: {
    zh: '系统出错，我们已记录；联系我们时请提供编号 {id}',
    en: 'Something went wrong on our side and was recorded; quote {id} when you contact us',
  },
});

/** Codes of GraphQL itself, whose messages are for developers and hold nothing of ours. */
const OPEN_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'QUERY_TOO_COSTLY',
]);

/** PostgreSQL takes no NUL in text (SQLSTATE 22021) nor in JSON (22P05); only a caller can have put it there. */
const NUL = new Set(['22021', '22P05']);
const refuseNul = (): Refusal => new Refusal('input.not-printable', { field: 'input' });

/** Logs a defect with its correlation id. */
export const logUnexpected =
  (logger: LoggerService) =>
  (cause: unknown, id: string): void => {
    logger.error({
      msg: 'unexpected error',
      correlation: id,
      err: cause instanceof Error ? cause : String(cause),
    });
  };

/** graphql-js finishes a stranger's words; the schema is theirs to read only when they have signed in. */
const SUGGESTION = / Did you mean [^?]*\?/g;

/** The cause behind the errors that the GraphQL layers wrap around it. */
export function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return NUL.has(sqlState(cause)) ? refuseNul() : cause;
}

/** What a client is told of an error: refusals in its language, defects as a number only. Reports defects to `log`. */
export function presentError(
  formatted: GraphQLFormattedError,
  error: unknown,
  log: (cause: unknown, id: string) => void,
): GraphQLFormattedError {
  const cause = causeOf(error);
  const { id, locale } = requestScope();
  const place = {
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    ...(formatted.path ? { path: formatted.path } : {}),
  };
  if (cause instanceof Refusal) {
    const { code, params, at } = cause;
    const message = sentence(code, params, locale);
    return { ...place, message, extensions: { code, params, ...(at ? { path: at } : {}) } };
  }
  const code =
    formatted.extensions?.['code'] ??
    (cause instanceof GraphQLError ? 'GRAPHQL_VALIDATION_FAILED' : undefined);
  if (typeof code === 'string' && OPEN_CODES.has(code))
    return { ...place, message: formatted.message.replace(SUGGESTION, ''), extensions: { code } };
  log(cause, id);
  const params = { id };
  return {
    ...place,
    message: sentence('INTERNAL_SERVER_ERROR', params, locale),
    extensions: { code: 'INTERNAL_SERVER_ERROR', params },
  };
}
