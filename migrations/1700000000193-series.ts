import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Series that pause, end and change; who speaks for their parties; meetings beside those that the rule gives. */
export class Series1700000000193 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE liaison_series
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD COLUMN state text NOT NULL DEFAULT 'ACTIVE',
        ADD COLUMN on_holiday text NOT NULL DEFAULT 'NEXT_WORKING_DAY',
        ADD COLUMN paused_from date,
        ADD COLUMN resumes_on date,
        ADD COLUMN earlier jsonb NOT NULL DEFAULT '[]',
        ADD CONSTRAINT liaison_series_state_check CHECK (state IN ('ACTIVE', 'PAUSED', 'ENDED')),
        ADD CONSTRAINT liaison_series_on_holiday_check
          CHECK (on_holiday IN ('NEXT_WORKING_DAY', 'PREVIOUS_WORKING_DAY', 'SAME_MONTH'));
      CREATE TABLE series_contacts (
        series_id uuid NOT NULL,
        organisation_id uuid NOT NULL,
        account_id uuid NOT NULL,
        deputy boolean NOT NULL,
        position integer NOT NULL,
        CONSTRAINT series_contacts_pkey PRIMARY KEY (series_id, organisation_id, account_id),
        CONSTRAINT series_contacts_series_id_fkey
          FOREIGN KEY (series_id) REFERENCES liaison_series(id) ON DELETE CASCADE,
        CONSTRAINT series_contacts_organisation_id_fkey
          FOREIGN KEY (organisation_id) REFERENCES organisations(id),
        CONSTRAINT series_contacts_account_id_fkey
          FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
      );
      CREATE INDEX series_contacts_organisation_id_idx ON series_contacts (organisation_id);
      CREATE INDEX series_contacts_account_id_idx ON series_contacts (account_id);
      ALTER TABLE meetings
        ADD COLUMN extra integer NOT NULL DEFAULT 0,
        ADD COLUMN moved_from date,
        ADD COLUMN place text,
        ADD COLUMN suspended boolean NOT NULL DEFAULT false,
        DROP CONSTRAINT meetings_series_id_month_key,
        ADD CONSTRAINT meetings_series_id_month_extra_key UNIQUE (series_id, month, extra);
      UPDATE meetings m SET place = s.place FROM liaison_series s WHERE s.id = m.series_id AND s.place IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM reminders WHERE meeting_id IN (SELECT id FROM meetings WHERE extra > 0);
      DELETE FROM action_items WHERE meeting_id IN (SELECT id FROM meetings WHERE extra > 0);
      DELETE FROM meetings WHERE extra > 0;
      ALTER TABLE meetings
        DROP CONSTRAINT meetings_series_id_month_extra_key,
        ADD CONSTRAINT meetings_series_id_month_key UNIQUE (series_id, month),
        DROP COLUMN extra, DROP COLUMN moved_from, DROP COLUMN place, DROP COLUMN suspended;
      DROP TABLE series_contacts;
      ALTER TABLE liaison_series
        DROP COLUMN version, DROP COLUMN state, DROP COLUMN on_holiday, DROP COLUMN paused_from,
        DROP COLUMN resumes_on, DROP COLUMN earlier;
    `);
  }
}
