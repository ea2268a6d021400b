import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Technology needs. */
export class Needs1700000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE needs (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL,
        organisation_id uuid NOT NULL,
        title text NOT NULL,
        description text NOT NULL,
        visibility text NOT NULL,
        keywords text[] NOT NULL DEFAULT '{}',
        sectors text[] NOT NULL DEFAULT '{}',
        metrics jsonb NOT NULL,
        budget_min numeric(16,2),
        budget_max numeric(16,2),
        deadline date,
        trl_now integer,
        trl_wanted integer,
        published_at timestamptz,
        confirmed_at timestamptz,
        asked_at timestamptz,
        disclosed_to jsonb NOT NULL DEFAULT '[]',
        external_id text,
        search tsvector,
        CONSTRAINT needs_organisation_id_external_id_key UNIQUE (organisation_id, external_id),
        CONSTRAINT needs_visibility_check CHECK (visibility IN ('PUBLIC', 'MEMBERS', 'CONFIDENTIAL')),
        CONSTRAINT needs_state_check
          CHECK (state IN ('DRAFT', 'IN_REVIEW', 'OPEN', 'MATCHED', 'CLOSED', 'REJECTED', 'WITHDRAWN',
          'EXPIRED')),
        CONSTRAINT needs_pkey PRIMARY KEY (id),
        CONSTRAINT needs_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
      );
      CREATE INDEX needs_state_id_idx ON needs (state, id);
      CREATE INDEX needs_organisation_id_id_idx ON needs (organisation_id, id);
      CREATE INDEX needs_search_idx ON needs USING gin (search);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE needs`);
  }
}
