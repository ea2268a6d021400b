import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What projects ask to change in what was approved. */
export class Changes1700000000182 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE project_changes (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL,
        project_id uuid NOT NULL,
        kind text NOT NULL,
        about text NOT NULL,
        reason text NOT NULL,
        person_id uuid,
        leaving_id uuid,
        joining_id uuid,
        task text,
        budget jsonb,
        consented_at timestamptz,
        consented_by_id uuid,
        ends_on date,
        indicator text,
        target text,
        CONSTRAINT project_changes_pkey PRIMARY KEY (id),
        CONSTRAINT project_changes_state_check
          CHECK (state IN ('REQUESTED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'LAPSED')),
        CONSTRAINT project_changes_kind_check CHECK (kind IN ('LEADER', 'PARTY', 'PERIOD', 'INDICATOR')),
        CONSTRAINT project_changes_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id),
        CONSTRAINT project_changes_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id),
        CONSTRAINT project_changes_leaving_id_fkey FOREIGN KEY (leaving_id) REFERENCES organisations(id),
        CONSTRAINT project_changes_joining_id_fkey FOREIGN KEY (joining_id) REFERENCES organisations(id),
        CONSTRAINT project_changes_consented_by_id_fkey FOREIGN KEY (consented_by_id) REFERENCES people(id)
      );
      CREATE UNIQUE INDEX project_changes_open_key ON project_changes (project_id, kind, about)
        WHERE state = 'REQUESTED';
      CREATE INDEX project_changes_project_id_id_idx ON project_changes (project_id, id);
      CREATE INDEX project_changes_joining_idx ON project_changes (joining_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE project_changes`);
  }
}
