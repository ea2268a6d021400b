import ExcelJS from 'exceljs';
import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { brokenInvariants } from '../../../test/support/invariants';
import { statementCount } from '../../../test/support/statements';
import { publicId } from '../../kernel/ids';
import { aContract, movedContract } from '../contracts/contract.testing';
import { documentText } from './registration-form.testing';

const STATISTICS = `query ($year: Int!) { contractStatistics(year: $year) { year registered turnover technologyValue
  registeredGrowth turnoverGrowth comparedWith byType { type registered turnover }
  byDistrict { district registered turnover } byMonth { month registered turnover }
  announced { registered turnover turnoverGrowth source } } }`;
const RECORD = `mutation ($input: RecordContractInput!) { recordContract(input: $input) { id state number regime
  seller { name } organisation { name } parties { name organisation { name } } } }`;
const ANNOUNCE = `mutation ($input: AnnounceContractsInput!) { announceContracts(input: $input) { year } }`;
const RISK = `{ benefitAtRisk { totalCount nodes { title state benefitRisk { amount registerBy late text source } } } }`;

let app: TestApp;
let bureau: ApiClient;
let isl: ApiClient;
let count = 0;

/** A contract of a past register, as an officer enters it. */
const past = async (more: object = {}): Promise<object> => ({
  ...{ organisationId: await app.organisation('panel'), number: `旧-${++count}`, title: `往年合同 ${count}` },
  ...{ type: 'SERVICE', subtype: 'GENERAL', signedOn: '2025-01-10', registeredOn: '2025-02-03' },
  ...{ turnover: '100.00', technologyValue: '80.00' },
  parties: [
    { role: 'SELLER', name: '外地研究院', district: '630104' },
    { role: 'BUYER', name: '青海测试锂盐有限公司' },
  ],
  ...more,
});
const record = async (more: object = {}): Promise<Data> =>
  (await bureau.mutate(RECORD, { input: await past(more) })).recordContract;
const statistics = async (year: number): Promise<Data> =>
  (await bureau.query(STATISTICS, { year })).contractStatistics;
const download = async (who: ApiClient, path: string): Promise<Response> =>
  fetch(`${app.url}${path}`, { headers: await who.sent() });

beforeAll(async () => {
  app = await startApp({ now: '2026-03-09T10:00:00+08:00' });
  for (const name of ['isl', 'enterprise', 'panel'] as const) await app.organisation(name);
  [bureau, isl] = [await app.as('bureau'), await app.as('isl')];
});
afterAll(async () => {
  expect(await brokenInvariants(app)).toEqual({});
  await app.close();
});

describe('a past register', () => {
  it('is taken over contract by contract; parties of the platform are found by name or code', async () => {
    expect(await record()).toMatchObject({
      ...{ state: 'REGISTERED', regime: 'RULES_2001', seller: null },
      parties: [
        { name: '外地研究院', organisation: null },
        { name: '青海测试锂盐有限公司', organisation: { name: '青海测试锂盐有限公司' } },
      ],
    });
    const seen = (await (await app.as('enterprise')).query('{ contracts { nodes { number } } }')).contracts
      .nodes;
    expect(seen).toEqual([{ number: '旧-1' }]);
  });

  it('is for officers, and holds each contract and each number once', async () => {
    await isl.refused('FORBIDDEN', RECORD, { input: await past() });
    await bureau.refused('contracts.number-taken', RECORD, { input: await past({ number: '旧-1' }) });
    await bureau.refused('contracts.once', RECORD, { input: await past({ title: '往年 合同 1' }) });
    const early = await past({ registeredOn: '2025-01-09' });
    const refused = await bureau.refused('contracts.registered-early', RECORD, { input: early });
    expect(refused.extensions.path).toEqual(['input', 'registeredOn']);
  });
});

