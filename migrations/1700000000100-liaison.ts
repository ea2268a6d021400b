import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Monthly liaisons: series, meetings, what was agreed, and the reminders. */
export class Liaison1700000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE liaison_series (
        id uuid NOT NULL,
        title text NOT NULL,
        place text,
        rule text NOT NULL,
        day integer,
        nth integer,
        weekday integer,
        time text NOT NULL,
        remind_days_before integer[] NOT NULL,
        starts_on date NOT NULL,
        ends_on date,
        CONSTRAINT liaison_series_rule_check
          CHECK (rule IN ('FIRST_WORKING_DAY', 'LAST_WORKING_DAY', 'DAY_OF_MONTH', 'NTH_WEEKDAY')),
        CONSTRAINT liaison_series_pkey PRIMARY KEY (id)
      );
      CREATE TABLE series_parties (
        series_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        position integer NOT NULL,
        CONSTRAINT series_parties_pkey PRIMARY KEY (series_id, organisation_id),
        CONSTRAINT series_parties_series_id_fkey
          FOREIGN KEY (series_id) REFERENCES liaison_series(id) ON DELETE CASCADE,
        CONSTRAINT series_parties_organisation_id_fkey
          FOREIGN KEY (organisation_id) REFERENCES organisations(id)
      );
      CREATE TABLE meetings (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL,
        series_id uuid NOT NULL,
        month text NOT NULL,
        meets_on date NOT NULL,
        starts_at timestamptz NOT NULL,
        provisional boolean NOT NULL,
        fixed boolean NOT NULL DEFAULT false,
        sequence integer NOT NULL DEFAULT 0,
        minutes text,
        held_at timestamptz,
        attendee_ids uuid[] NOT NULL DEFAULT '{}',
        CONSTRAINT meetings_series_id_month_key UNIQUE (series_id, month),
        CONSTRAINT meetings_state_check CHECK (state IN ('PLANNED', 'HELD', 'MISSED', 'CANCELLED')),
        CONSTRAINT meetings_pkey PRIMARY KEY (id),
        CONSTRAINT meetings_series_id_fkey FOREIGN KEY (series_id) REFERENCES liaison_series(id)
      );
      CREATE TABLE action_items (
        id uuid NOT NULL,
        meeting_id uuid NOT NULL,
        text text NOT NULL,
        owner_id uuid NOT NULL,
        due_on date NOT NULL,
        done_at timestamptz,
        CONSTRAINT action_items_pkey PRIMARY KEY (id),
        CONSTRAINT action_items_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meetings(id),
        CONSTRAINT action_items_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES organisations(id)
      );
      CREATE TABLE reminders (
        id uuid NOT NULL,
        meeting_id uuid NOT NULL,
        kind text NOT NULL,
        sequence integer NOT NULL,
        recipient_id uuid NOT NULL,
        organisation_id uuid,
        channel text NOT NULL,
        due_on date NOT NULL,
        state text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL,
        sent_at timestamptz,
        error text,
        CONSTRAINT reminders_key UNIQUE (meeting_id, kind, sequence, recipient_id, channel),
        CONSTRAINT reminders_state_check CHECK (state IN ('PENDING', 'SENT', 'FAILED', 'LAPSED')),
        CONSTRAINT reminders_pkey PRIMARY KEY (id),
        CONSTRAINT reminders_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meetings(id),
        CONSTRAINT reminders_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES accounts(id),
        CONSTRAINT reminders_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
      );
      CREATE INDEX series_parties_organisation_id_idx ON series_parties (organisation_id);
      CREATE INDEX meetings_state_meets_on_idx ON meetings (state, meets_on);
      CREATE INDEX meetings_series_id_starts_at_id_idx ON meetings (series_id, starts_at, id);
      CREATE INDEX action_items_meeting_id_due_on_id_idx ON action_items (meeting_id, due_on, id);
      CREATE INDEX action_items_owner_id_idx ON action_items (owner_id);
      CREATE INDEX reminders_recipient_id_idx ON reminders (recipient_id);
      CREATE INDEX reminders_meeting_id_due_on_idx ON reminders (meeting_id, due_on);
      CREATE INDEX reminders_due_idx ON reminders (next_attempt_at) WHERE state = 'PENDING';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE reminders, action_items, meetings, series_parties, liaison_series`);
  }
}
