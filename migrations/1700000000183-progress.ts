import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Milestones and yearly progress reports of projects. */
export class Progress1700000000183 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE milestones (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL,
        project_id uuid NOT NULL,
        number integer NOT NULL,
        title text NOT NULL,
        deliverable text NOT NULL,
        due_on date NOT NULL,
        evidence text,
        reported_on date,
        CONSTRAINT milestones_pkey PRIMARY KEY (id),
        CONSTRAINT milestones_project_id_number_key UNIQUE (project_id, number),
        CONSTRAINT milestones_state_check CHECK (state IN ('PLANNED', 'REPORTED', 'REACHED', 'LAPSED')),
        CONSTRAINT milestones_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
      );
      CREATE TABLE progress_reports (
        id uuid NOT NULL,
        version integer NOT NULL DEFAULT 1,
        state text NOT NULL,
        project_id uuid NOT NULL,
        year integer NOT NULL,
        due_on date NOT NULL,
        progress text,
        problems text,
        funds_used numeric(16,2),
        submitted_on date,
        CONSTRAINT progress_reports_pkey PRIMARY KEY (id),
        CONSTRAINT progress_reports_project_id_year_key UNIQUE (project_id, year),
        CONSTRAINT progress_reports_state_check
          CHECK (state IN ('DUE', 'SUBMITTED', 'RETURNED', 'ACCEPTED', 'LAPSED')),
        CONSTRAINT progress_reports_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects(id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE progress_reports; DROP TABLE milestones`);
  }
}
