import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What one recipient is told at a time is found together, however much is due; meetings to come are found by their day. */
export class DueByRecipient1700000000208 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX notifications_waiting_idx ON notifications (account_id, next_at) WHERE state = 'PENDING';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX notifications_waiting_idx');
  }
}
