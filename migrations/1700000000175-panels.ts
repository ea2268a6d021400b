import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reviewers who read each other once all are in, panels that vote, and determinations with their grounds. */
export class Panels1700000000175 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE reviews ADD peer_ids jsonb NOT NULL DEFAULT '[]';
      UPDATE reviews r SET peer_ids = COALESCE((
        SELECT jsonb_agg(o.reviewer_id) FROM reviews o
        WHERE o.application_id = r.application_id AND o.id <> r.id AND o.state IN ('OPENED', 'DISCLOSED')), '[]')
      WHERE r.state IN ('OPENED', 'DISCLOSED');
      CREATE TABLE panels (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL,
        application_id uuid NOT NULL,
        position integer NOT NULL,
        chair_id uuid NOT NULL,
        recorder_id uuid,
        member_ids jsonb NOT NULL,
        voted_ids jsonb NOT NULL DEFAULT '[]',
        quorum integer NOT NULL,
        convened_at timestamptz NOT NULL,
        closed_at timestamptz,
        supports integer,
        opposes integer,
        abstentions integer,
        outcome text,
        party_ids jsonb NOT NULL,
        CONSTRAINT panels_state_check CHECK (state IN ('VOTING', 'CLOSED', 'CANCELLED')),
        CONSTRAINT panels_outcome_check CHECK (outcome IN ('SUPPORT', 'OPPOSE', 'UNDECIDED')),
        CONSTRAINT panels_cast_check CHECK (supports + opposes + abstentions = jsonb_array_length(voted_ids)),
        CONSTRAINT panels_pkey PRIMARY KEY (id),
        CONSTRAINT panels_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
        CONSTRAINT panels_chair_id_fkey FOREIGN KEY (chair_id) REFERENCES people(id),
        CONSTRAINT panels_recorder_id_fkey FOREIGN KEY (recorder_id) REFERENCES people(id)
      );
      CREATE UNIQUE INDEX panels_application_id_key ON panels (application_id) WHERE state <> 'CANCELLED';
      CREATE INDEX panels_member_ids_idx ON panels USING gin (member_ids);
      CREATE TABLE determinations (
        id uuid NOT NULL,
        application_id uuid NOT NULL,
        recommend boolean NOT NULL,
        granted_funding numeric(16, 2),
        average double precision NOT NULL,
        panel_outcome text,
        against_experts boolean NOT NULL,
        procedural_ground text,
        reason text NOT NULL,
        at timestamptz NOT NULL,
        officer_id uuid,
        party_ids jsonb NOT NULL,
        CONSTRAINT determinations_ground_check CHECK (procedural_ground IN
          ('INTEGRITY', 'INELIGIBLE', 'BUDGET_EXHAUSTED', 'DUPLICATE_FUNDING', 'PROCEDURE_FLAW')),
        CONSTRAINT determinations_panel_check CHECK (panel_outcome IN ('SUPPORT', 'OPPOSE', 'UNDECIDED')),
        CONSTRAINT determinations_against_check CHECK (against_experts = (procedural_ground IS NOT NULL)),
        CONSTRAINT determinations_pkey PRIMARY KEY (id),
        CONSTRAINT determinations_application_id_fkey FOREIGN KEY (application_id) REFERENCES applications(id),
        CONSTRAINT determinations_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES people(id)
      );
      CREATE INDEX determinations_application_id_id_idx ON determinations (application_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE determinations, panels; ALTER TABLE reviews DROP peer_ids`);
  }
}
