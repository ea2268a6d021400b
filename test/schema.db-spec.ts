import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { isObjectType, lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { allKinds } from '../src/kernel/kind';
import { prefixesByTypeName } from '../src/kernel/node';
import { startApp, type TestApp } from './support/app';
import { ROOT } from './support/sources';

const FILE = join(ROOT, 'src/schema.graphql');
let app: TestApp;
let schema: GraphQLSchema;

beforeAll(async () => {
  app = await startApp();
  schema = app.get(GraphQLSchemaHost).schema;
});
afterAll(() => app.close());

describe('the schema of the API', () => {
  it('is printed in src/schema.graphql (npm run schema)', () => {
    const printed = `# Written by \`npm run schema\`.\n${printSchema(lexicographicSortSchema(schema))}\n`;
    if (process.env['npm_lifecycle_event'] === 'schema') writeFileSync(FILE, printed);
    expect(existsSync(FILE) && readFileSync(FILE, 'utf8')).toBe(printed);
  });

  it('reaches every node by its id', () => {
    const unreached = [...prefixesByTypeName().keys()].filter((name) => {
      const type = schema.getType(name);
      return !isObjectType(type) || !type.getInterfaces().some(({ name: of }) => of === 'Node');
    });
    expect(unreached).toEqual([]);
  });

  it('shows version and actions on every type with a lifecycle', () => {
    for (const { entity } of allKinds()) {
      const type = schema.getType(entity.name);
      expect([entity.name, isObjectType(type) && Object.keys(type.getFields())]).toEqual([
        entity.name,
        expect.arrayContaining(['id', 'state', 'version', 'actions']),
      ]);
    }
  });
});

describe('the tables', () => {
  it('are what the entities say: no drift', async () => {
    const { upQueries } = await app.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('allow the states of the lifecycles and no others', async () => {
    for (const { entity, lifecycle } of allKinds()) {
      const table = app.dataSource.getMetadata(entity).tableName;
      const [check] = await app.sql<{ text: string }>(
        `SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'c'
           AND pg_get_constraintdef(oid) ~ '\\mstate\\M.*ARRAY' ORDER BY conname = $2 DESC`,
        [table, `${table}_state_check`],
      );
      const states = [...(check?.text ?? '').matchAll(/'(\w+)'/g)].map(([, state]) => state);
      expect([table, states.sort()]).toEqual([table, [...lifecycle.states].sort()]);
    }
  });

  it('have an index on every foreign key that is filtered on, at least on those of lists', async () => {
    const missing = await app.sql<{ name: string }>(`
      SELECT c.conname AS name FROM pg_constraint c
      WHERE c.contype = 'f' AND c.confdeltype = 'c' AND NOT EXISTS (
        SELECT 1 FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1])`);
    expect(missing).toEqual([]);
  });
});
