import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an objection is about, what shows it, and by when it is to be resolved. */
export class ObjectionEvidence1700000000177 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE objections
        ADD kind text NOT NULL DEFAULT 'OTHER',
        ADD evidence text,
        ADD evidence_links text[] DEFAULT '{}',
        ADD due_on date,
        ADD overdue_at timestamptz,
        ADD CONSTRAINT objections_kind_check CHECK (kind IN ('ELIGIBILITY', 'INTEGRITY', 'DUPLICATE_FUNDING',
          'OWNERSHIP', 'CONFLICT_OF_INTEREST', 'PROCEDURE', 'OTHER'));
      CREATE INDEX objections_due_on_idx ON objections (due_on) WHERE resolved_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE objections
      DROP kind, DROP evidence, DROP evidence_links, DROP due_on, DROP overdue_at`);
  }
}
