import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What officers decide on the formal check, and by when a returned application is to be supplemented. */
export class FormalDecisions1700000000147 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE applications ADD COLUMN supplement_due_on date;
      CREATE TABLE formal_decisions (
        id uuid NOT NULL,
        application_id uuid NOT NULL,
        verb text NOT NULL,
        at timestamptz NOT NULL,
        note text,
        grounds text[] NOT NULL DEFAULT '{}',
        results jsonb NOT NULL,
        officer_id uuid,
        CONSTRAINT formal_decisions_pkey PRIMARY KEY (id),
        CONSTRAINT formal_decisions_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications (id),
        CONSTRAINT formal_decisions_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES people (id)
      );
      CREATE INDEX formal_decisions_application_id_id_idx ON formal_decisions (application_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE formal_decisions; ALTER TABLE applications DROP COLUMN supplement_due_on`);
  }
}
