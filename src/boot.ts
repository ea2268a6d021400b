import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { AppModule } from './app.module';
import { Clock } from './kernel/clock';
import type { Config } from './kernel/config';
import { databaseOptions, migrate } from './kernel/database';
import { EmbeddedPostgres } from './kernel/embedded-postgres';
import { prepareHttp } from './kernel/http';
import type { KernelParts } from './kernel/kernel.module';
import { createLogger, NestLog } from './kernel/log';
import { Shutdown } from './kernel/shutdown';
import type { StartError } from './kernel/start-error';

/** A migrated database and all that the program is assembled from. */
export interface Booted extends KernelParts {
  readonly logger: Logger;
  readonly shutdown: Shutdown;
}

const API_STATEMENT_MS = 5_000;
const WORK_STATEMENT_MS = 60_000;
const POOL = 20;
/** The exit code of what Ctrl-C ended. */
const STOPPED = 130;

/** Opens the database (an embedded one unless DATABASE_URL is set) and brings it up to date. */
export async function boot(config: Config, mode: 'own' | 'attach'): Promise<Booted> {
  const logger = createLogger(config.logLevel);
  const shutdown = new Shutdown((err) => logger.error({ err }, 'shutdown step failed'));
  // A server that is told to stop has done its work; a tool has not.
  shutdown.listen(mode === 'attach' ? STOPPED : 0);
  try {
    const databaseUrl = config.databaseUrl ?? (await openEmbedded(config, mode, shutdown, logger));
    await migrate(databaseUrl);
    const dataSource = new DataSource(databaseOptions(databaseUrl, settingsOf(config, mode)));
    await dataSource.initialize();
    shutdown.add('database', () => dataSource.destroy());
    return { config, databaseUrl, dataSource, clock: new Clock(config.now), logger, shutdown };
  } catch (error) {
    if (shutdown.begun) await shutdown.exit();
    await shutdown.run();
    throw error;
  }
}

async function openEmbedded(
  config: Config,
  mode: 'own' | 'attach',
  shutdown: Shutdown,
  logger: Logger,
): Promise<string> {
  const onCrash = (outcome: 'recovered' | StartError): void => {
    if (outcome === 'recovered') return logger.warn('PostgreSQL ended unexpectedly and was started again');
    logger.fatal(outcome.message);
    void shutdown.exit(1);
  };
  const server = await EmbeddedPostgres.open({ directory: config.dataDirectory, mode, onCrash });
  shutdown.add('postgres', () => server.stop());
  return server.url();
}

/** A process that only answers requests is held to short statements; one that also works, or a tool, is not. */
const settingsOf = (config: Config, mode: 'own' | 'attach'): Parameters<typeof databaseOptions>[1] => ({
  appName: `benfu ${mode === 'attach' ? 'tool' : config.role}`,
  poolSize: POOL,
  statementTimeoutMs: config.role === 'api' && mode === 'own' ? API_STATEMENT_MS : WORK_STATEMENT_MS,
});

/** Assembles the program with all that stands before its routes; it does not listen yet. */
export async function assemble(
  parts: KernelParts & { readonly logger: Logger },
): Promise<NestExpressApplication> {
  const { config, databaseUrl, dataSource, clock, logger } = parts;
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.with({ config, databaseUrl, dataSource, clock }),
    { logger: new NestLog(logger), bodyParser: false, abortOnError: false },
  );
  prepareHttp(app, config, logger);
  await app.init();
  return app;
}
