import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Joint projects, their parties and signatures. */
export class Projects1700000000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE projects (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL,
        number text,
        title text NOT NULL,
        summary text NOT NULL,
        need_id uuid,
        achievement_id uuid,
        interest_id uuid,
        leader_id uuid,
        requested_funding numeric(16,2) NOT NULL,
        starts_on date,
        ends_on date,
        agreement jsonb,
        content_hash text NOT NULL,
        approved_on date,
        created_at timestamptz NOT NULL,
        lead_id uuid NOT NULL,
        party_ids jsonb NOT NULL DEFAULT '[]',
        reader_ids jsonb NOT NULL DEFAULT '[]',
        disclosed boolean NOT NULL DEFAULT false,
        CONSTRAINT projects_number_key UNIQUE (number),
        CONSTRAINT projects_state_check
          CHECK (state IN ('PROPOSED', 'SIGNED', 'APPLIED', 'APPROVED', 'IN_PROGRESS', 'COMPLETED',
          'TERMINATED', 'WITHDRAWN')),
        CONSTRAINT projects_pkey PRIMARY KEY (id),
        CONSTRAINT projects_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
        CONSTRAINT projects_achievement_id_fkey FOREIGN KEY (achievement_id) REFERENCES achievements(id),
        CONSTRAINT projects_interest_id_fkey FOREIGN KEY (interest_id) REFERENCES interests(id),
        CONSTRAINT projects_leader_id_fkey FOREIGN KEY (leader_id) REFERENCES people(id),
        CONSTRAINT projects_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES organisations(id)
      );
      CREATE TABLE project_parties (
        project_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        role text NOT NULL,
        task text NOT NULL,
        self_funding numeric(16,2) NOT NULL,
        signed_at timestamptz,
        signed_by_id uuid,
        signed_hash text,
        CONSTRAINT project_parties_role_check CHECK (role IN ('LEAD', 'PARTICIPANT')),
        CONSTRAINT project_parties_pkey PRIMARY KEY (project_id, organisation_id),
        CONSTRAINT project_parties_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id),
        CONSTRAINT project_parties_organisation_id_fkey
          FOREIGN KEY (organisation_id) REFERENCES organisations(id),
        CONSTRAINT project_parties_signed_by_id_fkey FOREIGN KEY (signed_by_id) REFERENCES people(id)
      );
      CREATE INDEX projects_need_id_idx ON projects (need_id);
      CREATE INDEX projects_achievement_id_idx ON projects (achievement_id);
      CREATE INDEX projects_interest_id_idx ON projects (interest_id);
      CREATE INDEX projects_leader_id_state_idx ON projects (leader_id, state);
      CREATE INDEX projects_state_id_idx ON projects (state, id);
      CREATE INDEX project_parties_organisation_id_idx ON project_parties (organisation_id);
      CREATE UNIQUE INDEX project_parties_lead_key ON project_parties (project_id) WHERE role = 'LEAD';
      CREATE INDEX projects_party_ids_idx ON projects USING gin (party_ids);
      CREATE INDEX projects_reader_ids_idx ON projects USING gin (reader_ids);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE project_parties, projects`);
  }
}
