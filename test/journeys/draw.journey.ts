import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Application } from '../../src/areas/applications';
import { publicId } from '../../src/kernel/ids';
import { verifyFile } from '../../src/verify-draw';
import type { TestApp } from '../support/app';
import type { ApiClient, Data } from '../support/client';
import { eventually } from '../support/eventually';
import { DRAW, outside, Panel } from '../support/panel';
import { buildProgram } from '../support/program';

const COMMITMENT = 'hash saltHash at officer { name } closedAt poolHash entropySource entropy revealedAt';
const COMMIT = `mutation ($roundId: ID!) { commitSeed(roundId: $roundId) { ${COMMITMENT} } }`;
const CLOSE = `mutation ($input: ClosePoolInput!) { closePool(input: $input) { ${COMMITMENT} } }`;
const REVEAL = `mutation ($input: RevealSeedInput!) { revealSeed(input: $input) { ${COMMITMENT} } }`;
const ROUND = `query ($id: ID!) { round(id: $id) { seed seedCommitment { ${COMMITMENT} } history { nodes { topic } } } }`;
const DRAW_FROM_POOL =
  'mutation ($input: DrawFromPoolInput!) { drawFromPool(input: $input) { id reviewer { id name } } }';
const DRAWS = `query ($id: ID!) { application(id: $id) {
  draws { id method record recordHash reproducible drawn { id name } excluded { unfit } } reviews { reviewer { id } } } }`;
const ASSIGNMENT = `id state progress reason record recordHash round { id }
  applications { application { id } experts { id } expertise } loads { reviewer { id } before added }`;
const PROPOSE = `mutation ($roundId: ID!) { proposeAssignment(roundId: $roundId) { ${ASSIGNMENT} } }`;
const ADOPT = `mutation ($id: ID!) { adoptAssignment(id: $id) { ${ASSIGNMENT} } }`;
const ASSIGNMENTS = `query ($id: ID!) { assignments(roundId: $id) { nodes { ${ASSIGNMENT} } } }`;

let panel: Panel;
let app: TestApp;
let bureau: ApiClient;
let first: Application;
let roundId: string;
let record: string;
const folder = mkdtempSync(join(tmpdir(), 'benfu-draw-'));

beforeAll(async () => {
  panel = await Panel.open({ works: true });
  ({ app, bureau } = panel);
  first = await panel.application();
  roundId = publicId('round', first.roundId);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await app.close();
});

/** What `npm run verify:draw FILE` prints, and its exit code, with no database to ask. */
async function verify(text: string): Promise<{ code: number; told: string }> {
  const file = join(folder, 'record.json');
  writeFileSync(file, text);
  const main = join(await buildProgram(), 'src/main.js');
  const child = spawn(process.execPath, [main, 'verify:draw', file], { env: { PATH: process.env['PATH'] } });
  let told = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => (told += part));
  return { code: await new Promise((resolve) => child.once('close', resolve)), told };
}

const sha256 = (data: Buffer): string => createHash('sha256').update(data).digest('hex');
const asked = (application: Application, count = 3): object => ({
  input: { applicationId: outside(application), count },
});