describe('the statistics of a year', () => {
  it('add up what is registered, by type, district and month, with growth over the year before', async () => {
    await record({
      registeredOn: '2025-12-31',
      turnover: '50.55',
      technologyValue: null,
      type: 'CONSULTING',
      subtype: null,
    });
    for (const district of [null, '630102'])
      await record({
        ...{ registeredOn: '2026-01-01', signedOn: '2025-12-31', turnover: '301.10' },
        parties: [
          { role: 'SELLER', name: '本地公司', district },
          { role: 'BUYER', name: '买方' },
        ],
      });
    await record({ registeredOn: '2026-03-01', turnover: '100.00' });
    const now = await statistics(2026);
    expect(now).toMatchObject({
      ...{ registered: 3, turnover: '702.20', technologyValue: '240.00', comparedWith: null },
      ...{ registeredGrowth: 0.5, turnoverGrowth: 3.6642, announced: null },
    });
    expect(now.byMonth.map(({ registered }: Data) => registered)).toEqual([2, 0, 1, ...Array(9).fill(0)]);
    expect(now.byType.map(({ registered }: Data) => registered)).toEqual([0, 0, 0, 0, 3]);
    expect(now.byDistrict).toHaveLength(3);
    expect(now.byDistrict).toContainEqual({ district: null, registered: 1, turnover: '301.10' });
    expect(await statistics(2025)).toMatchObject({ registered: 2, turnover: '150.55', turnoverGrowth: null });
    await isl.refused('FORBIDDEN', STATISTICS, { year: 2026 });
  });

  it('follow every step that a contract takes, and cost two statements', async () => {
    const before = await statistics(2026);
    const contract = await movedContract(app, await aContract(app), 'FILE');
    expect(await statistics(2026)).toEqual(before);
    const register = 'mutation ($input: RegisterContractInput!) { registerContract(input: $input) { id } }';
    await bureau.mutate(register, { input: { id: publicId('contract', contract.id) } });
    expect(await statistics(2026)).toMatchObject({ registered: 4, turnover: '1000702.20' });
    const ask = 'mutation ($input: AskContractChangeInput!) { askContractChange(input: $input) { id } }';
    await isl.mutate(ask, {
      input: { id: publicId('contract', contract.id), reason: '增加', turnover: '2000000.00' },
    });
    await movedContract(app, contract, 'CHANGE');
    expect(await statistics(2026)).toMatchObject({ registered: 4, turnover: '2000702.20' });
    await movedContract(app, contract, 'CANCEL');
    expect(await statistics(2026)).toEqual(before);
    expect(await statementCount(app, () => statistics(2026))).toBeLessThanOrEqual(3);
  });

  it('compare with what was announced where the register does not hold the year before', async () => {
    const source = '西宁市 2025 年初公布';
    const year2024 = { year: 2024, registered: 4, turnover: '301.10', turnoverGrowth: 0.22, source };
    await isl.refused('FORBIDDEN', ANNOUNCE, { input: year2024 });
    await bureau.mutate(ANNOUNCE, { input: { ...year2024, registered: 3 } });
    await bureau.mutate(ANNOUNCE, { input: year2024 });
    expect(await statistics(2025)).toMatchObject({
      registeredGrowth: -0.5,
      turnoverGrowth: -0.5,
      comparedWith: source,
    });
    expect((await statistics(2024)).announced).toEqual({
      registered: 4,
      turnover: '301.10',
      turnoverGrowth: 0.22,
      source,
    });
  });
});

it('the targets count what is registered in the year: of the city, a district, or a seller', async () => {
  const SET = 'mutation ($input: SetTargetInput!) { setTarget(input: $input) { actual } }';
  const actual = async (indicator: string, more: object = {}): Promise<string> =>
    (await bureau.mutate(SET, { input: { year: 2026, indicator, goal: '1', ...more } })).setTarget.actual;
  const ownerId = await app.organisation('tju');
  expect(await actual('contracts.turnover', { ownerId })).toBe('0');
  await record({
    ...{ registeredOn: '2026-02-02', turnover: '10.05', technologyValue: null },
    parties: [
      { role: 'SELLER', organisationId: ownerId },
      { role: 'BUYER', name: '买方' },
    ],
  });
  expect([await actual('contracts.registered'), await actual('contracts.turnover')]).toEqual(['4', '712.25']);
  expect(await actual('contracts.turnover', { district: '630102' })).toBe('301.10');
  expect(await actual('contracts.registered', { ownerId })).toBe('1');
  expect(await actual('contracts.turnover', { ownerId })).toBe('10.05');
  expect(await actual('contracts.turnover', { ownerId, year: 2025 })).toBe('0');
});

