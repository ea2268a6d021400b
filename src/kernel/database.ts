import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client, types } from 'pg';
import {
  DataSource,
  type DataSourceOptions,
  getMetadataArgsStorage,
  MigrationExecutor,
  type MigrationInterface,
} from 'typeorm';
import { Naming } from './naming';
import { StartError } from './start-error';

/** What differs between the processes that use one database. */
export interface DatabaseSettings {
  readonly appName: string;
  readonly poolSize: number;
  /** Statements that take longer are ended by the server. */
  readonly statementTimeoutMs: number;
}

type MigrationClass = new () => MigrationInterface;

const DATE = 1082;
const MIGRATION_LOCK = 7_236_012;
const OLDEST_SERVER = 150_000;

// A day has no time zone: read as a Date, it would move with the machine's.
types.setTypeParser(DATE, (text) => text);

/** Every entity class that has been imported; call it after the application module is loaded. */
export const entityClasses = (): Function[] =>
  getMetadataArgsStorage().tables.flatMap(({ target }) => (typeof target === 'function' ? [target] : []));

/** How TypeORM reaches PostgreSQL. */
export function databaseOptions(url: string, settings: DatabaseSettings): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    applicationName: settings.appName,
    poolSize: settings.poolSize,
    entities: entityClasses(),
    namingStrategy: new Naming(),
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    connectTimeoutMS: 10_000,
    installExtensions: false,
    logging: false,
    extra: {
      statement_timeout: settings.statementTimeoutMs,
      lock_timeout: 2_000,
      idle_in_transaction_session_timeout: 30_000,
    },
  };
}

/** The migration classes, by name of file, so by time. */
export function migrationClasses(folder = migrationFolder()): MigrationClass[] {
  const files = readdirSync(folder).filter((file) => /^\d{13}-[\w-]+\.(ts|js)$/.test(file));
  return files.sort().flatMap((file) => {
    const exported: unknown[] = Object.values(require(join(folder, file)) as object);
    return exported.filter((item): item is MigrationClass => typeof item === 'function');
  });
}

/** `migrations/` lies beside `src/`, in the sources as in `dist/`. */
function migrationFolder(): string {
  const folder = resolve(__dirname, '../../migrations');
  if (!existsSync(folder)) throw new StartError(`${folder} is missing: run \`npm run build\`.`);
  return folder;
}

/**
 * Runs the migrations that are due; of processes that start at once, one does and the others wait.
 * Gives the names of those it ran.
 */
export async function migrate(url: string): Promise<string[]> {
  const guard = await connect(url);
  try {
    await refuseOldServer(guard);
    await guard.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await runPending(url);
  } finally {
    await guard.end();
  }
}

async function runPending(url: string): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url,
    applicationName: 'benfu migrate',
    poolSize: 2,
    entities: [],
    namingStrategy: new Naming(),
    migrations: migrationClasses(),
    installExtensions: false,
    logging: false,
  });
  await source.initialize();
  const runner = source.createQueryRunner();
  try {
    const executor = new MigrationExecutor(source, runner);
    executor.transaction = 'each';
    return (await executor.executePendingMigrations()).map(({ name }) => name);
  } finally {
    await runner.release();
    await source.destroy();
  }
}

/** One connection without time limits; a server that cannot be reached is said in one sentence. */
export async function connect(url: string): Promise<Client> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'benfu boot',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    const { hostname, port, pathname } = new URL(url);
    const reason =
      error instanceof Error && error.message ? error.message : String((error as { code?: string }).code);
    throw new StartError(
      `Benfu cannot reach PostgreSQL at ${hostname}:${port || 5432}${pathname}: ${reason}. Check DATABASE_URL.`,
    );
  }
}

async function refuseOldServer(client: Client): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  );
  const { number, version } = rows[0]!;
  if (number < OLDEST_SERVER)
    throw new StartError(`Benfu needs PostgreSQL 15 or newer; DATABASE_URL leads to ${version}.`);
}
