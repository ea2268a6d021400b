import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StartError, systemCode } from '../../src/kernel/start-error';
import type { JudgedCollection, Ranker } from './collection';
import { readJudged } from './data';
import { run, type Experiment, type Measured } from './experiment';
import { judgedExperiment, scoreLines } from './judged';
import { LEGEND, optionsOf, USAGE, type Options } from './options';
import { discipline, readPapers, relatedWork } from './papers';
import { rankers } from './rankers';
import { jsonOf, tableOf } from './table';
import { TsRank } from './ts-rank';

const JUDGED = join(__dirname, '../judged');
const PAPERS = resolve(__dirname, '../../../../shared/bench/csl/csl-2000.jsonl');

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Measures what was asked for and prints each table as it is there. */
async function main(args: readonly string[]): Promise<void> {
  const options = optionsOf(args);
  if (options.help) return say(`${USAGE}\n${LEGEND}`);
  const judged = readJudged(options.data ?? JUDGED);
  const experiments = options.data ? [] : development();
  experiments.push(judgedExperiment(options.data ?? 'bench/judged', judged));
  let server: Promise<TsRank> | undefined;
  const chosen = chosenOf(
    rankers(() => (server ??= TsRank.start())),
    options.only,
  );
  say(`${['npm run bench:matching --', ...args].join(' ')}\n\n${LEGEND}`);
  try {
    await measure(experiments, chosen, judged, options);
  } finally {
    await (await server)?.stop();
  }
}

function development(): Experiment[] {
  if (existsSync(PAPERS)) {
    const papers = readPapers(PAPERS);
    return [relatedWork(papers), discipline(papers)];
  }
  say('SKIPPED: related work and discipline, for ../shared/bench/csl is not here.\n');
  return [];
}

function chosenOf(all: readonly Ranker[], only: Options['only']): readonly Ranker[] {
  const names = all.map(({ name }) => name);
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new StartError(`No ranker is called "${unknown}"; there are: ${names.join(', ')}.`);
  return only ? all.filter(({ name }) => only.includes(name)) : all;
}

async function measure(
  experiments: readonly Experiment[],
  chosen: readonly Ranker[],
  judged: JudgedCollection,
  { json, scores }: Options,
): Promise<void> {
  const measured: Measured[] = [];
  const lines: string[] = [];
  for (const experiment of experiments) {
    const isJudged = experiment.collection.candidates === judged.candidates;
    const result = await run(experiment, chosen, (ranker, { id }, given) => {
      if (scores && isJudged) lines.push(...scoreLines(judged, ranker, id, given));
    });
    say(tableOf(result));
    measured.push(result);
  }
  if (json) write(json, JSON.stringify(measured.map(jsonOf), undefined, 2));
  if (scores) write(scores, lines.join('\n'));
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, `${text}\n`);
  } catch (error) {
    throw new StartError(`${file} cannot be written (${systemCode(error)}).`);
  }
}

// An interrupted run ends through `exit`, where the database server is told to stop.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof StartError ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
});
