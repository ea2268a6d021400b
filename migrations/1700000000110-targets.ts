import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Yearly targets; what is reached follows from the facts. */
export class Targets1700000000110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE targets (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        year integer NOT NULL,
        indicator text NOT NULL,
        owner_id uuid,
        district text,
        goal numeric(16,2) NOT NULL,
        CONSTRAINT targets_pkey PRIMARY KEY (id),
        CONSTRAINT targets_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES organisations(id)
      );
      CREATE INDEX targets_owner_id_idx ON targets (owner_id);
      CREATE UNIQUE INDEX targets_key
        ON targets (year, indicator, coalesce(owner_id, '00000000-0000-0000-0000-000000000000'), coalesce(district, ''));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE targets`);
  }
}
