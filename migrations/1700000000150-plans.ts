import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What projects plan, and the versions of what their parties sign. */
export class Plans1700000000150 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE projects ADD COLUMN plan jsonb;
      CREATE TABLE content_versions (
        subject_id uuid NOT NULL,
        number integer NOT NULL,
        content jsonb NOT NULL,
        content_hash text NOT NULL,
        account_id uuid,
        saved_by text,
        saved_at timestamptz NOT NULL,
        CONSTRAINT content_versions_pkey PRIMARY KEY (subject_id, number)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE content_versions; ALTER TABLE projects DROP COLUMN plan`);
  }
}
