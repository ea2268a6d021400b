import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Legal entities and the platforms that they host. */
export class Organisations1700000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE organisations (
        id uuid NOT NULL,
        name text NOT NULL,
        name_en text,
        short_name text,
        kind text NOT NULL,
        uscc text,
        ror text,
        district text,
        verified boolean NOT NULL DEFAULT false,
        verified_at timestamptz,
        CONSTRAINT organisations_ror_key UNIQUE (ror),
        CONSTRAINT organisations_uscc_key UNIQUE (uscc),
        CONSTRAINT organisations_name_key UNIQUE (name),
        CONSTRAINT organisations_kind_check
          CHECK (kind IN ('ENTERPRISE', 'UNIVERSITY', 'RESEARCH_INSTITUTE', 'HOSPITAL', 'GOVERNMENT',
          'TECH_TRANSFER_CENTRE', 'ALLIANCE', 'OTHER')),
        CONSTRAINT organisations_pkey PRIMARY KEY (id)
      );
      CREATE TABLE platforms (
        id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        name text NOT NULL,
        name_en text,
        CONSTRAINT platforms_organisation_id_name_key UNIQUE (organisation_id, name),
        CONSTRAINT platforms_pkey PRIMARY KEY (id),
        CONSTRAINT platforms_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE platforms, organisations`);
  }
}
