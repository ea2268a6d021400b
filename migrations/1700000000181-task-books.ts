import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the parties of approved projects undertake, and what a project awaits before its next step. */
export class TaskBooks1700000000181 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE projects ADD COLUMN awaits text, ADD COLUMN signed_as text,
        ADD CONSTRAINT projects_awaits_check CHECK (awaits IN ('TASK_BOOK', 'ACCEPTANCE'));
      CREATE TABLE task_books (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL,
        project_id uuid NOT NULL,
        granted_funding numeric(16,2) NOT NULL,
        due_on date NOT NULL,
        plan jsonb NOT NULL,
        CONSTRAINT task_books_pkey PRIMARY KEY (id),
        CONSTRAINT task_books_project_id_key UNIQUE (project_id),
        CONSTRAINT task_books_state_check
          CHECK (state IN ('DRAFT', 'SUBMITTED', 'RETURNED', 'CONFIRMED', 'LAPSED')),
        CONSTRAINT task_books_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
      );
      CREATE TABLE task_book_editions (
        id uuid NOT NULL,
        task_book_id uuid NOT NULL,
        number integer NOT NULL,
        at timestamptz NOT NULL,
        plan jsonb NOT NULL,
        leader_id uuid,
        party_ids jsonb NOT NULL,
        ends_on date NOT NULL,
        CONSTRAINT task_book_editions_pkey PRIMARY KEY (id),
        CONSTRAINT task_book_editions_key UNIQUE (task_book_id, number),
        CONSTRAINT task_book_editions_task_book_id_fkey FOREIGN KEY (task_book_id) REFERENCES task_books(id),
        CONSTRAINT task_book_editions_leader_id_fkey FOREIGN KEY (leader_id) REFERENCES people(id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE task_book_editions;
      DROP TABLE task_books;
      ALTER TABLE projects DROP COLUMN awaits, DROP COLUMN signed_as;
    `);
  }
}