it('development that is signed and not registered has its benefit at risk, the longest signed first', async () => {
  await aContract(app, { title: '未申请', signedOn: '2026-01-05' });
  await movedContract(app, await aContract(app, { title: '已申请', signedOn: '2024-05-20' }), 'FILE');
  await aContract(app, { title: '咨询', type: 'CONSULTING', subtype: null });
  const risks = async (who: ApiClient): Promise<Data> => (await who.query(RISK)).benefitAtRisk;
  expect(await risks(isl)).toMatchObject({
    totalCount: 2,
    nodes: [
      { title: '已申请', benefitRisk: { amount: '800000.00', registerBy: '2025-05-31', late: true } },
      { title: '未申请', benefitRisk: { registerBy: '2027-05-31', late: false } },
    ],
  });
  expect((await risks(bureau)).nodes.map(({ title }: Data) => title)).toEqual(['已申请']);
  expect((await risks(await app.as('rival'))).nodes).toEqual([]);
});

describe('the register to take away', () => {
  const rows = async (who: ApiClient, year: number): Promise<string[]> => {
    const answer = await download(who, `/contracts/register.csv?year=${year}`);
    expect(answer.headers.get('content-type')).toContain('text/csv');
    return (await answer.text()).trim().split('\r\n');
  };

  it('is a CSV in which nothing is a formula, with the rows that the viewer may read', async () => {
    await record({ title: '=HYPERLINK("http://x.example")', registeredOn: '2025-03-03' });
    const [head, ...lines] = await rows(bureau, 2025);
    expect(head).toMatch(/^合同登记编号,合同名称,合同类型/);
    expect(lines).toHaveLength(3);
    expect(lines.join('\n')).toContain(`"'=HYPERLINK(""http://x.example"")"`);
    expect(await rows(isl, 2025)).toHaveLength(1);
  });

  it('is an XLSX of texts', async () => {
    const workbook = new ExcelJS.Workbook();
    const answer = await download(bureau, '/contracts/register.xlsx?year=2025');
    await workbook.xlsx.load(await answer.arrayBuffer());
    const [sheet] = workbook.worksheets;
    expect(sheet!.rowCount).toBe(4);
    expect(sheet!.getColumn(2).values).toContain('=HYPERLINK("http://x.example")');
    expect(sheet!.getColumn(15).values.slice(2).sort()).toEqual(['100.00', '100.00', '50.55']);
  });

  it('says what is wrong with a year, and is not for strangers', async () => {
    expect((await download(bureau, '/contracts/register.csv?year=x')).status).toBe(422);
    expect((await download(bureau, '/contracts/register.csv')).status).toBe(422);
    expect((await download(app.anonymous(), '/contracts/register.xlsx?year=2025')).status).toBe(401);
  });
});

it('the registration form is a DOCX with the law in place of an empty clause', async () => {
  const contract = await aContract(app, { title: '登记表', subject: '第一行\n<第二行>' });
  const path = `/contracts/${publicId('contract', contract.id)}/form.docx`;
  const answer = await download(isl, path);
  expect(answer.headers.get('content-type')).toContain('wordprocessingml');
  const text = await documentText(Buffer.from(await answer.arrayBuffer()));
  for (const part of [
    '技术合同登记表',
    '登记表',
    '技术开发（委托开发）',
    '<第二行>',
    '1000000.00 元',
    '《民法典》第859条',
  ])
    expect(text).toContain(part);
  expect((await download(await app.as('rival'), path)).status).toBe(404);
  const found = await isl.query('query ($id: ID!) { contract(id: $id) { formUrl } }', {
    id: publicId('contract', contract.id),
  });
  expect(found.contract.formUrl).toBe(path);
});
