import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files, and the records that they belong to; projects carry theirs in what the parties sign. */
export class Attachments1700000000155 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE attachments (
        id uuid NOT NULL,
        name text NOT NULL,
        size integer NOT NULL,
        media_type text NOT NULL,
        sha256 text NOT NULL,
        uploaded_at timestamptz NOT NULL,
        organisation_id uuid,
        uploader_id uuid NOT NULL,
        kept boolean NOT NULL DEFAULT false,
        CONSTRAINT attachments_pkey PRIMARY KEY (id),
        CONSTRAINT attachments_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id)
      );
      CREATE INDEX attachments_uploader_id_idx ON attachments (uploader_id);
      CREATE INDEX attachments_organisation_id_idx ON attachments (organisation_id);
      CREATE TABLE attachment_bindings (
        attachment_id uuid NOT NULL,
        subject_type text NOT NULL,
        subject_id uuid NOT NULL,
        bound_at timestamptz NOT NULL,
        CONSTRAINT attachment_bindings_pkey PRIMARY KEY (attachment_id, subject_type, subject_id),
        CONSTRAINT attachment_bindings_attachment_id_fkey FOREIGN KEY (attachment_id) REFERENCES attachments(id)
      );
      CREATE INDEX attachment_bindings_subject_type_subject_id_idx
        ON attachment_bindings (subject_type, subject_id);
      ALTER TABLE projects ADD COLUMN attached jsonb NOT NULL DEFAULT '[]';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE projects DROP COLUMN attached;
      DROP TABLE attachment_bindings;
      DROP TABLE attachments;
    `);
  }
}
