import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import { refuse } from './accounts.messages';

const QUARTER_HOUR = 15 * 60;

/** Counts attempts to sign in, each one, however many come in one request; shared by all processes. */
@Injectable()
export class Attempts {
  private readonly byAccount: RateLimiterPostgres;
  private readonly byAddress: RateLimiterPostgres;

  constructor(dataSource: DataSource) {
    const { master } = dataSource.driver as unknown as { master: Pool };
    const common = {
      storeClient: master,
      tableName: 'rate_limits',
      tableCreated: true,
      clearExpiredByTimeout: false,
    };
    this.byAccount = new RateLimiterPostgres({
      ...common,
      keyPrefix: 'sign-in',
      points: 10,
      duration: QUARTER_HOUR,
    });
    this.byAddress = new RateLimiterPostgres({
      ...common,
      keyPrefix: 'address',
      points: 300,
      duration: QUARTER_HOUR,
    });
  }

  /** Counts one attempt. Refuses the 11th within 15 minutes on one account, the 301st from one address. */
  async count(email: string, address: string): Promise<void> {
    await this.countAddress(address);
    await this.consume(this.byAccount, email);
  }

  /** Counts one attempt from an address only. Refuses the 301st within 15 minutes. */
  countAddress(address: string): Promise<void> {
    return this.consume(this.byAddress, address);
  }

  private async consume(limiter: RateLimiterPostgres, key: string): Promise<void> {
    try {
      await limiter.consume(key);
    } catch (error) {
      if (error instanceof Error) throw error;
      throw refuse('RATE_LIMITED', { seconds: Math.ceil((error as RateLimiterRes).msBeforeNext / 1000) });
    }
  }

  /** Forgets the attempts on an account: its owner has come in. */
  async forget(email: string): Promise<void> {
    await this.byAccount.delete(email);
  }
}
