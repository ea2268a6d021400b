import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Quarterly rounds. */
export class Rounds1700000000080 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rounds (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        year integer NOT NULL,
        quarter integer NOT NULL,
        title text NOT NULL,
        state text NOT NULL,
        opens_at timestamptz NOT NULL,
        closes_at timestamptz NOT NULL,
        CONSTRAINT rounds_year_quarter_key UNIQUE (year, quarter),
        CONSTRAINT rounds_window_check CHECK (opens_at < closes_at),
        CONSTRAINT rounds_quarter_check CHECK (quarter BETWEEN 1 AND 4),
        CONSTRAINT rounds_state_check CHECK (state IN ('PLANNED', 'OPEN', 'CLOSED', 'DECIDED')),
        CONSTRAINT rounds_window_excl EXCLUDE USING gist (tstzrange(opens_at, closes_at) WITH &&),
        CONSTRAINT rounds_pkey PRIMARY KEY (id)
      );
      CREATE INDEX rounds_opens_at_id_idx ON rounds (opens_at, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE rounds`);
  }
}
