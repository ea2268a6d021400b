import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FormattedExecutionResult } from 'graphql';
import sql from 'sql-template-tag';
import { canonical } from './canonical';
import { Clock } from './clock';
import { messages, refuser } from './messages';
import { UnitOfWork } from './unit-of-work';

const refuse = refuser(
  messages({
    'idempotency.key': {
      zh: 'Idempotency-Key 应为 1 到 {max} 个字符',
      en: 'Idempotency-Key has 1 to {max} characters',
    },
    'idempotency.reused': {
      zh: '此 Idempotency-Key 已用于另一请求，请换用新的',
      en: 'This Idempotency-Key was used for another request; use a new one',
    },
    CONFLICT_IN_PROGRESS: {
      zh: '同一 Idempotency-Key 的请求正在处理',
      en: 'A request with this Idempotency-Key is being worked on',
    },
  }),
);

const MAX_KEY = 255;

/** What a mutation answered, and whether it is the answer of an earlier one. */
export interface Answer {
  readonly result: FormattedExecutionResult;
  readonly replayed: boolean;
}

/** Carries an answer out of the transaction that it ends. */
class NothingDone extends Error {
  constructor(readonly result: FormattedExecutionResult) {
    super('nothing done');
  }
}

/** The same key and body give the first answer again: key, effect and answer are one transaction. */
@Injectable()
export class Idempotency {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `execute` once per account and key. Refuses a key used for another body, or still at work. An operation that
   * fails leaves nothing behind, whichever of its mutations failed, so that the same key may try again.
   */
  async answer(
    accountId: string,
    key: string,
    body: object,
    execute: () => Promise<FormattedExecutionResult>,
  ): Promise<Answer> {
    if (key.length === 0 || key.length > MAX_KEY) throw refuse('idempotency.key', { max: MAX_KEY });
    const hash = createHash('sha256').update(canonical(body)).digest('hex');
    try {
      return await this.uow.outer(() => this.once(accountId, key, hash, execute));
    } catch (error) {
      if (error instanceof NothingDone) return { result: error.result, replayed: false };
      throw error;
    }
  }

  private async once(
    accountId: string,
    key: string,
    hash: string,
    execute: () => Promise<FormattedExecutionResult>,
  ): Promise<Answer> {
    await this.lock(accountId, key);
    const [known] = await this.uow.query<{ hash: string; response: FormattedExecutionResult }>(
      sql`SELECT request_hash AS hash, response FROM idempotency_keys WHERE account_id = ${accountId} AND key = ${key}`,
    );
    if (known && known.hash !== hash) throw refuse('idempotency.reused', {});
    if (known) return { result: known.response, replayed: true };
    const result = await execute();
    if (Object.values(result.data ?? {}).every((value) => value === null)) throw new NothingDone(result);
    await this.uow.query(sql`INSERT INTO idempotency_keys (account_id, key, request_hash, response, at)
      VALUES (${accountId}, ${key}, ${hash}, ${JSON.stringify(result)}, ${this.clock.now()})`);
    return { result, replayed: false };
  }

  private async lock(accountId: string, key: string): Promise<void> {
    const [lock] = await this.uow.query<{ got: boolean }>(
      sql`SELECT pg_try_advisory_xact_lock(hashtextextended(${`${accountId} ${key}`}, 1)) AS got`,
    );
    if (!lock!.got) throw refuse('CONFLICT_IN_PROGRESS', {});
  }
}
