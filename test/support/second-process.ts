import type { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';
import { assemble } from '../../src/boot';
import { Config } from '../../src/kernel/config';
import { databaseOptions } from '../../src/kernel/database';
import { Jobs } from '../../src/kernel/jobs';
import { createLogger } from '../../src/kernel/log';
import { Mailer } from '../../src/kernel/mail';
import { Outbox } from '../../src/kernel/outbox';
import type { TestApp } from './app';

/** Another process with workers, on the database, the queue and the clock of an app; `close` ends it in order. */
export async function secondProcess(
  app: TestApp,
): Promise<{ readonly program: NestExpressApplication; readonly close: () => Promise<void> }> {
  const { databaseUrl, clock } = app;
  const settings = { appName: 'benfu test 2', poolSize: 5, statementTimeoutMs: 20_000 };
  const dataSource = await new DataSource(databaseOptions(databaseUrl, settings)).initialize();
  const logger = createLogger('silent');
  const program = await assemble({ config: app.get(Config), databaseUrl, dataSource, clock, logger });
  await program.get(Jobs).start();
  const close = async (): Promise<void> => {
    await program.get(Outbox).close();
    await program.get(Jobs).close();
    program.get(Mailer).close();
    await program.close();
    await dataSource.destroy();
  };
  return { program, close };
}
