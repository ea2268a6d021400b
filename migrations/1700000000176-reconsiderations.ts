import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reviews of decisions. */
export class Reconsiderations1700000000176 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reconsiderations (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL,
        application_id uuid NOT NULL,
        decision_id uuid NOT NULL,
        decider_id uuid,
        decided_on date NOT NULL,
        ground text NOT NULL,
        text text NOT NULL,
        asked_by_id uuid,
        asked_at timestamptz NOT NULL,
        due_on date NOT NULL,
        reason text,
        answered_at timestamptz,
        judged_anew boolean,
        reminded_at timestamptz,
        overdue_at timestamptz,
        party_ids jsonb NOT NULL DEFAULT '[]',
        CONSTRAINT reconsiderations_state_check CHECK (state IN ('ASKED', 'UPHELD', 'DISMISSED', 'WITHDRAWN')),
        CONSTRAINT reconsiderations_ground_check CHECK (ground IN
          ('FACTS_WRONG', 'MATERIAL_OVERLOOKED', 'RULE_MISAPPLIED', 'CONFLICT_OF_INTEREST', 'PROCEDURE_FLAW')),
        CONSTRAINT reconsiderations_decision_id_key UNIQUE (decision_id),
        CONSTRAINT reconsiderations_pkey PRIMARY KEY (id),
        CONSTRAINT reconsiderations_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
        CONSTRAINT reconsiderations_asked_by_id_fkey FOREIGN KEY (asked_by_id) REFERENCES people(id)
      );
      CREATE INDEX reconsiderations_application_id_id_idx ON reconsiderations (application_id, id);
      CREATE INDEX reconsiderations_state_due_on_idx ON reconsiderations (state, due_on);
      CREATE INDEX reconsiderations_party_ids_idx ON reconsiderations USING gin (party_ids);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE reconsiderations`);
  }
}
