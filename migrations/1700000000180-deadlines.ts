import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What projects owe after their approval, and the notices about it. */
export class Deadlines1700000000180 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE deadlines (
        id uuid NOT NULL,
        project_id uuid NOT NULL,
        kind text NOT NULL,
        about_id uuid NOT NULL,
        due_on date NOT NULL,
        settled_on date,
        missed_on date,
        CONSTRAINT deadlines_pkey PRIMARY KEY (id),
        CONSTRAINT deadlines_kind_about_id_key UNIQUE (kind, about_id),
        CONSTRAINT deadlines_kind_check
          CHECK (kind IN ('TASK_BOOK', 'MILESTONE', 'PROGRESS_REPORT', 'FINAL_REPORT', 'RECOVERY')),
        CONSTRAINT deadlines_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
      );
      CREATE INDEX deadlines_project_id_idx ON deadlines (project_id);
      CREATE INDEX deadlines_open_idx ON deadlines (due_on) WHERE settled_on IS NULL;
      CREATE TABLE deadline_notices (
        id uuid NOT NULL,
        deadline_id uuid NOT NULL,
        due_on date NOT NULL,
        step text NOT NULL,
        recipient_id uuid NOT NULL,
        next_attempt_at timestamptz NOT NULL,
        sent_at timestamptz,
        CONSTRAINT deadline_notices_pkey PRIMARY KEY (id),
        CONSTRAINT deadline_notices_key UNIQUE (deadline_id, due_on, step, recipient_id),
        CONSTRAINT deadline_notices_deadline_id_fkey FOREIGN KEY (deadline_id) REFERENCES deadlines(id),
        CONSTRAINT deadline_notices_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES accounts(id)
      );
      CREATE INDEX deadline_notices_open_idx ON deadline_notices (next_attempt_at) WHERE sent_at IS NULL;
      CREATE INDEX deadline_notices_recipient_id_idx ON deadline_notices (recipient_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE deadline_notices; DROP TABLE deadlines`);
  }
}
