import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People and where they have worked. */
export class People1700000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE people (
        id uuid NOT NULL,
        name text NOT NULL,
        name_en text,
        orcid text,
        organisation_id uuid,
        expertise text[] NOT NULL DEFAULT '{}',
        listed boolean NOT NULL DEFAULT false,
        CONSTRAINT people_orcid_key UNIQUE (orcid),
        CONSTRAINT people_pkey PRIMARY KEY (id),
        CONSTRAINT people_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
      );
      CREATE TABLE affiliations (
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        title text,
        since date NOT NULL,
        until date,
        CONSTRAINT affiliations_pkey PRIMARY KEY (id),
        CONSTRAINT affiliations_person_id_fkey
          FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE,
        CONSTRAINT affiliations_organisation_id_fkey
          FOREIGN KEY (organisation_id) REFERENCES organisations(id)
      );
      CREATE INDEX people_organisation_id_id_idx ON people (organisation_id, id);
      CREATE INDEX affiliations_person_id_idx ON affiliations (person_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE affiliations, people`);
  }
}
