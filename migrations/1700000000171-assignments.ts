import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Experts for every application of a round at once. */
export class Assignments1700000000171 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE assignments (
        id uuid NOT NULL,
        state text NOT NULL,
        progress double precision NOT NULL DEFAULT 0,
        round_id uuid NOT NULL,
        officer_id uuid,
        started_at timestamptz NOT NULL,
        ended_at timestamptz,
        shortages jsonb,
        record text,
        record_hash text,
        party_ids jsonb NOT NULL,
        CONSTRAINT assignments_pkey PRIMARY KEY (id),
        CONSTRAINT assignments_round_id_fkey FOREIGN KEY (round_id) REFERENCES rounds(id),
        CONSTRAINT assignments_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES people(id),
        CONSTRAINT assignments_state_check
          CHECK (state IN ('WAITING', 'RUNNING', 'PROPOSED', 'ADOPTED', 'CANCELLED', 'FAILED'))
      );
      CREATE INDEX assignments_round_id_id_idx ON assignments (round_id, id);
      CREATE UNIQUE INDEX assignments_one_at_a_time ON assignments (round_id) WHERE state IN ('WAITING', 'RUNNING');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE assignments`);
  }
}
