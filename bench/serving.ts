import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readGlossary } from '../seeds/reference';
import { countSide, learn, lessonOf } from '../src/engine/counting';
import { seeded } from '../src/engine/algebra';
import type { Titled } from '../src/engine/document';
import { NO_STATISTICS } from '../src/engine/statistics';
import { TextIndex } from '../src/engine/text-index';
import { Vocabulary } from '../src/engine/vocabulary';
import { useLexicon } from '../src/kernel/lexicon';
import { readPapers } from './matching/papers';

const PAPERS = resolve(__dirname, '../../../shared/bench/csl/csl-2000.jsonl');
const SIZES = [1_000, 10_000, 100_000];
/** Sentences of real abstracts in a text: some 230 units. */
const SENTENCES = 5;
const QUERIES = 400;
const REMATCHED = 5_000;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const pause = (): Promise<void> => new Promise((resume) => setImmediate(resume));
/** What is held after the garbage is gone: array buffers go one collection later. */
async function megabytes(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    global.gc?.();
    await pause();
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

/** Texts stitched of the sentences of real papers: as many as wanted, and the same ones every time. */
function textsOf(): () => Titled {
  const papers = readPapers(PAPERS);
  const sentences = papers
    .flatMap(({ abstract }) => abstract.split(/[.。;；]/))
    .filter(({ length }) => length > 10);
  const next = seeded(7);
  const any = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  return () => ({
    title: any(papers).title,
    body: Array.from({ length: SENTENCES }, () => any(sentences)).join('。'),
  });
}

interface Built {
  readonly index: TextIndex<null>;
  readonly seconds: number;
  /** Learning the meanings, where there are texts enough; beside everything else, and kept. */
  readonly learning: number;
  readonly units: number;
}

/** Takes the texts apart, counts them, weighs them: what a first start does. */
async function build(size: number, text: () => Titled): Promise<Built> {
  const vocabulary = new Vocabulary();
  const index = new TextIndex<null>(vocabulary);
  const all = Array.from({ length: size }, text);
  const began = performance.now();
  for (let at = 0; at < size; at++) {
    index.put(String(at), all[at]!, null);
    if (at % 100 === 99) await index.settle(pause);
  }
  const statistics = await countSide(index.view(), vocabulary.size, () => true, pause);
  await index.use(statistics, undefined, pause);
  const seconds = (performance.now() - began) / 1_000;
  const sides = { need: new TextIndex<null>(vocabulary), achievement: index };
  const both = { need: NO_STATISTICS.sides.need, achievement: statistics };
  const lesson = await lessonOf(sides, both, () => true, pause);
  await index.use(statistics, lesson && (await learn(lesson, {})), pause);
  return {
    index,
    seconds,
    learning: (performance.now() - began) / 1_000 - seconds,
    units: statistics.averageLength,
  };
}

/** One row of the table: how long it takes to build, what it weighs, and how long a question takes over all terms. */
async function measure(size: number): Promise<TextIndex<null>> {
  const before = await megabytes();
  const { index, seconds, learning, units } = await build(size, textsOf());
  const weight = (await megabytes()) - before;
  const ask = textsOf();
  const times = Array.from({ length: QUERIES }, () => {
    const text = ask();
    const from = performance.now();
    const view = index.view();
    view.scores(view.query(text));
    return performance.now() - from;
  }).sort((a, b) => a - b);
  const at = (share: number): string => times[Math.floor(times.length * share)]!.toFixed(1).padStart(6);
  say(
    `${String(size).padStart(8)} ${units.toFixed(0).padStart(6)} ${seconds.toFixed(1).padStart(8)} s ${learning.toFixed(1).padStart(8)} s ` +
      `${weight.toFixed(0).padStart(6)} MB ${at(0.5)} ms ${at(0.95)} ms`,
  );
  return index;
}

/** Every one of many needs against all texts anew, as a worker does it: giving the process away in between. */
async function rematch(index: TextIndex<null>): Promise<void> {
  const ask = textsOf();
  const began = performance.now();
  for (let done = 0; done < REMATCHED; done++) {
    const view = index.view();
    view.scores(view.query(ask()));
    await pause();
  }
  say(
    `${REMATCHED} needs against ${index.size} texts: ${((performance.now() - began) / 1_000).toFixed(1)} s`,
  );
}

async function main(): Promise<void> {
  if (!existsSync(PAPERS)) return say('SKIPPED: ../shared/bench/csl is not here.');
  useLexicon(readGlossary());
  say('   texts  units      build   learning      index   query p50, p95');
  let last: TextIndex<null> | undefined;
  for (const size of SIZES) last = await measure(size);
  await rematch(last!);
}

void main();
