import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The glossary of the city's trades, in Chinese and English. */
export class Glossary1700000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE concepts (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        code text NOT NULL,
        zh text[] NOT NULL DEFAULT '{}',
        en text[] NOT NULL DEFAULT '{}',
        domain text NOT NULL,
        CONSTRAINT concepts_code_key UNIQUE (code),
        CONSTRAINT concepts_pkey PRIMARY KEY (id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE concepts`);
  }
}
