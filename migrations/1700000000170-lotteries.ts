import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Seeds that are committed before a round's pool closes, and records from which draws are repeated. */
export class Lotteries1700000000170 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE seed_commitments (
        id uuid NOT NULL,
        hash text NOT NULL,
        salt_hash text NOT NULL,
        at timestamptz NOT NULL,
        officer_id uuid,
        closed_at timestamptz,
        pool_hash text,
        entropy_source text,
        entropy text,
        revealed_at timestamptz,
        seed text NOT NULL,
        salt text NOT NULL,
        pool jsonb,
        CONSTRAINT seed_commitments_pkey PRIMARY KEY (id),
        CONSTRAINT seed_commitments_id_fkey FOREIGN KEY (id) REFERENCES rounds(id),
        CONSTRAINT seed_commitments_officer_id_fkey FOREIGN KEY (officer_id) REFERENCES people(id),
        CONSTRAINT seed_commitments_order_check CHECK (
          (pool IS NULL) = (closed_at IS NULL) AND (pool_hash IS NULL) = (closed_at IS NULL)
          AND (revealed_at IS NULL OR closed_at IS NOT NULL))
      );
      ALTER TABLE draws
        ADD COLUMN method text NOT NULL DEFAULT 'GIVEN_SEED',
        ADD COLUMN record text,
        ADD COLUMN record_hash text,
        ADD CONSTRAINT draws_method_check CHECK (method IN ('GIVEN_SEED', 'CLOSED_POOL', 'WHOLE_ROUND'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE draws DROP COLUMN method, DROP COLUMN record, DROP COLUMN record_hash;
      DROP TABLE seed_commitments;
    `);
  }
}
