import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, findBreakingChanges } from 'graphql';
import { ROOT } from './support/sources';

const CONTRACT = join(ROOT, '../shared/design/contract.graphql');

it('the schema holds all that others rely on', () => {
  if (!existsSync(CONTRACT)) {
    if (process.env['BENFU_REQUIRE']?.includes('shared')) throw new Error(`no contract at ${CONTRACT}`);
    process.stderr.write(`SKIPPED: no contract at ${CONTRACT}\n`);
    return;
  }
  const contract = buildSchema(readFileSync(CONTRACT, 'utf8'));
  const schema = buildSchema(readFileSync(join(ROOT, 'src/schema.graphql'), 'utf8'));
  const broken = findBreakingChanges(contract, schema).map(({ description }) => description);
  expect(broken).toEqual([]);
});
