import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices of deadlines are mails like all others: tried so often, then given up; how often is one setting. */
export class Mails1700000000190 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO settings (key, value)
      SELECT 'mail.attempts', max(value) FROM settings WHERE key IN (${OLD}) HAVING max(value) IS NOT NULL;
      DELETE FROM settings WHERE key IN (${OLD});
      DROP INDEX deadline_notices_open_idx;
      ALTER TABLE deadline_notices ADD COLUMN state text, ADD COLUMN attempts integer NOT NULL DEFAULT 0,
        ADD COLUMN error text;
      UPDATE deadline_notices SET state = CASE WHEN sent_at IS NULL THEN 'PENDING' ELSE 'SENT' END;
      ALTER TABLE deadline_notices ALTER COLUMN state SET NOT NULL,
        ADD CONSTRAINT deadline_notices_state_check CHECK (state IN ('PENDING', 'SENT', 'FAILED', 'LAPSED'));
      CREATE INDEX deadline_notices_due_idx ON deadline_notices (next_attempt_at) WHERE state = 'PENDING';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX deadline_notices_due_idx;
      ALTER TABLE deadline_notices DROP COLUMN state, DROP COLUMN attempts, DROP COLUMN error;
      CREATE INDEX deadline_notices_open_idx ON deadline_notices (next_attempt_at) WHERE sent_at IS NULL;
    `);
  }
}

const OLD = `'liaison.mail-attempts', 'alerts.mail-attempts', 'signing.mail-attempts'`;
