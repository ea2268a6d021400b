import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Numbers of the programme that the bureau has changed from their defaults. */
export class Settings1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE settings (key text CONSTRAINT settings_pk PRIMARY KEY, value numeric NOT NULL)`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE settings`);
  }
}
