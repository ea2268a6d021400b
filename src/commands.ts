import { resolve } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { AccountsService } from './areas/accounts';
import { checkCaseFile } from './areas/casefiles';
import { verifyLedger } from './areas/ledger';
import type { DemoAccount } from './banner';
import type { Booted } from './boot';
import { announceFile } from './holidays-file';
import { PLATFORM_ROLES, SYSTEM, type PlatformRole } from './kernel/actor';
import { verifyChain } from './kernel/facts';
import type { Clock } from './kernel/clock';
import type { Config } from './kernel/config';
import { seedOnce, type Seed } from './kernel/seeding';
import type { Shutdown } from './kernel/shutdown';
import { StartError, systemCode } from './kernel/start-error';
import { UnitOfWork } from './kernel/unit-of-work';
import { verifyFile } from './verify-draw';

/** A command that runs on the assembled program and ends. */
export type Tool = (app: INestApplicationContext, booted: Booted, args: readonly string[]) => Promise<void>;

type SeedFunction = Seed['run'];
type ImportFunction = (
  app: INestApplicationContext,
  shutdown: Shutdown,
  args: readonly string[],
) => Promise<void>;

/** `npm run <name>`: `migrate` has done its work once the program is assembled. */
export const TOOLS: Readonly<Record<string, Tool>> = {
  migrate: () => say('The database is up to date.'),
  seed: async (app, { config, databaseUrl, clock }) => {
    const seeds = seedsOf(config.seed, clock);
    const seeded = await seedOnce(app, databaseUrl, seeds);
    const why = seeds.length > 0 ? `SEED=${config.seed} has run before` : 'SEED=none';
    await say(seeded.length > 0 ? `Seeded: ${seeded.join(', ')}.` : `Nothing to seed: ${why}.`);
  },
  verify: async (app) => {
    const broken = await verifyChain(app.get(UnitOfWork));
    if (broken)
      throw new StartError(
        `The history of ${broken.subjectId} is broken at fact ${broken.seq} (${broken.fault}).`,
      );
    await say('Every history is whole: each fact is chained to the one before.');
    const { accounts, postings, faults } = await verifyLedger(app.get(UnitOfWork));
    for (const fault of faults) await say(fault);
    if (faults.length > 0) throw new StartError('The ledger does not add up.');
    await say(`The ledger adds up: ${postings} postings, ${accounts} accounts.`);
  },
  grant: async (app, _booted, [email, role]) => {
    if (!email || !isPlatformRole(role)) {
      throw new StartError(
        `Use: npm run grant -- EMAIL ROLE, where ROLE is one of ${PLATFORM_ROLES.join(', ')}.`,
      );
    }
    const { roles } = await app.get(AccountsService).setRole(SYSTEM, email, role, true);
    await say(`${email} now holds: ${roles.join(', ')}.`);
  },
  holidays: (app, _booted, [file]) => announceFile(app, file, (line) => void say(line)),
  import: async (app, { shutdown }, args) => {
    await required<{ runImport: ImportFunction }>('src/import').runImport(app, shutdown, args);
  },
};

/** `npm run <name>` that stands on its arguments alone: no settings are read and no database is opened. */
export const OFFLINE_TOOLS: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  'verify:draw': async ([path]) => {
    const verified = await verifyFile(path, (line) => void say(line));
    process.exitCode = verified ? 0 : 1;
  },
  'verify:case': async ([file]) => {
    if (!file) throw new StartError('Use: npm run verify:case FILE.');
    const report = await checkCaseFile(file).catch((error: Error) => {
      throw new StartError(`${file} cannot be read as a case file: ${error.message.replace(/\.$/, '')}.`);
    });
    const { files, facts, links, signed, draws } = report.held;
    await say(
      `${files} files, ${links} links of facts, ${facts} whole facts, ${signed} signed texts, ${draws} draws hold.`,
    );
    for (const fault of report.faults) await say(fault);
    if (report.faults.length > 0) throw new StartError(`The case file is not as it was handed out.`);
    await say(`Manifest ${report.manifest}: the fact case.exported of ${report.project} must bear the same.`);
  },
};

const isPlatformRole = (text: string | undefined): text is PlatformRole =>
  (PLATFORM_ROLES as readonly (string | undefined)[]).includes(text);

/** What SEED stands for: the demonstration stands on the reference lists, and has a programme for each year it is played in. */
export function seedsOf(seed: Config['seed'], clock: Clock): Seed[] {
  const reference: Seed = {
    // What it holds: databases from before there was a glossary have run an empty `reference`.
    name: 'glossary',
    run: (app) => required<{ seedReference: SeedFunction }>('seeds/reference/index').seedReference(app),
  };
  const demo: Seed = {
    name: 'demo',
    run: (app) => required<{ seedDemo: SeedFunction }>('seeds/demo/index').seedDemo(app),
  };
  const year: Seed = {
    name: `demo ${clock.today().slice(0, 4)}`,
    run: (app) => required<{ programmeOfTheYear: SeedFunction }>('seeds/demo/index').programmeOfTheYear(app),
  };
  return { none: [], reference: [reference], demo: [reference, demo, year] }[seed];
}

/** The accounts that the banner shows. */
export const demonstrationAccounts = (): readonly DemoAccount[] =>
  required<{ DEMO_ACCOUNTS: readonly DemoAccount[] }>('seeds/demo/index').DEMO_ACCOUNTS;

/** Seeds and imports are loaded only when asked for: a server does not carry them in memory. */
function required<T>(path: string): T {
  try {
    return require(resolve(__dirname, '..', path)) as T;
  } catch (error) {
    if (systemCode(error) !== 'MODULE_NOT_FOUND') throw error;
    throw new StartError(`${path} cannot be loaded: ${(error as Error).message.split('\n')[0]}`);
  }
}

function say(line: string): Promise<void> {
  process.stdout.write(`${line}\n`);
  return Promise.resolve();
}
