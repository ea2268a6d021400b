import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The secret addresses of calendars, by their hashes. */
export class CalendarFeeds1700000000199 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE calendar_feeds (
        account_id uuid NOT NULL,
        hash text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT calendar_feeds_pkey PRIMARY KEY (account_id),
        CONSTRAINT calendar_feeds_hash_key UNIQUE (hash),
        CONSTRAINT calendar_feeds_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE calendar_feeds`);
  }
}
