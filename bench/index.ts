import 'reflect-metadata';
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import autocannon from 'autocannon';
import { EmbeddedPostgres } from '../src/kernel/embedded-postgres';
import { post, signIn, startProgram } from './program';
import { simulate } from './round/simulation';

const NEEDS = 60;
const SECONDS = 6;
const ROUNDS = 3;
const LIST = `query { needs(first: 20, filter: { states: [OPEN, MATCHED] }) {
  nodes { id title state organisation { id name } actions { name allowed } } } }`;
const PAPERS = resolve(__dirname, '../../../shared/bench/csl/csl-2000.jsonl');

const rows: [what: string, measured: string, goal: string][] = [];
const say = (what: string, measured: string, goal: string): void => void rows.push([what, measured, goal]);
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** The numbers that Benfu promises, each measured on this machine in this run. */
async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'benfu-bench-'));
  try {
    const cold = await startProgram(directory);
    say('cold first start to ready', seconds(cold.startMs), '≤ 20 s');
    await cold.stop();
    const program = await startProgram(directory);
    say('warm start to ready', seconds(program.startMs), '≤ 5 s');
    await new Promise((wake) => setTimeout(wake, 5_000));
    say('idle memory of the process', `${program.memoryMb().toFixed(0)} MB`, '≤ 300 MB');
    await lists(directory, program.url);
    await matches(directory, program.url);
    await program.stop();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  await board();
  for (const [what, measured, goal] of rows)
    process.stdout.write(`${what.padEnd(52)} ${measured.padEnd(34)} ${goal}\n`);
}

/** Requests a second of the list, signed in, against the bare peer in the same run, turn by turn. */
async function lists(directory: string, url: string): Promise<void> {
  await publishNeeds(url);
  const token = await signIn(url, 'tju@xining.example');
  const database = await EmbeddedPostgres.open({ directory, mode: 'attach' });
  const peer = fork(join(__dirname, 'peer.js'), [database.url()]);
  const [port] = (await once(peer, 'message')) as [number];
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    theirs.push(await load(`http://127.0.0.1:${port}/`, {}));
    ours.push(await load(`${url}/graphql`, { authorization: `Bearer ${token}` }));
  }
  peer.kill();
  const ratio = median(ours) / median(theirs);
  const measured = `${median(ours).toFixed(0)}/s of ${median(theirs).toFixed(0)}/s = ${ratio.toFixed(2)}`;
  say('needs(first: 20) + organisation + actions, of the peer', measured, '≥ 0.20');
}

async function load(url: string, headers: Record<string, string>): Promise<number> {
  const result = await autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: LIST }),
    connections: 10,
    duration: SECONDS,
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx + result.errors} requests to ${url} failed`);
  return result.requests.average;
}

async function publishNeeds(url: string): Promise<void> {
  const enterprise = await signIn(url, 'enterprise@xining.example');
  const bureau = await signIn(url, 'bureau@xining.example');
  const { viewer } = await post<{ viewer: { memberships: { organisation: { id: string } }[] } }>(
    url, '{ viewer { memberships { organisation { id } } } }', {}, enterprise,
  ); // prettier-ignore
  const organisationId = viewer.memberships[0]!.organisation.id;
  const move = 'mutation ($id: ID!, $verb: NeedVerb!) { moveNeed(input: { id: $id, verb: $verb }) { id } }';
  for (let n = 1; n <= NEEDS; n++) {
    const input = { ...need(n), organisationId };
    const draft = 'mutation ($input: DraftNeedInput!) { draftNeed(input: $input) { id } }';
    const { draftNeed } = await post<{ draftNeed: { id: string } }>(url, draft, { input }, enterprise);
    await post(url, move, { id: draftNeed.id, verb: 'SUBMIT' }, enterprise);
    await post(url, move, { id: draftNeed.id, verb: 'APPROVE' }, bureau);
  }
}

/** The officer's board at the end of a whole round, played through the API without pauses. */
async function board(): Promise<void> {
  const sizes = { applications: 300, reviewers: 120, users: 8, pause: 0 };
  const { rows: lines, reviews, p50, p95 } = await simulate(sizes, () => undefined);
  const measured = `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`;
  say(`board of ${lines} applications and ${reviews} reviews, over HTTP`, measured, 'p95 ≤ 150 ms');
}

const need = (n: number): object => ({
  title: `卤水提锂膜组件寿命提升（第 ${n} 号）`,
  description:
    '盐湖卤水高镁锂比条件下，纳滤膜组件通量衰减快，清洗后恢复率不足，希望通过膜材料改性与运行工艺优化延长组件寿命并稳定产水水质。',
  visibility: 'PUBLIC',
  metrics: [{ name: '膜组件寿命', unit: '月', current: '12', target: '24' }],
  budgetMax: '800000.00',
});

/** How long the matches of one need take over 2,000 achievements. */
async function matches(directory: string, url: string): Promise<void> {
  if (!existsSync(PAPERS))
    return say('matches of one need', 'skipped: ../shared/bench/csl is not here', '≤ 20 ms');
  const began = performance.now();
  const args = ['import', 'achievements', PAPERS, '--organisation', '青海大学'];
  execFileSync(process.execPath, [join(__dirname, '../src/main.js'), ...args], {
    env: { ...process.env, BENFU_DATA: directory },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  say('import of 2,000 papers', seconds(performance.now() - began), '≤ 30 s');
  const token = await signIn(url, 'enterprise@xining.example');
  const { needs } = await post<{ needs: { nodes: { id: string }[] } }>(
    url, '{ needs(first: 20, filter: { mine: true, states: [OPEN] }) { nodes { id } } }', {}, token,
  ); // prettier-ignore
  await new Promise((wake) => setTimeout(wake, 3_000));
  const times: number[] = [];
  for (let n = 0; n < 300; n++) {
    const id = needs.nodes[n % needs.nodes.length]!.id;
    const from = performance.now();
    await post(
      url,
      'query ($id: ID!) { need(id: $id) { matches(first: 20) { nodes { score } } } }',
      { id },
      token,
    );
    times.push(performance.now() - from);
  }
  const sorted = times.slice(50).sort((a, b) => a - b);
  const at = (share: number): string => sorted[Math.floor(sorted.length * share)]!.toFixed(1);
  say('matches of one need over 2,000, over HTTP', `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`, 'p50 ≤ 20 ms');
}

void main().then(() => process.exit(0));