/** One round from the commitment to the panels of all its applications; each step is one test, in order. */
describe('a draw that anyone can repeat', () => {
  it('is bound to a seed that nobody has seen, once', async () => {
    await bureau.refused('lotteries.not-committed', CLOSE, { input: { roundId } });
    await bureau.refused('lotteries.not-committed', DRAW_FROM_POOL, asked(first));
    await (await app.as('enterprise')).refused('FORBIDDEN', COMMIT, { roundId });
    const { commitSeed } = await bureau.mutate(COMMIT, { roundId });
    expect(commitSeed).toMatchObject({ officer: { name: '测试 bureau' }, closedAt: null, poolHash: null });
    await bureau.refused('lotteries.committed-already', COMMIT, { roundId });
    const { round } = await app.anonymous().query(ROUND, { id: roundId });
    expect(round.seedCommitment.hash).toMatch(/^[0-9a-f]{64}$/);
    for (const client of [app.anonymous(), bureau])
      expect((await client.query(ROUND, { id: roundId })).round.seed).toBeNull();
  });

  it('is refused before the pool is closed and the seed revealed, and so is a seed of one’s own', async () => {
    await bureau.refused('lotteries.not-closed', DRAW_FROM_POOL, asked(first));
    const own = { input: { applicationId: outside(first), count: 3, seed: 'mine' } };
    await bureau.refused('lotteries.bound', DRAW, own);
    await bureau.refused('lotteries.not-closed', REVEAL, { input: { roundId, entropy: '1' } });
    const input = { roundId, entropySource: '双色球 2030001 期' };
    const { closePool } = await bureau.mutate(CLOSE, { input });
    expect(closePool.poolHash).toMatch(/^[0-9a-f]{64}$/);
    await bureau.refused('lotteries.closed-already', CLOSE, { input });
    await bureau.refused('lotteries.not-revealed', DRAW_FROM_POOL, asked(first));
    expect((await bureau.query(ROUND, { id: roundId })).round.seed).toBeNull();
  });

  it('reveals the seed to everyone: it is the one that was committed', async () => {
    const input = { roundId, entropy: '03 07 12 19 25 31 + 08' };
    await bureau.mutate(REVEAL, { input });
    await bureau.refused('lotteries.revealed-already', REVEAL, { input });
    const { round } = await app.anonymous().query(ROUND, { id: roundId });
    expect(sha256(Buffer.from(round.seed, 'hex'))).toBe(round.seedCommitment.hash);
    const topics = round.history.nodes.map(({ topic }: Data) => topic as string);
    expect(topics).toEqual(
      expect.arrayContaining(['round.seed-committed', 'round.pool-closed', 'round.seed-revealed']),
    );
  });

  it('draws from the closed pool, and keeps a record that gives the same names without a database', async () => {
    const { drawFromPool } = await bureau.mutate(DRAW_FROM_POOL, asked(first));
    const { draws } = (await bureau.query(DRAWS, { id: outside(first) })).application;
    expect(draws).toHaveLength(1);
    expect(draws[0]).toMatchObject({ method: 'CLOSED_POOL', reproducible: true });
    const names = draws[0].drawn.map(({ name }: Data) => name as string);
    expect(drawFromPool.map(({ reviewer }: Data) => reviewer.name)).toEqual(names);
    record = draws[0].record;
    const { round } = await bureau.query(ROUND, { id: roundId });
    const { code, told } = await verify(record);
    expect(told).toContain(round.seedCommitment.hash);
    expect(told).toContain(round.seedCommitment.poolHash);
    expect(told.match(/^\d\. \S+ \S+/gm)!.map((line) => line.split(' ').slice(1, 3).join(' '))).toEqual(
      names,
    );
    expect([code, told.trim().split('\n').at(-1)]).toEqual([0, 'VERIFIED']);
  });

  it('shows what was changed in a record, whatever it was', async () => {
    const { drawn, committed } = JSON.parse(record);
    const anotherDigit = committed.seed.startsWith('0') ? '1' : '0';
    const changed: [string, string][] = [
      [record.replace(`"name":"${drawn[0].name}"`, '"name":"另一人"'), 'was changed'],
      [record.replaceAll(committed.seed, anotherDigit + committed.seed.slice(1)), 'the seed is not the one'],
      [record.replace('"load":0', '"load":9'), '“candidates” was changed'],
      [record.replace('{', '{ '), 'not in canonical form'],
      [record.slice(0, -1), 'no record that can be repeated'],
    ];
    for (const [text, fault] of changed) {
      expect(text).not.toBe(record);
      const file = join(folder, 'changed.json');
      writeFileSync(file, text);
      const told: string[] = [];
      expect(await verifyFile(file, (line) => told.push(line))).toBe(false);
      expect(told.join()).toContain(fault);
    }
    const { code, told } = await verify(changed[0]![0]);
    expect([code, told.trim().split('\n').at(-1)]).toEqual([1, 'NOT VERIFIED']);
  });

  it('finds experts for the whole round at once, proposed first and then adopted for all', async () => {
    const others = [
      await panel.application(['rival', 'tju'], first.roundId),
      await panel.application(['newcomer', 'isl'], first.roundId),
      await panel.application(['enterprise', 'qmu'], first.roundId),
    ];
    const { proposeAssignment } = await bureau.mutate(PROPOSE, { roundId });
    expect(proposeAssignment).toMatchObject({ state: 'WAITING', record: null, applications: [], loads: [] });
    const proposed = await eventually(async () => {
      const [latest] = (await bureau.query(ASSIGNMENTS, { id: roundId })).assignments.nodes;
      return latest.state === 'PROPOSED' ? latest : undefined;
    });
    expect(proposed).toMatchObject({ progress: 1, reason: null });
    // Twelve reviews among six experts, the three of the first draw included: two for each.
    expect(proposed.loads.map(({ before, added }: Data) => before + added)).toEqual(Array(6).fill(2));
    for (const one of others)
      expect((await bureau.query(DRAWS, { id: outside(one) })).application.reviews).toEqual([]);
    const verified = await verify(proposed.record);
    expect([verified.code, verified.told]).toEqual([0, expect.stringContaining('VERIFIED')]);
    const [a, b] = JSON.parse(proposed.record).assigned as Data[];
    const swapped = proposed.record.replace(a!.application, b!.application);
    writeFileSync(join(folder, 'swapped.json'), swapped);
    expect(await verifyFile(join(folder, 'swapped.json'), () => undefined)).toBe(false);

    const { adoptAssignment } = await bureau.mutate(ADOPT, { id: proposed.id });
    expect(adoptAssignment.state).toBe('ADOPTED');
    for (const one of others) {
      const { draws, reviews } = (await bureau.query(DRAWS, { id: outside(one) })).application;
      const { experts } = proposed.applications.find((found: Data) => found.application.id === outside(one));
      expect(reviews.map(({ reviewer }: Data) => reviewer)).toEqual(experts);
      expect(draws).toMatchObject([
        { method: 'WHOLE_ROUND', record: null, recordHash: proposed.recordHash, reproducible: null },
      ]);
    }
    await bureau.refused('assignments.not-proposed', ADOPT, { id: proposed.id });
    await bureau.refused('assignments.nothing-to-assign', PROPOSE, { roundId });
  });

  it('is none of the parties’ business, nor of an expert’s', async () => {
    const [{ id }] = (await bureau.query(ASSIGNMENTS, { id: roundId })).assignments.nodes;
    for (const persona of ['enterprise', 'rival', 'tju', 'reviewer1', 'admin'] as const) {
      const client = await app.as(persona);
      await client.refused('FORBIDDEN', ASSIGNMENTS, { id: roundId });
      await client.refused('FORBIDDEN', ADOPT, { id });
      await client.refused('NOT_FOUND', 'query ($id: ID!) { node(id: $id) { id } }', { id });
    }
    const { application } = await (await app.as('enterprise')).query(DRAWS, { id: outside(first) });
    expect(application).toEqual({ draws: [], reviews: [] });
    const seen = JSON.stringify(await (await app.as('enterprise')).query(ROUND, { id: roundId }));
    expect(seen).not.toMatch(/draw|assignment|测试 reviewer/);
    expect(seen).not.toContain(JSON.parse(record).committed.salt);
  });
});
