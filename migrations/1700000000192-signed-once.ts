import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was signed is kept in one place: by its hash. */
export class SignedOnce1700000000192 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO signed_contents (hash, text)
      SELECT DISTINCT ON (content_hash) content_hash, signed_as FROM projects
      WHERE signed_as IS NOT NULL AND content_hash = encode(sha256(convert_to(signed_as, 'UTF8')), 'hex')
      ON CONFLICT (hash) DO NOTHING;
      ALTER TABLE projects DROP COLUMN signed_as;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE projects ADD COLUMN signed_as text`);
  }
}
