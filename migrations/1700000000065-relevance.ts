import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What matching has counted and analysed, so that a start need not do it again. */
export class Relevance1700000000065 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE match_statistics (
        version integer NOT NULL,
        lexicon text NOT NULL,
        made_at timestamptz NOT NULL,
        documents jsonb NOT NULL,
        units bytea NOT NULL,
        frequencies bytea NOT NULL,
        latent bytea,
        CONSTRAINT match_statistics_pkey PRIMARY KEY (version)
      );
      CREATE TABLE match_documents (
        id uuid NOT NULL,
        version integer NOT NULL,
        analysis text NOT NULL,
        units text NOT NULL,
        length integer NOT NULL,
        language text NOT NULL,
        CONSTRAINT match_documents_pkey PRIMARY KEY (id),
        CONSTRAINT match_documents_language_check CHECK (language IN ('zh', 'en'))
      );
      CREATE TABLE match_recounts (
        id uuid NOT NULL,
        state text NOT NULL,
        progress double precision NOT NULL DEFAULT 0,
        reason text,
        started_at timestamptz NOT NULL,
        ended_at timestamptz,
        CONSTRAINT match_recounts_pkey PRIMARY KEY (id),
        CONSTRAINT match_recounts_state_check CHECK (state IN ('WAITING', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED'))
      );
      CREATE UNIQUE INDEX match_recounts_one_at_a_time ON match_recounts ((true)) WHERE state IN ('WAITING', 'RUNNING');
      ALTER TABLE achievements ADD COLUMN sectors text[] NOT NULL DEFAULT '{}', ADD COLUMN price_min numeric(16,2);
      ALTER TABLE needs ADD COLUMN modes text[] NOT NULL DEFAULT '{}';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE needs DROP COLUMN modes;
      ALTER TABLE achievements DROP COLUMN sectors, DROP COLUMN price_min;
      DROP TABLE match_recounts, match_documents, match_statistics;
    `);
  }
}
