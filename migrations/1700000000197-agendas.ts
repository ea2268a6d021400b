import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Points that people put on agendas, and agendas as they stood when the minutes were filed. */
export class Agendas1700000000197 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE agenda_topics (
        id uuid NOT NULL,
        meeting_id uuid NOT NULL,
        text text NOT NULL,
        subject_type text,
        subject_id uuid,
        added_by_id uuid,
        author_id uuid,
        added_at timestamptz NOT NULL,
        CONSTRAINT agenda_topics_pkey PRIMARY KEY (id),
        CONSTRAINT agenda_topics_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meetings(id),
        CONSTRAINT agenda_topics_added_by_id_fkey FOREIGN KEY (added_by_id) REFERENCES organisations(id),
        CONSTRAINT agenda_topics_author_id_fkey FOREIGN KEY (author_id) REFERENCES accounts(id)
      );
      CREATE TABLE agenda_points (
        meeting_id uuid NOT NULL,
        position integer NOT NULL,
        kind text NOT NULL,
        text_zh text NOT NULL,
        text_en text NOT NULL,
        subject_type text,
        subject_id uuid,
        added_by_id uuid,
        audience uuid[] NOT NULL,
        for_bureau boolean NOT NULL,
        CONSTRAINT agenda_points_kind_check CHECK (kind IN ('MANUAL', 'ACTION_OVERDUE', 'ACTION', 'DEADLINE_OVERDUE',
          'MILESTONE_DUE', 'APPLICATION', 'INTEREST', 'NEED', 'TARGET_BEHIND')),
        CONSTRAINT agenda_points_pkey PRIMARY KEY (meeting_id, position),
        CONSTRAINT agenda_points_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES meetings(id),
        CONSTRAINT agenda_points_added_by_id_fkey FOREIGN KEY (added_by_id) REFERENCES organisations(id)
      );
      CREATE INDEX agenda_topics_meeting_id_id_idx ON agenda_topics (meeting_id, id);
      CREATE INDEX agenda_topics_added_by_id_idx ON agenda_topics (added_by_id);
      CREATE INDEX agenda_topics_author_id_idx ON agenda_topics (author_id);
      CREATE INDEX agenda_points_added_by_id_idx ON agenda_points (added_by_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE agenda_points, agenda_topics`);
  }
}
