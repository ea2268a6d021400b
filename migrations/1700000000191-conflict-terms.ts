import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far conflicts of interest reach back is a term of the programme: what the bureau had set held for every round. */
export class ConflictTerms1700000000191 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of [
      ['programmes', 'kept'],
      ['rounds', 'terms'],
    ]) {
      await runner.query(`
        UPDATE ${table} t SET ${column} = jsonb_set(${column}, '{values}', ${column} -> 'values' || s.changed)
        FROM (SELECT jsonb_object_agg(key, value) AS changed FROM settings WHERE key IN (${MOVED})) s
        WHERE s.changed IS NOT NULL`);
    }
    await runner.query(`DELETE FROM settings WHERE key IN (${MOVED})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      INSERT INTO settings (key, value)
      SELECT v.key, v.value::numeric FROM programmes p, jsonb_each_text(p.kept -> 'values') v
      WHERE p.version = (SELECT max(version) FROM programmes) AND v.key IN (${MOVED})
      ON CONFLICT (key) DO NOTHING`);
  }
}

const MOVED = `'reviews.conflict-years', 'reviews.collaboration-years', 'reviews.similar-likeness'`;
