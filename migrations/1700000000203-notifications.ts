import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people are told: one row for each person and occasion, letters that carry them, receipts, and wishes. */
export class Notifications1700000000203 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE letters (
        id uuid PRIMARY KEY,
        channel text NOT NULL CONSTRAINT letters_channel_check CHECK (channel IN ('MAIL')),
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        state text NOT NULL
          CONSTRAINT letters_state_check CHECK (state IN ('PENDING', 'SENT', 'FAILED', 'LAPSED')),
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL,
        sent_at timestamptz
      );
      CREATE INDEX letters_due_idx ON letters (next_attempt_at) WHERE state = 'PENDING';
      CREATE INDEX letters_failed_idx ON letters (id) WHERE state = 'FAILED';
      CREATE INDEX letters_account_id_idx ON letters (account_id);
      CREATE TABLE letter_attempts (
        id uuid PRIMARY KEY,
        letter_id uuid NOT NULL REFERENCES letters ON DELETE CASCADE,
        at timestamptz NOT NULL,
        error text
      );
      CREATE INDEX letter_attempts_letter_id_at_idx ON letter_attempts (letter_id, at);
      CREATE TABLE notifications (
        id uuid PRIMARY KEY,
        kind text NOT NULL CONSTRAINT notifications_kind_check CHECK (kind IN (${KINDS})),
        code text NOT NULL,
        key text NOT NULL CONSTRAINT notifications_key UNIQUE,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        organisation_id uuid REFERENCES organisations,
        subject_type text NOT NULL,
        subject_id uuid NOT NULL,
        scope_id uuid,
        words jsonb NOT NULL,
        state text NOT NULL
          CONSTRAINT notifications_state_check CHECK (state IN ('PENDING', 'POSTED', 'KEPT', 'LAPSED')),
        due_at timestamptz NOT NULL,
        next_at timestamptz NOT NULL,
        told_at timestamptz,
        read_at timestamptz,
        letter_id uuid REFERENCES letters
      );
      CREATE INDEX notifications_inbox_idx ON notifications (account_id, told_at DESC, id DESC) WHERE told_at IS NOT NULL;
      CREATE INDEX notifications_due_idx ON notifications (next_at, id) WHERE state = 'PENDING';
      CREATE INDEX notifications_subject_idx ON notifications (subject_id, due_at);
      CREATE INDEX notifications_letter_id_idx ON notifications (letter_id);
      CREATE TABLE notification_preferences (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE CASCADE,
        kind text NOT NULL CONSTRAINT notification_preferences_kind_check CHECK (kind IN (${KINDS})),
        scope_type text,
        scope_id uuid,
        mail text NOT NULL
          CONSTRAINT notification_preferences_mail_check CHECK (mail IN ('IMMEDIATE', 'DAILY', 'WEEKLY', 'NEVER')),
        CONSTRAINT notification_preferences_key UNIQUE NULLS NOT DISTINCT (account_id, kind, scope_id)
      );
      CREATE TABLE notification_profiles (
        account_id uuid PRIMARY KEY REFERENCES accounts ON DELETE CASCADE,
        language text NOT NULL
          CONSTRAINT notification_profiles_language_check CHECK (language IN ('ZH', 'EN', 'BOTH')),
        quiet_from text,
        quiet_until text
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE notification_profiles, notification_preferences, notifications, letter_attempts, letters',
    );
  }
}

const KINDS = `'LIAISON', 'ACTIONS', 'NEEDS', 'INTERESTS', 'MATCHES', 'PROJECTS', 'APPLICATIONS', 'DECISIONS', 'REVIEWS',
  'DEADLINES', 'TARGETS', 'ACCOUNT', 'DELIVERY'`;
