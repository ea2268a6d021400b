import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../src/kernel/database';
import { EmbeddedPostgres } from '../../src/kernel/embedded-postgres';
import { onServer, TEMPLATE_VARIABLE, withDatabase } from './database';

/** A migrated template, and how to be rid of it; setup and teardown run in jest's own process. */
export interface TestServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

declare global {
  var benfuTestServer: TestServer | undefined;
}

/** One PostgreSQL for the whole run (or the one of TEST_DATABASE_URL), and one migrated database to copy. */
export default async function setUp(): Promise<void> {
  const given = process.env['TEST_DATABASE_URL'];
  const server = given ? await templateOn(given) : await ownServer();
  globalThis.benfuTestServer = server;
  await migrate(server.url);
  process.env[TEMPLATE_VARIABLE] = server.url;
}

async function ownServer(): Promise<TestServer> {
  const directory = mkdtempSync(join(tmpdir(), 'benfu-test-'));
  const server = await EmbeddedPostgres.open({ directory, mode: 'own', durable: false });
  // An interrupted run ends through `exit`, where the server is told to stop.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  return { url: server.url(), stop };
}

async function templateOn(server: string): Promise<TestServer> {
  const name = `benfu_template_${process.pid}`;
  await onServer(server, `create database ${name}`);
  return {
    url: withDatabase(server, name),
    stop: () => onServer(server, `drop database ${name} with (force)`),
  };
}
