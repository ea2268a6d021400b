import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** A database of one's own, migrated and empty. */
export interface TestDatabase {
  readonly url: string;
  /** Ends whatever is still connected and removes the database. */
  drop(): Promise<void>;
}

/** Where the global setup leaves the address of the migrated template. */
export const TEMPLATE_VARIABLE = 'BENFU_TEST_TEMPLATE';

/** Copies the migrated template: some 30 ms instead of a migration for every test file. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const template = process.env[TEMPLATE_VARIABLE];
  if (!template) throw new Error('no template database: the global setup of jest has not run');
  const name = `benfu_${randomBytes(6).toString('hex')}`;
  await onServer(template, `create database ${name} template ${databaseOf(template)}`);
  return {
    url: withDatabase(template, name),
    drop: () => onServer(template, `drop database ${name} with (force)`),
  };
}

/** Runs one statement beside the databases, on the server of `url`. */
export async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: withDatabase(url, 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The same server and account, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}

const databaseOf = (url: string): string => new URL(url).pathname.slice(1);
