import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Versions of the programme, and the one that each round keeps: what the bureau had set becomes the first. */
export class Programmes1700000000146 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE programmes (
        id uuid NOT NULL,
        version integer NOT NULL,
        reason text NOT NULL,
        at timestamptz NOT NULL,
        author_id uuid,
        kept jsonb NOT NULL,
        CONSTRAINT programmes_pkey PRIMARY KEY (id),
        CONSTRAINT programmes_version_key UNIQUE (version),
        CONSTRAINT programmes_author_id_fkey FOREIGN KEY (author_id) REFERENCES people (id)
      );
      INSERT INTO programmes (id, version, reason, at, kept)
      SELECT '01890a5d-ac96-7000-8000-000000000146', 1, '初始版本', now(), jsonb_build_object(
        'values', COALESCE((SELECT jsonb_object_agg(key, value) FROM settings WHERE key IN (${MOVED})), '{}'),
        'criteria', '${JSON.stringify(CRITERIA)}'::jsonb);
      DELETE FROM settings WHERE key IN (${MOVED});
      ALTER TABLE rounds ADD COLUMN programme_id uuid, ADD COLUMN terms jsonb,
        ADD CONSTRAINT rounds_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programmes (id);
      UPDATE rounds SET programme_id = p.id, terms = p.kept FROM programmes p;
      ALTER TABLE rounds ALTER COLUMN programme_id SET NOT NULL, ALTER COLUMN terms SET NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE rounds DROP COLUMN programme_id, DROP COLUMN terms;
      INSERT INTO settings (key, value)
      SELECT v.key, v.value::double precision FROM programmes p, jsonb_each_text(p.kept -> 'values') v
      WHERE p.version = (SELECT max(version) FROM programmes) AND v.key IN (${MOVED})
      ON CONFLICT (key) DO NOTHING;
      DROP TABLE programmes;
    `);
  }
}

const MOVED = [
  'rounds.notice-workdays',
  'applications.funding-max',
  'applications.self-funding-percent',
  'applications.leader-projects',
  'applications.least-enterprises',
  'applications.least-institutes',
  'applications.lapse-days',
  'reviews.minimum',
  'reviews.pass-score',
]
  .map((key) => `'${key}'`)
  .join(', ');

const CRITERIA = [
  { code: 'INNOVATION', weight: 0.3, zh: '创新性', en: 'innovation' },
  { code: 'FEASIBILITY', weight: 0.25, zh: '可行性', en: 'feasibility' },
  { code: 'COOPERATION', weight: 0.2, zh: '合作基础', en: 'basis of the cooperation' },
  { code: 'BENEFIT', weight: 0.25, zh: '预期效益', en: 'expected benefit' },
];
