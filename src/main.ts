import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { announce } from './banner';
import { assemble, boot, type Booted } from './boot';
import { demonstrationAccounts, OFFLINE_TOOLS, seedsOf, TOOLS, type Tool } from './commands';
import { Config } from './kernel/config';
import { FactSignal } from './kernel/fact-signal';
import { FactStream } from './kernel/fact-stream';
import { Health } from './kernel/health';
import { Jobs } from './kernel/jobs';
import { Mailer } from './kernel/mail';
import { Outbox } from './kernel/outbox';
import { choosePort } from './kernel/port';
import { dayOf } from './kernel/clock';
import { seededAt, seedOnce } from './kernel/seeding';
import { serverCloser } from './kernel/shutdown';
import { StartError } from './kernel/start-error';

/** Everything that ROLE asks for, until a signal ends it. */
async function serve(config: Config): Promise<void> {
  await choosePort(config);
  const booted = await boot(config, 'own');
  process.on('uncaughtException', (err) => {
    booted.logger.fatal({ err }, 'uncaught');
    void booted.shutdown.exit(1);
  });
  await orEnd(booted, () => start(booted));
}

async function start(booted: Booted): Promise<void> {
  const { config, shutdown, logger } = booted;
  const app = await assemble(booted);
  const health = app.get(Health);
  shutdown.add('unready', () => health.unready());
  shutdown.add('intake', serverCloser(app.getHttpServer()));
  shutdown.add('intake', () => app.get(FactStream).close());
  endJobs(app, booted);
  shutdown.add('application', () => app.close());
  await watchDemonstration(app, booted);
  const seeded = await seedOnce(app, booted.databaseUrl, seedsOf(config.seed, booted.clock));
  if (seeded.length > 0) logger.info({ seeded }, 'seeded');
  if (config.works) await work(app);
  await app.listen(config.port, config.host);
  health.ready();
  announce(config, config.seed === 'demo' ? demonstrationAccounts() : [], logger);
}

/** Accounts with a known password are not served in production; and a demonstration cannot go back before its own day. */
async function watchDemonstration(
  app: INestApplicationContext,
  { config, clock, logger }: Booted,
): Promise<void> {
  const made = await seededAt(app, 'demo');
  if (!made) return;
  if (config.production)
    throw new StartError(
      'This database holds the demonstration, whose accounts have a known password: in production use another one.',
    );
  if (clock.now() < made)
    logger.warn(
      `this demonstration was made on ${dayOf(made)}; for an earlier day use a BENFU_DATA of its own`,
    );
}

/** Starts the jobs and the delivery of facts to those who hear them. */
async function work(app: INestApplicationContext): Promise<void> {
  const jobs = app.get(Jobs);
  await jobs.start();
  app.get(Outbox).start();
  app.get(Health).probe('queue', () => jobs.ready());
}

/** Workers finish first, then the outbox, which adds jobs; the queues close last. */
function endJobs(app: INestApplicationContext, { shutdown }: Booted): void {
  shutdown.add('jobs', async () => {
    await app.get(Jobs).stop();
    await app.get(Outbox).close();
    await app.get(FactSignal).close();
    await app.get(Jobs).close();
    app.get(Mailer).close();
  });
}

/** Runs a tool beside a running Benfu, or alone. */
async function run(config: Config, tool: Tool, args: readonly string[]): Promise<void> {
  const booted = await boot(config, 'attach');
  await orEnd(booted, async () => {
    const app = await assemble(booted);
    endJobs(app, booted);
    booted.shutdown.add('application', () => app.close());
    await tool(app, booted, args);
  });
  await booted.shutdown.exit(Number(process.exitCode ?? 0));
}

/** What fails during the start must not leave a database running. */
async function orEnd({ shutdown }: Booted, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    // Asked to stop during the start, what it stands on goes away: no fault.
    if (shutdown.begun) await shutdown.exit();
    report(error);
    await shutdown.exit(1);
  }
}

/** The operator's mistakes in one sentence, ours with the stack. */
function report(error: unknown): void {
  const text =
    error instanceof StartError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text}\n`);
}

async function main(): Promise<void> {
  const [command = 'serve', ...args] = process.argv.slice(2);
  const offline = OFFLINE_TOOLS[command];
  if (offline) return offline(args);
  const tool = TOOLS[command];
  if (command !== 'serve' && !tool) {
    throw new StartError(
      `Unknown command ${command}: use one of ${['serve', ...Object.keys(TOOLS), ...Object.keys(OFFLINE_TOOLS)].join(', ')}.`,
    );
  }
  const config = Config.load(process.env);
  await (tool ? run(config, tool, args) : serve(config));
}

main().catch((error: unknown) => {
  report(error);
  process.exit(1);
});
