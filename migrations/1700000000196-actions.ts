import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Action items: a state, a person who is to do them, a link to what they are about. */
export class Actions1700000000196 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE action_items
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD COLUMN state text,
        ADD COLUMN owner_person_id uuid,
        ADD COLUMN confirmed_at timestamptz,
        ADD COLUMN subject_type text,
        ADD COLUMN subject_id uuid,
        ADD CONSTRAINT action_items_owner_person_id_fkey FOREIGN KEY (owner_person_id) REFERENCES people(id);
      UPDATE action_items SET state = CASE WHEN done_at IS NULL THEN 'OPEN' ELSE 'DONE' END;
      ALTER TABLE action_items
        ALTER COLUMN state SET NOT NULL,
        ADD CONSTRAINT action_items_state_check CHECK (state IN ('OPEN', 'DONE', 'CONFIRMED'));
      CREATE INDEX action_items_owner_person_id_idx ON action_items (owner_person_id);
      CREATE INDEX action_items_open_idx ON action_items (due_on) WHERE state = 'OPEN';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE action_items DROP COLUMN version, DROP COLUMN state, DROP COLUMN owner_person_id,
        DROP COLUMN confirmed_at, DROP COLUMN subject_type, DROP COLUMN subject_id`);
  }
}
