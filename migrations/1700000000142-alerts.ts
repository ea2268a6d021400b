import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people want to be told of, and what they were told of: each pair once for a person. */
export class Alerts1700000000142 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE saved_searches (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        kind text NOT NULL,
        person_id uuid NOT NULL,
        subject_id uuid,
        threshold double precision NOT NULL,
        frequency text NOT NULL,
        muted boolean NOT NULL,
        CONSTRAINT saved_searches_kind_check CHECK (kind IN ('NEEDS_FOR_ACHIEVEMENT', 'ACHIEVEMENTS_FOR_NEED')),
        CONSTRAINT saved_searches_frequency_check CHECK (frequency IN ('IMMEDIATE', 'DAILY', 'WEEKLY')),
        CONSTRAINT saved_searches_pkey PRIMARY KEY (id),
        CONSTRAINT saved_searches_person_id_fkey
          FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE
      );
      CREATE TABLE alerts (
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        kind text NOT NULL,
        need_id uuid NOT NULL,
        achievement_id uuid NOT NULL,
        score double precision NOT NULL,
        why jsonb NOT NULL,
        at timestamptz NOT NULL,
        state text NOT NULL,
        dropped text,
        sent_at timestamptz,
        mail_id uuid,
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL,
        error text,
        CONSTRAINT alerts_once UNIQUE (person_id, need_id, achievement_id),
        CONSTRAINT alerts_kind_check CHECK (kind IN ('NEEDS_FOR_ACHIEVEMENT', 'ACHIEVEMENTS_FOR_NEED')),
        CONSTRAINT alerts_state_check CHECK (state IN ('PENDING', 'SENT', 'FAILED', 'DROPPED')),
        CONSTRAINT alerts_dropped_check
          CHECK (dropped IN ('OPTED_OUT', 'MUTED', 'NOT_WANTED', 'NOT_OPEN', 'NO_RIGHT')),
        CONSTRAINT alerts_pkey PRIMARY KEY (id),
        CONSTRAINT alerts_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE,
        CONSTRAINT alerts_need_id_fkey FOREIGN KEY (need_id) REFERENCES needs(id),
        CONSTRAINT alerts_achievement_id_fkey FOREIGN KEY (achievement_id) REFERENCES achievements(id)
      );
      CREATE INDEX saved_searches_person_id_id_idx ON saved_searches (person_id, id);
      CREATE INDEX saved_searches_kind_idx ON saved_searches (kind);
      CREATE INDEX alerts_person_id_id_idx ON alerts (person_id, id);
      CREATE INDEX alerts_due_idx ON alerts (next_attempt_at) WHERE state = 'PENDING';
      CREATE INDEX alerts_mail_idx ON alerts (mail_id) WHERE state = 'PENDING';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE alerts, saved_searches`);
  }
}
