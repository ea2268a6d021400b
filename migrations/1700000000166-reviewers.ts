import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The pool of reviewers, what people declare about themselves, and whom applicants name as unsuitable. */
export class Reviewers1700000000166 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reviewers (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL,
        person_id uuid NOT NULL,
        expertise text[] NOT NULL DEFAULT '{}',
        load_limit integer,
        unavailable jsonb NOT NULL DEFAULT '[]',
        invited_at timestamptz,
        consented_at timestamptz,
        consent_version text,
        CONSTRAINT reviewers_pkey PRIMARY KEY (id),
        CONSTRAINT reviewers_state_check CHECK (state IN ('INVITED', 'ACTIVE', 'DECLINED', 'SUSPENDED', 'RETIRED')),
        CONSTRAINT reviewers_person_id_key UNIQUE (person_id),
        CONSTRAINT reviewers_person_id_fkey FOREIGN KEY (person_id) REFERENCES people (id)
      );
      INSERT INTO reviewers (id, state, person_id, expertise)
      SELECT DISTINCT ON (p.id) gen_random_uuid(), 'ACTIVE', p.id, p.expertise
      FROM accounts a JOIN people p ON p.id = a.person_id WHERE 'REVIEWER' = ANY(a.roles);
      CREATE TABLE relations (
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        kind text NOT NULL,
        organisation_id uuid,
        other_id uuid,
        note text NOT NULL,
        until date,
        declared_at timestamptz NOT NULL,
        withdrawn_at timestamptz,
        CONSTRAINT relations_pkey PRIMARY KEY (id),
        CONSTRAINT relations_kind_check CHECK (kind IN ('KINSHIP', 'INTEREST', 'COLLABORATION')),
        CONSTRAINT relations_target_check CHECK (num_nonnulls(organisation_id, other_id) = 1),
        CONSTRAINT relations_person_id_fkey FOREIGN KEY (person_id) REFERENCES people (id),
        CONSTRAINT relations_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations (id),
        CONSTRAINT relations_other_id_fkey FOREIGN KEY (other_id) REFERENCES people (id)
      );
      CREATE INDEX relations_person_id_id_idx ON relations (person_id, id);
      CREATE TABLE unsuitable_experts (
        application_id uuid NOT NULL,
        person_ids jsonb NOT NULL,
        reason text NOT NULL,
        named_at timestamptz NOT NULL,
        CONSTRAINT unsuitable_experts_pkey PRIMARY KEY (application_id),
        CONSTRAINT unsuitable_experts_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications (id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE unsuitable_experts, relations, reviewers`);
  }
}
