import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { EmbeddedPostgres } from '../src/kernel/embedded-postgres';
import { post, signIn, startProgram } from './program';

const CONTRACTS = 200_000;
const IMPORTED = 100_000;
const ASKED = 300;
const STATISTICS = `{ contractStatistics(year: 2025) { registered turnover registeredGrowth turnoverGrowth
  byType { type registered turnover } byDistrict { district registered turnover }
  byMonth { month registered turnover } } }`;
const TYPES = [
  '技术开发,委托开发',
  '技术转让,技术秘密',
  '技术许可,专利',
  '技术咨询,',
  '技术服务,一般技术服务',
];

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** The statistics over many contracts, and how long a past register takes to come in. */
async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'benfu-bench-'));
  try {
    const program = await startProgram(directory);
    const database = await EmbeddedPostgres.open({ directory, mode: 'attach' });
    await fill(database.url());
    await statistics(program.url);
    await program.stop();
    await importAll(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Registered contracts of ten years, of every type and district. */
async function fill(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const began = performance.now();
  await client.query(
    `INSERT INTO contracts (id, state, number, regime, organisation_id, district, type, title, signed_on, parties,
       turnover, technology_value, registered_on, fingerprint)
     SELECT gen_random_uuid(), 'REGISTERED', 'bench-' || n, 'RULES_2001', (SELECT id FROM organisations LIMIT 1),
       (ARRAY['630102', '630103', '630104', '630105', '630106', '630121', '630123'])[1 + n % 7],
       (ARRAY['DEVELOPMENT', 'TRANSFER', 'LICENCE', 'CONSULTING', 'SERVICE'])[1 + n % 5], '合同 ' || n, '2015-01-01',
       '[]', 1000 + n, 1000, DATE '2016-01-01' + n % 3652, 'bench-' || n
     FROM generate_series(1, $1) AS n`,
    [CONTRACTS],
  );
  await client.query('ANALYZE contracts');
  await client.end();
  say(`${CONTRACTS} contracts written in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

async function statistics(url: string): Promise<void> {
  const token = await signIn(url, 'bureau@xining.example');
  const times: number[] = [];
  for (let n = 0; n < ASKED; n++) {
    const from = performance.now();
    await post(url, STATISTICS, {}, token);
    times.push(performance.now() - from);
  }
  const sorted = times.sort((a, b) => a - b);
  const at = (share: number): string => sorted[Math.floor(sorted.length * share)]!.toFixed(1);
  say(`statistics over ${CONTRACTS} contracts, over HTTP: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms (≤ 200 ms)`);
}

/** The whole command, with the most memory that its process held. */
async function importAll(directory: string): Promise<void> {
  const path = join(directory, 'register.csv');
  const file = createWriteStream(path);
  file.write('登记编号,合同名称,合同类型,合同种类,签订日期,登记日期,卖方,买方,成交额,技术交易额\n');
  for (let n = 0; n < IMPORTED; n++) {
    const parties = `第 ${n % 5_000} 研究院,第 ${n % 7_000} 公司`;
    const line = `往年-${n},往年合同 ${n},${TYPES[n % 5]},2024-03-01,2024-${1 + (n % 6) + 3}-11,${parties},${1_000 + n},${900}\n`;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  const began = performance.now();
  const args = [join(__dirname, '../src/main.js'), 'import', 'contracts', path, '--organisation', '青海大学'];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, BENFU_DATA: directory },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let most = 0;
  const watch = setInterval(() => (most = Math.max(most, memoryOf(child.pid!))), 500);
  await once(child, 'exit');
  clearInterval(watch);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(`import of ${IMPORTED} contracts, whole command: ${seconds} s (≤ 180 s), at most ${most} MB`);
}

/** Where the system tells it; else 0. */
function memoryOf(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

void main().then(() => process.exit(0));
