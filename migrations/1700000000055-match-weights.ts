import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The weights of the factors of a match: every version is kept, one is in use. */
export class MatchWeights1700000000055 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE match_weights (
        version integer NOT NULL,
        weights jsonb NOT NULL,
        origin text NOT NULL,
        note text,
        loss_before double precision,
        loss_after double precision,
        needs_judged integer,
        made_at timestamptz NOT NULL,
        active boolean NOT NULL,
        CONSTRAINT match_weights_origin_check CHECK (origin IN ('DEFAULT', 'BUREAU', 'FITTED')),
        CONSTRAINT match_weights_pkey PRIMARY KEY (version)
      );
      CREATE UNIQUE INDEX match_weights_one_active ON match_weights (active) WHERE active;
      INSERT INTO match_weights (version, weights, origin, made_at, active) VALUES (1,
        '{"text": 0.7, "field": 0.12, "trl": 0.06, "budget": 0.02, "mode": 0.02, "region": 0.04, "record": 0.03, "fresh": 0.01}',
        'DEFAULT', now(), true);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE match_weights`);
  }
}
