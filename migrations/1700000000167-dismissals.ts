import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Grounds of recusal that two officers have set aside. */
export class Dismissals1700000000167 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE dismissals (
        id uuid NOT NULL,
        application_id uuid NOT NULL,
        person_id uuid NOT NULL,
        ground text NOT NULL,
        evidence jsonb NOT NULL,
        reason text NOT NULL,
        dismissed_by_id uuid NOT NULL,
        dismissed_at timestamptz NOT NULL,
        confirmed_by_id uuid,
        confirmed_at timestamptz,
        party_ids jsonb NOT NULL,
        CONSTRAINT dismissals_pkey PRIMARY KEY (id),
        CONSTRAINT dismissals_two_officers_check CHECK (confirmed_by_id <> dismissed_by_id),
        CONSTRAINT dismissals_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications (id),
        CONSTRAINT dismissals_person_id_fkey FOREIGN KEY (person_id) REFERENCES people (id),
        CONSTRAINT dismissals_dismissed_by_id_fkey FOREIGN KEY (dismissed_by_id) REFERENCES people (id),
        CONSTRAINT dismissals_confirmed_by_id_fkey FOREIGN KEY (confirmed_by_id) REFERENCES people (id)
      );
      CREATE INDEX dismissals_application_id_id_idx ON dismissals (application_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE dismissals`);
  }
}
