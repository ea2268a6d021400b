import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Embeddings of needs and achievements, whether they are in use, and what trials of them came to. */
export class Embeddings1700000000145 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE match_embeddings (
        id uuid NOT NULL,
        version integer NOT NULL,
        model text NOT NULL,
        vector bytea NOT NULL,
        CONSTRAINT match_embeddings_pkey PRIMARY KEY (id)
      );
      CREATE TABLE match_embedding_models (
        model text NOT NULL,
        in_use boolean NOT NULL DEFAULT false,
        decided_by text,
        held_until timestamptz,
        fault text,
        fault_status integer,
        fault_at timestamptz,
        CONSTRAINT match_embedding_models_pkey PRIMARY KEY (model),
        CONSTRAINT match_embedding_models_decided_by_check CHECK (decided_by IN ('TRIAL', 'BUREAU')),
        CONSTRAINT match_embedding_models_fault_check
          CHECK (fault IN ('UNREACHABLE', 'LATE', 'STATUS', 'MALFORMED'))
      );
      CREATE TABLE match_embedding_trials (
        id uuid NOT NULL,
        model text NOT NULL,
        verdict text NOT NULL,
        loss_before double precision,
        loss_after double precision,
        certainty double precision NOT NULL,
        needs integer NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT match_embedding_trials_pkey PRIMARY KEY (id),
        CONSTRAINT match_embedding_trials_verdict_check
          CHECK (verdict IN ('ADOPT', 'TOO_FEW_NEEDS', 'TOO_FEW_ORGANISATIONS', 'NOT_BETTER', 'NOT_SURE'))
      );
      CREATE INDEX match_embedding_trials_model_id_idx ON match_embedding_trials (model, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE match_embedding_trials, match_embedding_models, match_embeddings`);
  }
}
