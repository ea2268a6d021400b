import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { post, startProgram } from '../program';
import { Cast } from './cast';
import { RoundPlay } from './play';
import { quantile, Stopwatch } from './stopwatch';

/** A Monday on which the third round of the year stands open. */
const NOW = '2026-07-06T10:00:00+08:00';
const BOARD = `query ($id: ID!) { roundBoard(roundId: $id) {
  applicationId title lead state requestedFunding grantedFunding assigned submitted average spread openObjections noticeDaysLeft
} }`;
const WARM = 20;
const MEASURED = 200;

type Say = (line: string) => void;

/** Sizes of a run; `pause` in milliseconds. */
export interface Sizes {
  readonly applications: number;
  readonly reviewers: number;
  readonly users: number;
  readonly pause: number;
}

/** What came of a run: the board in rows and reviews, and its times in milliseconds. */
export interface Simulated {
  readonly errors: number;
  readonly rows: number;
  readonly reviews: number;
  readonly p50: number;
  readonly p95: number;
}

/** Plays a round on an embedded database of its own, and tells of each phase. */
export async function simulate(sizes: Sizes, say: Say): Promise<Simulated> {
  const directory = mkdtempSync(join(tmpdir(), 'benfu-simulation-'));
  try {
    return await playIn(directory, sizes, say);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function playIn(directory: string, sizes: Sizes, say: Say): Promise<Simulated> {
  const program = await startProgram(directory, { SEED: 'none', BENFU_NOW: NOW });
  try {
    const began = performance.now();
    const cast = await Cast.open(directory, NOW, {
      // A person leads two projects at most.
      enterprises: Math.ceil(sizes.applications / 2),
      institutes: Math.max(1, Math.ceil(sizes.applications / 15)),
      reviewers: sizes.reviewers,
    });
    say(`${sizes.applications} applications, ${sizes.reviewers} reviewers, ${sizes.users} users at once`);
    say(`actors made in ${((performance.now() - began) / 1_000).toFixed(1)} s`);
    const simulated = await play(program.url, cast, sizes, say);
    say(`memory of the program afterwards: ${program.memoryMb().toFixed(0)} MB`);
    await cast.close();
    return simulated;
  } finally {
    await program.stop();
  }
}

async function play(
  url: string,
  cast: Cast,
  { applications, users, pause }: Sizes,
  say: Say,
): Promise<Simulated> {
  const officer = await cast.token(cast.officer);
  const plan = 'mutation { planRounds(input: { year: 2026 }) { id state } }';
  const { planRounds } = await post<{ planRounds: { id: string; state: string }[] }>(url, plan, {}, officer);
  const roundId = planRounds.find(({ state }) => state === 'OPEN')!.id;
  const watch = new Stopwatch(url, cast, users, pause);
  const round = new RoundPlay(watch, cast, roundId, applications);
  await round.needs();
  await round.projects();
  await round.applications();
  await round.assignment();
  await round.reviews();
  watch.lines().forEach(say);
  const errors = [...watch.errors.values()].reduce((sum, n) => sum + n, 0);
  return { errors, ...(await measureBoard(url, cast, roundId)) };
}

/** The board as one officer asks for it again and again. */
async function measureBoard(url: string, cast: Cast, id: string): Promise<Omit<Simulated, 'errors'>> {
  const token = await cast.token(cast.officer);
  const times: number[] = [];
  let rows: { submitted: number }[] = [];
  for (let n = 0; n < WARM + MEASURED; n++) {
    const from = performance.now();
    ({ roundBoard: rows } = await post<{ roundBoard: typeof rows }>(url, BOARD, { id }, token));
    if (n >= WARM) times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  const reviews = rows.reduce((sum, { submitted }) => sum + submitted, 0);
  return { rows: rows.length, reviews, p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
}
