import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Robots of group chats are told too. */
export class GroupLetters1700000000206 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['letters', 'notifications']) {
      await runner.query(`
        ALTER TABLE ${table} ALTER COLUMN account_id DROP NOT NULL, ADD COLUMN robot_id uuid REFERENCES robots,
          ADD CONSTRAINT ${table}_recipient_check CHECK (num_nonnulls(account_id, robot_id) = 1);
        CREATE INDEX ${table}_robot_id_idx ON ${table} (robot_id);
      `);
    }
    await runner.query(`
      ALTER TABLE letters DROP CONSTRAINT letters_channel_check,
        ADD CONSTRAINT letters_channel_check CHECK (channel IN ('MAIL', 'ROBOT'));
      CREATE INDEX notifications_group_due_idx ON notifications (next_at) WHERE state = 'PENDING' AND robot_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX notifications_group_due_idx;
      DELETE FROM notifications WHERE robot_id IS NOT NULL;
      DELETE FROM letters WHERE robot_id IS NOT NULL;
      ALTER TABLE letters DROP CONSTRAINT letters_channel_check,
        ADD CONSTRAINT letters_channel_check CHECK (channel IN ('MAIL'));
    `);
    for (const table of ['letters', 'notifications'])
      await runner.query(
        `ALTER TABLE ${table} DROP CONSTRAINT ${table}_recipient_check, DROP COLUMN robot_id,
           ALTER COLUMN account_id SET NOT NULL`,
      );
  }
}
