import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every version of the minutes of a meeting; those that stand so far are the first. */
export class Minutes1700000000198 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE minutes_versions (
        meeting_id uuid NOT NULL,
        number integer NOT NULL,
        text text NOT NULL,
        decisions text[] NOT NULL DEFAULT '{}',
        guests text[] NOT NULL DEFAULT '{}',
        attendee_ids uuid[] NOT NULL DEFAULT '{}',
        written_at timestamptz NOT NULL,
        written_by text,
        author_id uuid,
        CONSTRAINT minutes_versions_pkey PRIMARY KEY (meeting_id, number),
        CONSTRAINT minutes_versions_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meetings(id),
        CONSTRAINT minutes_versions_author_id_fkey FOREIGN KEY (author_id) REFERENCES accounts(id)
      );
      CREATE INDEX minutes_versions_author_id_idx ON minutes_versions (author_id);
      INSERT INTO minutes_versions (meeting_id, number, text, attendee_ids, written_at)
      SELECT id, 1, minutes, attendee_ids, held_at FROM meetings WHERE state = 'HELD' AND minutes IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE minutes_versions`);
  }
}
