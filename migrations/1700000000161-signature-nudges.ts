import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is reminded of a signature that is missing, once for a content. */
export class SignatureNudges1700000000161 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE signature_nudges (
        id uuid NOT NULL,
        project_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        hash text NOT NULL,
        recipient_id uuid NOT NULL,
        state text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL,
        sent_at timestamptz,
        error text,
        CONSTRAINT signature_nudges_key UNIQUE (project_id, organisation_id, hash, recipient_id),
        CONSTRAINT signature_nudges_state_check CHECK (state IN ('PENDING', 'SENT', 'FAILED', 'LAPSED')),
        CONSTRAINT signature_nudges_pkey PRIMARY KEY (id),
        CONSTRAINT signature_nudges_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id),
        CONSTRAINT signature_nudges_organisation_id_fkey
          FOREIGN KEY (organisation_id) REFERENCES organisations(id),
        CONSTRAINT signature_nudges_recipient_id_fkey
          FOREIGN KEY (recipient_id) REFERENCES accounts(id) ON DELETE CASCADE
      );
      CREATE INDEX signature_nudges_recipient_id_idx ON signature_nudges (recipient_id);
      CREATE INDEX signature_nudges_due_idx ON signature_nudges (next_attempt_at) WHERE state = 'PENDING';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE signature_nudges`);
  }
}
