import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the State Council announced for a year, as the bureau entered it. */
export class Holidays1700000000148 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE holiday_tables (
        id uuid NOT NULL,
        year integer NOT NULL,
        off text[] NOT NULL,
        worked text[] NOT NULL,
        source text NOT NULL,
        at timestamptz NOT NULL,
        CONSTRAINT holiday_tables_pkey PRIMARY KEY (id)
      );
      CREATE INDEX holiday_tables_year_id_idx ON holiday_tables (year, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE holiday_tables`);
  }
}
