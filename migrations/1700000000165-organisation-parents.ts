import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which organisation another belongs to: families of legal entities. */
export class OrganisationParents1700000000165 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE organisations ADD COLUMN parent_id uuid,
        ADD CONSTRAINT organisations_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES organisations (id);
      CREATE INDEX organisations_parent_id_idx ON organisations (parent_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE organisations DROP COLUMN parent_id`);
  }
}
