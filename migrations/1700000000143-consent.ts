import type { MigrationInterface, QueryRunner } from 'typeorm';
import { fold } from '../src/kernel/fold';

/** As `nameKey` made it on the day of this migration. */
const keyOf = (name: string): string =>
  fold(name)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Memberships that are agreed to, affiliations that are confirmed, and names that are compared without their spelling.
 * A database that had these columns from its first day keeps what they say: an invitation must not become a membership.
 */
export class Consent1700000000143 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (!(await runner.hasColumn('memberships', 'accepted_at'))) await agree(runner);
    if (!(await runner.hasColumn('affiliations', 'confirmed'))) await confirm(runner);
    if (!(await runner.hasColumn('organisations', 'name_keys'))) await key(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE organisations DROP COLUMN name_keys;
      ALTER TABLE affiliations DROP COLUMN confirmed;
      ALTER TABLE memberships DROP COLUMN accepted_at;
    `);
  }
}

/** Whoever was a member stays one. */
const agree = (runner: QueryRunner): Promise<unknown> =>
  runner.query(`
    ALTER TABLE memberships ADD COLUMN accepted_at timestamptz;
    UPDATE memberships SET accepted_at = since;
  `);

/** What others recorded of a person is confirmed, and what the person alone said is not: it is theirs no more. */
const confirm = (runner: QueryRunner): Promise<unknown> =>
  runner.query(`
    ALTER TABLE affiliations ADD COLUMN confirmed boolean NOT NULL DEFAULT false;
    UPDATE affiliations f SET confirmed = true
    WHERE EXISTS (
      SELECT 1 FROM accounts a JOIN memberships m ON m.account_id = a.id
      WHERE a.person_id = f.person_id AND m.organisation_id = f.organisation_id
    ) OR EXISTS (
      SELECT 1 FROM facts s WHERE s.subject_id = f.person_id AND s.topic = 'person.affiliated'
        AND s.payload->>'organisationId' = f.organisation_id::text
        AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.person_id = f.person_id AND a.id = s.actor_id)
    );
    UPDATE people p SET organisation_id = (
      SELECT f.organisation_id FROM affiliations f
      WHERE f.person_id = p.id AND f.until IS NULL AND f.confirmed
      ORDER BY f.organisation_id = p.organisation_id DESC, f.since DESC, f.id DESC LIMIT 1
    ) WHERE organisation_id IS NOT NULL;
  `);

async function key(runner: QueryRunner): Promise<void> {
  await runner.query(`
    ALTER TABLE organisations ADD COLUMN name_keys text[] NOT NULL DEFAULT '{}';
    CREATE INDEX organisations_name_keys_idx ON organisations USING gin (name_keys);
  `);
  const rows = (await runner.query(
    `SELECT id, array_remove(ARRAY[name, name_en, short_name], NULL) AS names FROM organisations`,
  )) as { id: string; names: string[] }[];
  for (const { id, names } of rows) {
    const keys = [...new Set(names.map(keyOf).filter((one) => one !== ''))];
    await runner.query(`UPDATE organisations SET name_keys = $2 WHERE id = $1`, [id, keys]);
  }
}
