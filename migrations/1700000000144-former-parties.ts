import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Organisations that were parties of a project: they still know of it. */
export class FormerParties1700000000144 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE projects ADD COLUMN former_ids jsonb NOT NULL DEFAULT '[]';
      CREATE INDEX projects_former_ids_idx ON projects USING gin (former_ids);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE projects DROP COLUMN former_ids`);
  }
}
