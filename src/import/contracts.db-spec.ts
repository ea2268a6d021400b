import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type TestApp } from '../../test/support/app';
import { brokenInvariants } from '../../test/support/invariants';
import { REGISTER_COLUMNS } from '../areas/registers';
import { Shutdown } from '../kernel/shutdown';
import { runImport } from './command';
import { contracts } from './contracts';

const HEAD =
  '合同登记编号,合同名称,合同类型,合同种类,签订日期,登记日期,卖方名称,卖方统一社会信用代码,区县,买方名称,成交额（万元）,技术交易额（万元）,技术性收入（万元）,有效期起,有效期止,支付方式';
const GOOD =
  'G-1,提锂吸附剂,技术开发,委托开发,2024/3/1,2024年3月20日,测试盐湖研究所,,城西区,青海测试锂盐有限公司,100,80.5,60,,,提成支付';

let app: TestApp;
let folder: string;
let said: string;

const run = async (name: string, rows: readonly string[]): Promise<string[]> => {
  const [path, report] = [join(folder, name), join(folder, `${name}.report.csv`)];
  writeFileSync(path, [HEAD, ...rows].join('\n'));
  said = '';
  const shutdown = new Shutdown((error) => {
    throw error;
  });
  await runImport(app.app, shutdown, [
    'contracts',
    path,
    '--organisation',
    '测试评审研究院',
    '--report',
    report,
  ]);
  const refused = readFileSync(report, 'utf8').trim().split('\r\n').slice(1);
  return refused.map((line) => line.split(',').slice(0, 3).join(' '));
};

/** The good row with other cells, by their place. */
const like = (number: string, cells: Readonly<Record<number, string>>): string =>
  [number, ...GOOD.split(',').slice(1)].map((cell, at) => cells[at] ?? cell).join(',');

beforeAll(async () => {
  app = await startApp({ now: '2026-03-09T10:00:00+08:00' });
  for (const name of ['isl', 'enterprise', 'panel'] as const) await app.organisation(name);
  folder = mkdtempSync(join(tmpdir(), 'benfu-contracts-'));
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterAll(async () => {
  jest.restoreAllMocks();
  process.exitCode = 0;
  rmSync(folder, { recursive: true, force: true });
  expect(await brokenInvariants(app)).toEqual({});
  await app.close();
});

/** Every kind of row that cannot be taken: its cells, the header that is named, and why. */
const BAD: [cells: Readonly<Record<number, string>>, column: string, code: string][] = [
  [{ 0: '' }, '合同登记编号', 'input.empty'],
  [{ 1: '' }, '合同名称', 'input.empty'],
  [{ 1: '长'.repeat(201) }, '合同名称', 'input.too-long'],
  [{ 1: '响\u0007铃' }, '合同名称', 'input.not-printable'],
  [{ 2: '' }, '合同类型', 'input.empty'],
  [{ 2: '买卖合同' }, '合同类型', 'input.invalid'],
  [{ 3: '技术培训' }, '合同种类', 'contracts.subtype'],
  [{ 3: '别的' }, '合同种类', 'input.invalid'],
  [{ 4: '' }, '签订日期', 'input.empty'],
  [{ 4: '去年' }, '签订日期', 'import.day'],
  [{ 4: '2024-02-30' }, '签订日期', 'import.day'],
  [{ 4: '2026-03-10', 5: '2026-03-10' }, '签订日期', 'contracts.signed-later'],
  [{ 5: '2024-02-29' }, '登记日期', 'contracts.registered-early'],
  [{ 5: '2026-03-10' }, '登记日期', 'contracts.registered-early'],
  [{ 6: '' }, '卖方名称', 'input.empty'],
  [{ 6: '外地公司', 7: '91630100MA75TEX00X' }, '卖方统一社会信用代码', 'contracts.uscc'],
  [{ 6: '外地公司', 8: '没有的区' }, '区县', 'contracts.district'],
  [{ 9: '' }, '买方名称', 'input.empty'],
  [{ 10: '' }, '成交额（万元）', 'input.empty'],
  [{ 10: '面议' }, '成交额（万元）', 'import.yuan'],
  [{ 10: '-5' }, '成交额（万元）', 'import.yuan'],
  [{ 11: '100.01' }, '技术交易额（万元）', 'contracts.technology-above'],
  [{ 12: '80.51' }, '技术性收入（万元）', 'contracts.income-above'],
  [{ 13: '2025-01-02', 14: '2025-01-01' }, '有效期止', 'contracts.ends-early'],
  [{ 15: '以物易物' }, '支付方式', 'input.invalid'],
];

it('a past register comes in row by row: what is good is registered, of what is not line, column and reason are told', async () => {
  const rows = [
    GOOD,
    ...BAD.map(([cells], at) => like(`B-${at}`, { 1: `合同 ${at}`, ...cells })),
    like('G-1', { 1: '编号重复' }),
    like('G-2', {}),
    like('G-3', { 1: '没有闭合的"引号' }),
    `${like('G-4', { 1: '多一格' })},x`,
    like('G-5', { 1: '外地的', 6: '外地研究院', 9: '外地公司' }),
  ];
  const refused = await run('bad.csv', rows);
  const wanted = BAD.map(([, column, code], at) => `${at + 3} ${column} ${code}`);
  const end = BAD.length + 3;
  wanted.push(`${end} 合同登记编号 import.repeated`, `${end + 1} 合同名称 contracts.once`);
  const others = refused.filter((line) => !wanted.includes(line));
  expect(wanted.filter((line) => !refused.includes(line))).toEqual([]);
  expect(others.map((line) => line.split(' ').at(-1))).toEqual(['import.cells']);
  expect(said).toContain(`已导入 imported, 0 已有 already there, ${refused.length} 未导入 refused`);
});

it('a good row is read whole, and its parties find it', async () => {
  const [row] = await app.sql(`SELECT * FROM contracts WHERE number = 'G-1'`);
  expect(row).toMatchObject({
    ...{ state: 'REGISTERED', regime: 'RULES_2001', type: 'DEVELOPMENT', subtype: 'COMMISSIONED' },
    ...{
      signed_on: '2024-03-01',
      registered_on: '2024-03-20',
      turnover: '1000000.00',
      price_form: 'ROYALTY',
    },
    ...{ technology_value: '805000.00', technology_income: '600000.00' },
    seller_id: await app.personas.organisation('isl'),
  });
  const [outside] = await app.sql(
    `SELECT seller_id, party_ids, district FROM contracts WHERE number = 'G-5'`,
  );
  expect(outside).toEqual({ seller_id: null, party_ids: [], district: '630104' });
  const facts = await app.sql(`SELECT topic FROM facts WHERE subject_id = $1`, [row!['id']]);
  expect(facts).toEqual([{ topic: 'contract.recorded' }]);
});

it('run again, it changes nothing', async () => {
  expect(await run('again.csv', [GOOD])).toEqual([]);
  expect(said).toContain('0 已导入 imported, 1 已有 already there, 0 未导入 refused');
});

it('what the register exports can be imported: no header of it is strange', () => {
  const known = contracts.columns.flatMap(({ headers }) => headers);
  const bare = REGISTER_COLUMNS.map(([header]) => header.replace(/（元）$/, ''));
  expect(bare.filter((header) => !known.includes(header))).toEqual(['状态']);
});
