import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Objections to applications in public notice. */
export class Objections1700000000082 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE objections (
        id uuid NOT NULL,
        application_id uuid NOT NULL,
        text text NOT NULL,
        stated_at timestamptz NOT NULL,
        resolved_at timestamptz,
        upheld boolean,
        reason text,
        author_account_id uuid NOT NULL,
        author_id uuid,
        party_ids jsonb NOT NULL DEFAULT '[]',
        CONSTRAINT objections_pkey PRIMARY KEY (id),
        CONSTRAINT objections_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
        CONSTRAINT objections_author_id_fkey FOREIGN KEY (author_id) REFERENCES people(id)
      );
      CREATE INDEX objections_application_id_id_idx ON objections (application_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE objections`);
  }
}
