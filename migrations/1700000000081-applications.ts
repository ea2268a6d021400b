import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Applications to quarterly rounds. */
export class Applications1700000000081 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE applications (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL,
        number text,
        round_id uuid NOT NULL,
        project_id uuid NOT NULL,
        requested_funding numeric(16,2) NOT NULL,
        granted_funding numeric(16,2),
        submitted_at timestamptz,
        approved_on date,
        determination_reason text,
        notice_starts_on date,
        notice_ends_on date,
        admitted_until timestamptz,
        lead_id uuid NOT NULL,
        party_ids jsonb NOT NULL DEFAULT '[]',
        reviewer_person_ids jsonb NOT NULL DEFAULT '[]',
        CONSTRAINT applications_state_check
          CHECK (state IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'NOT_ACCEPTED', 'UNDER_REVIEW',
          'RECOMMENDED', 'REJECTED', 'PUBLIC_NOTICE', 'OBJECTED', 'APPROVED', 'WITHDRAWN')),
        CONSTRAINT applications_pkey PRIMARY KEY (id),
        CONSTRAINT applications_round_id_fkey FOREIGN KEY (round_id) REFERENCES rounds(id),
        CONSTRAINT applications_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id),
        CONSTRAINT applications_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES organisations(id)
      );
      CREATE INDEX applications_state_id_idx ON applications (state, id);
      CREATE INDEX applications_round_id_id_idx ON applications (round_id, id);
      CREATE INDEX applications_project_id_id_idx ON applications (project_id, id);
      CREATE UNIQUE INDEX applications_active_key ON applications (project_id)
        WHERE state NOT IN ('NOT_ACCEPTED', 'REJECTED', 'WITHDRAWN');
      CREATE INDEX applications_party_ids_idx ON applications USING gin (party_ids);
      CREATE INDEX applications_reviewer_person_ids_idx ON applications USING gin (reviewer_person_ids);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE applications`);
  }
}
