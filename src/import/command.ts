import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import { SingleBar } from 'cli-progress';
import { SYSTEM } from '../kernel/actor';
import { uuidOf } from '../kernel/ids';
import { Refusal } from '../kernel/messages';
import { sql } from '../kernel/policy';
import type { Shutdown } from '../kernel/shutdown';
import { StartError } from '../kernel/start-error';
import { OrganisationsReader, type Organisation } from '../areas/organisations';
import { achievements } from './achievements';
import { contracts } from './contracts';
import { Importer } from './importer';
import { needs } from './needs';
import { RefusalReport } from './report';
import { STATES, type ImportState, type Subject } from './subject';
import { openTable, type Table } from './table';

const SUBJECTS: Readonly<Record<string, Subject>> = { achievements, contracts, needs };

const USAGE = `Usage: npm run import -- achievements|contracts|needs FILE --organisation ID_OR_NAME [--state draft|in-review|open] [--report CSV]
  FILE          .csv (UTF-8 or GB 18030), .xlsx (its first sheet) or .jsonl, with headers in Chinese or English
  --organisation  whose records they become: its id (org_…), its full or its short name
  contracts are those of past registers, of the body whose register it was: they count as registered at once
  --state       achievements are open unless told otherwise, needs are drafts that their owner submits
  --report      a CSV of the rows that were left out, with line, column and reason
Run it again at any time: rows whose number the organisation has already are left alone.`;

interface Order {
  readonly subject: Subject;
  readonly file: string;
  readonly organisation: string;
  readonly state: ImportState;
  readonly report: string | undefined;
}

/** `npm run import`: takes over records from a file. Ctrl-C ends it after the batch in progress. */
export async function runImport(
  app: INestApplicationContext,
  shutdown: Shutdown,
  args: readonly string[],
): Promise<void> {
  const { subject, file, organisation, state, report } = orderOf(args);
  const owner = await organisationOf(app, organisation);
  const table = openTable(file);
  const refusals = await RefusalReport.open(report);
  const target = { app, organisationId: owner.id, state };
  const importer = new Importer(subject, target, (row) => refusals.add(row));
  const started = process.hrtime.bigint();
  const work = importAll(importer, table).finally(() => refusals.close());
  shutdown.add('intake', () => {
    importer.stop();
    return work.catch(() => undefined);
  });
  await work;
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  say(...summary(importer, owner, seconds), ...refusals.lines());
  if (importer.tally.refused > 0) process.exitCode = 1;
}

async function importAll(importer: Importer, table: Table): Promise<void> {
  const bar = new SingleBar({
    format:
      '  {bar} {percentage} %  {imported} 已导入 imported · {known} 已有 known · {refused} 未导入 refused',
    hideCursor: true,
  });
  const shown = process.stderr.isTTY;
  if (shown) bar.start(table.size, 0, importer.tally);
  try {
    await importer.run(table.rows, () => shown && bar.update(table.done(), importer.tally));
  } finally {
    if (shown) bar.stop();
  }
}

function summary({ tally, headers, stopped }: Importer, owner: Organisation, seconds: number): string[] {
  const { imported, known, refused } = tally;
  const counts = `${imported} 已导入 imported, ${known} 已有 already there, ${refused} 未导入 refused`;
  const lines = [`${owner.name}: ${counts} (${seconds.toFixed(1)} s)`];
  if (headers.unused.length > 0) lines.push(`未使用的列 Columns not used: ${headers.unused.join(', ')}`);
  if (stopped) lines.push('已停止，可再次运行以继续 Stopped; run it again to go on.');
  return lines;
}

function orderOf(args: readonly string[]): Order {
  const { positionals, values } = parsed(args);
  const [name = '', file = '', ...rest] = positionals;
  const subject = SUBJECTS[name];
  if (!subject || !file || rest.length > 0 || !values.organisation) throw new StartError(USAGE);
  const state = (values.state ?? subject.fallback) as ImportState;
  if (!STATES.includes(state)) throw new StartError(USAGE);
  return { subject, file, organisation: values.organisation, state, report: values.report };
}

function parsed(args: readonly string[]): ReturnType<typeof parse> {
  try {
    return parse(args);
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${USAGE}`);
  }
}

const text = { type: 'string' } as const;
const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { organisation: text, state: text, report: text },
  });

async function organisationOf(app: INestApplicationContext, given: string): Promise<Organisation> {
  const condition = given.startsWith('org_')
    ? sql`t.id = ${uuid(given)}`
    : sql`t.name = ${given} OR t.short_name = ${given}`;
  const [found, another] = await app.get(OrganisationsReader).list(SYSTEM, condition);
  if (!found)
    throw new StartError(`No organisation is called ${given}: give its full name or its id (org_…).`);
  if (another) throw new StartError(`Several organisations are called ${given}: give the id (org_…).`);
  return found;
}

function uuid(given: string): string {
  try {
    return uuidOf('org', given, '--organisation');
  } catch (error) {
    throw error instanceof Refusal ? new StartError(`${error.message}.`) : error;
  }
}

function say(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}
