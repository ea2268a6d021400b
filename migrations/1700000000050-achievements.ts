import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Achievements on offer and who contributed to them. */
export class Achievements1700000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE achievements (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL,
        organisation_id uuid NOT NULL,
        title text NOT NULL,
        abstract text NOT NULL,
        visibility text NOT NULL,
        keywords text[] NOT NULL DEFAULT '{}',
        trl integer,
        patents text[] NOT NULL DEFAULT '{}',
        modes text[] NOT NULL DEFAULT '{}',
        published_at timestamptz,
        disclosed_to jsonb NOT NULL DEFAULT '[]',
        external_id text,
        search tsvector,
        CONSTRAINT achievements_organisation_id_external_id_key UNIQUE (organisation_id, external_id),
        CONSTRAINT achievements_visibility_check CHECK (visibility IN ('PUBLIC', 'MEMBERS', 'CONFIDENTIAL')),
        CONSTRAINT achievements_state_check
          CHECK (state IN ('DRAFT', 'IN_REVIEW', 'OPEN', 'CLOSED', 'REJECTED', 'WITHDRAWN')),
        CONSTRAINT achievements_pkey PRIMARY KEY (id),
        CONSTRAINT achievements_organisation_id_fkey
          FOREIGN KEY (organisation_id) REFERENCES organisations(id)
      );
      CREATE TABLE achievement_contributors (
        achievement_id uuid NOT NULL,
        person_id uuid NOT NULL,
        position integer NOT NULL,
        CONSTRAINT achievement_contributors_pkey PRIMARY KEY (achievement_id, person_id),
        CONSTRAINT achievement_contributors_achievement_id_fkey
          FOREIGN KEY (achievement_id) REFERENCES achievements(id) ON DELETE CASCADE,
        CONSTRAINT achievement_contributors_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id)
      );
      CREATE INDEX achievements_state_id_idx ON achievements (state, id);
      CREATE INDEX achievements_organisation_id_id_idx ON achievements (organisation_id, id);
      CREATE INDEX achievement_contributors_person_id_idx ON achievement_contributors (person_id);
      CREATE INDEX achievements_search_idx ON achievements USING gin (search);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE achievement_contributors, achievements`);
  }
}
