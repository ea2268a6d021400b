import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Final reports with their acceptance, and what terminated projects have to give back. */
export class Acceptances1700000000184 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE acceptances (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL,
        project_id uuid NOT NULL,
        summary text NOT NULL,
        funds_used numeric(16,2) NOT NULL,
        results jsonb NOT NULL,
        submitted_at timestamptz NOT NULL,
        opined_at timestamptz,
        CONSTRAINT acceptances_pkey PRIMARY KEY (id),
        CONSTRAINT acceptances_project_id_key UNIQUE (project_id),
        CONSTRAINT acceptances_state_check
          CHECK (state IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED', 'FAILED', 'LAPSED')),
        CONSTRAINT acceptances_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
      );
      CREATE TABLE recoveries (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL,
        project_id uuid NOT NULL,
        granted_funding numeric(16,2) NOT NULL,
        properly_used numeric(16,2),
        amount numeric(16,2),
        assessed_by_id uuid,
        due_on date,
        recovered_on date,
        CONSTRAINT recoveries_pkey PRIMARY KEY (id),
        CONSTRAINT recoveries_project_id_key UNIQUE (project_id),
        CONSTRAINT recoveries_state_check
          CHECK (state IN ('OPEN', 'ASSESSED', 'DUE', 'RECOVERED', 'CLEARED')),
        CONSTRAINT recoveries_amount_check CHECK (amount BETWEEN 0 AND granted_funding),
        CONSTRAINT recoveries_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE recoveries; DROP TABLE acceptances`);
  }
}
