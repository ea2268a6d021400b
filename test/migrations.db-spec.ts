import { DataSource } from 'typeorm';
import { migrate, migrationClasses } from '../src/kernel/database';
import { Naming } from '../src/kernel/naming';
import { cloneDatabase, type TestDatabase } from './support/database';

let database: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await cloneDatabase();
  const options = {
    url: database.url,
    namingStrategy: new Naming(),
    migrations: migrationClasses(),
    logging: false,
  };
  source = await new DataSource({ type: 'postgres', installExtensions: false, ...options }).initialize();
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

/** Everything that the migrations make, as text. */
async function shape(): Promise<string[]> {
  const rows = await source.query<{ line: string }[]>(`
    SELECT format('column %s.%s %s %s %s', table_name, column_name, udt_name, is_nullable, column_default) AS line
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT format('constraint %s %s', conname, pg_get_constraintdef(oid))
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT format('index %s', indexdef) FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT format('trigger %s', pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT format('function %s', proname) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    ORDER BY 1`);
  return rows.map(({ line }) => line);
}

it('go up, down and up again to the same tables', async () => {
  const before = await shape();
  expect(before.length).toBeGreaterThan(50);
  const count = migrationClasses().length;
  for (let step = 0; step < count; step++) await source.undoLastMigration({ transaction: 'each' });
  const left = (await shape()).filter(
    (line) =>
      !/migrations|^function (gbt_|gbtree|float|cash|date|int|oid|time|ts|gtrgm|set_limit|show_|similarity|word_|strict_)/.test(
        line,
      ),
  );
  expect(left).toEqual([]);
  await migrate(database.url);
  expect(await shape()).toEqual(before);
});

it('run once, whoever asks', async () => {
  expect(await Promise.all([migrate(database.url), migrate(database.url)])).toEqual([[], []]);
});

it('keep the members, the employers and the names of a database that is older than consent', async () => {
  const [org, person, claimant] = ['1', '2', '3'].map((n) => `00000000-0000-7000-8000-00000000000${n}`);
  await source.query(`
    DELETE FROM migrations WHERE name LIKE 'Consent%';
    ALTER TABLE organisations DROP COLUMN name_keys;
    ALTER TABLE affiliations DROP COLUMN confirmed;
    ALTER TABLE memberships DROP COLUMN accepted_at;
    INSERT INTO organisations (id, name, name_en, kind) VALUES ('${org}', '旧測試　大學', 'Old University', 'OTHER');
    INSERT INTO people (id, name, organisation_id) VALUES ('${person}', '甲', '${org}'), ('${claimant}', '乙', '${org}');
    INSERT INTO accounts (id, email, password_hash, person_id, created_at) VALUES ('${person}', 'a@b.example', '', '${person}', now());
    INSERT INTO memberships VALUES ('${person}', '${org}', 'MEMBER', '2025-01-01');
    INSERT INTO affiliations (id, person_id, organisation_id, since)
      VALUES ('${person}', '${person}', '${org}', '2025-01-01'), ('${claimant}', '${claimant}', '${org}', '2025-01-01');
  `);
  await migrate(database.url);
  const [found] = await source.query<object[]>(`
    SELECT (SELECT name_keys FROM organisations) AS keys, (SELECT accepted_at = since FROM memberships) AS member,
      (SELECT array_agg(confirmed ORDER BY id) FROM affiliations) AS confirmed,
      (SELECT array_agg(organisation_id::text ORDER BY id) FROM people) AS employers`);
  expect(found).toEqual({
    keys: ['旧测试大学', 'olduniversity'],
    member: true,
    confirmed: [true, false],
    employers: [org, null],
  });
});
