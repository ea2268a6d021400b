import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from 'pino';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { assemble } from '../../src/boot';
import { SessionsService } from '../../src/areas/accounts';
import { Config } from '../../src/kernel/config';
import { databaseOptions } from '../../src/kernel/database';
import { FactSignal } from '../../src/kernel/fact-signal';
import { FactStream } from '../../src/kernel/fact-stream';
import { Health } from '../../src/kernel/health';
import { Jobs } from '../../src/kernel/jobs';
import { forgetQueues, queueSettings, type Backend } from '../../src/kernel/kernel.testing';
import { createLogger } from '../../src/kernel/log';
import { Mailer } from '../../src/kernel/mail';
import { Outbox } from '../../src/kernel/outbox';
import { serverCloser } from '../../src/kernel/shutdown';
import { ApiClient } from './client';
import { TestClock } from './clock';
import { cloneDatabase, type TestDatabase } from './database';
import { Personas, type OrganisationName, type Persona } from './personas';

/** How a test wants its program. */
export interface AppOptions {
  /** Where jobs wait, when they are started. */
  readonly queue?: Backend;
  /** Starts the workers; else jobs run when the test says so: `runTicks()`, `drain()`. */
  readonly works?: boolean;
  readonly now?: Date | string;
  /** Further environment variables, e.g. `{ NODE_ENV: 'production' }`. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly logger?: Logger;
}

/** The real program on a database of its own. */
export class TestApp {
  readonly personas: Personas;
  private readonly clients: ApiClient[] = [];
  private readonly tokens = new Map<string, { token: string; until: number }>();

  constructor(
    readonly app: NestExpressApplication,
    readonly url: string,
    readonly clock: TestClock,
    readonly databaseUrl: string,
    private readonly end: () => Promise<void>,
  ) {
    this.personas = new Personas(app);
  }

  /** A provider of the program. */
  get<T>(token: { readonly prototype: T }): T {
    return this.app.get<T>(token as never);
  }

  get dataSource(): DataSource {
    return this.app.get(DataSource);
  }

  /** The API as a persona uses it, signed in however far the clock moves. */
  async as(persona: Persona): Promise<ApiClient> {
    const { accountId } = await this.personas.account(persona);
    return this.client(() => this.authorization(accountId));
  }

  /** The API as a stranger uses it. */
  anonymous(): ApiClient {
    return this.client(() => Promise.resolve(undefined));
  }

  /** The API with this access token. */
  bearing(token: string): ApiClient {
    return this.client(() => Promise.resolve(`Bearer ${token}`));
  }

  /** An organisation's id as clients know it. */
  organisation(name: OrganisationName): Promise<string> {
    return this.personas.organisationId(name);
  }

  /** Runs one statement on the app's database and gives its rows. */
  sql<R = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<R[]> {
    return this.dataSource.query<R[]>(text, values);
  }

  /** Runs every scheduled job once, then lets everybody hear what follows. */
  async runTicks(): Promise<void> {
    await this.get(Jobs).runTicks();
    await this.drain();
  }

  /** Carries every fact to those who hear it, and what follows from that. */
  drain(): Promise<void> {
    return this.get(Outbox).drain();
  }

  async close(): Promise<void> {
    for (const client of this.clients) await client.close();
    await this.end();
  }

  private client(authorization: () => Promise<string | undefined>): ApiClient {
    const client = new ApiClient(this.url, authorization);
    this.clients.push(client);
    return client;
  }

  private async authorization(accountId: string): Promise<string> {
    const now = this.clock.now().getTime();
    const known = this.tokens.get(accountId);
    if (known && known.until > now + 60_000 && known.until < now + 3_600_000) return `Bearer ${known.token}`;
    const { accessToken, expiresAt } = await this.get(SessionsService).open(accountId);
    this.tokens.set(accountId, { token: accessToken, until: expiresAt.getTime() });
    return `Bearer ${accessToken}`;
  }
}

/** Assembles and opens the program as `src/main.ts` does, on a copy of the migrated template. */
export async function startApp(options: AppOptions = {}): Promise<TestApp> {
  const database = await cloneDatabase();
  const directory = mkdtempSync(join(tmpdir(), 'benfu-app-'));
  try {
    return await open(options, database, directory);
  } catch (error) {
    await database.drop();
    rmSync(directory, { recursive: true, force: true });
    throw error;
  }
}

async function open(options: AppOptions, database: TestDatabase, directory: string): Promise<TestApp> {
  const { queue = 'postgres', works = false, now } = options;
  const queues = queueSettings(queue, database.url);
  const config = configOf(options, database.url, directory, queues);
  const settings = { appName: 'benfu test', poolSize: 10, statementTimeoutMs: 20_000 };
  const dataSource = await new DataSource(databaseOptions(database.url, settings)).initialize();
  const clock = new TestClock(now === undefined ? new Date() : new Date(now));
  const logger = options.logger ?? createLogger('silent');
  const app = await assemble({ config, databaseUrl: database.url, dataSource, clock, logger });
  if (works) {
    await app.get(Jobs).start();
    app.get(Outbox).start();
  }
  const closeServer = serverCloser(app.getHttpServer());
  await app.listen(0, '127.0.0.1');
  app.get(Health).ready();
  const end = async (): Promise<void> => {
    await app.get(FactStream).close();
    await closeServer();
    await app.get(Jobs).stop();
    await app.get(Outbox).close();
    await app.get(FactSignal).close();
    await app.get(Jobs).close();
    app.get(Mailer).close();
    await app.close();
    await dataSource.destroy();
    await forgetQueues(queues);
    await database.drop();
    rmSync(directory, { recursive: true, force: true });
  };
  return new TestApp(app, await app.getUrl(), clock, database.url, end);
}

function configOf(
  { queue, environment }: AppOptions,
  databaseUrl: string,
  directory: string,
  queues: ReturnType<typeof queueSettings>,
): Config {
  return Config.load({
    DATABASE_URL: databaseUrl,
    BENFU_DATA: directory,
    SEED: 'none',
    PORT: '0',
    LOG_LEVEL: 'silent',
    AUTH_SECRET: randomUUID(),
    QUEUE_PREFIX: queues.queuePrefix,
    ...(queue === 'redis' && queues.redisUrl ? { REDIS_URL: queues.redisUrl } : {}),
    ...environment,
  });
}

/** A connection beside the program's own. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
