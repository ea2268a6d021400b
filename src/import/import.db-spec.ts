import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workbook } from 'exceljs';
import { startApp, type TestApp } from '../../test/support/app';
import type { Data } from '../../test/support/client';
import { Shutdown } from '../kernel/shutdown';
import { runImport } from './command';
import { csvCell } from '../kernel/csv';

const TEXT =
  '一段足够长的描述，写明工况、难点和已经试过的办法，使愿意回应的人知道该从哪里入手，需要什么条件。';
let app: TestApp;
let folder: string;
let said: string;

const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** Runs the command as an operator would, and gives what it says. */
const run = async (...args: string[]): Promise<string> => {
  said = '';
  const shutdown = new Shutdown((error) => {
    throw error;
  });
  await runImport(app.app, shutdown, args);
  return said;
};

const needs = (condition: string): Promise<Data[]> =>
  app.sql<Data>(`SELECT * FROM needs WHERE ${condition} ORDER BY id`);

beforeAll(async () => {
  app = await startApp();
  // Organisations of the tests are registered when first asked for.
  for (const name of ['enterprise', 'rival', 'tju'] as const) await app.organisation(name);
  folder = mkdtempSync(join(tmpdir(), 'benfu-import-'));
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterAll(async () => {
  jest.restoreAllMocks();
  process.exitCode = 0;
  rmSync(folder, { recursive: true, force: true });
  await app.close();
});

describe('a CSV of needs', () => {
  const rows = [
    '编号,需求名称,需求描述,关键词,预算（万元）,截止日期,成熟度,指标名称,指标目标,备注',
    `N-1,盐田蒸发量的在线监测,"${TEXT}\n第二行",盐田；监测,120,2099/3/14,4级,误差,≤ 3 %,x`,
    `N-2,预算写错的一条,${TEXT},,面议,,,,,`,
    `N-3,,${TEXT},,,,,,,`,
    `N-1,编号重复的一条,${TEXT},,,,,,,`,
    `N-5,成熟度写错的一条,${TEXT},,,,12,,,`,
    `N-6,多出一格的一条,${TEXT},,,,,,,,多余`,
    `N-7,=1+1 的标题,${TEXT},,,,,,,`,
  ].join('\n');

  it('brings in what is good, and says line, column and reason of what is not', async () => {
    const report = join(folder, 'report.csv');
    const organisation = await app.organisation('enterprise');
    await run('needs', file('needs.csv', rows), '--organisation', organisation, '--report', report);
    expect(said).toContain('2 已导入 imported, 0 已有 already there, 5 未导入 refused');
    expect(said).toContain('Columns not used: 备注');
    const refused = readFileSync(report, 'utf8').trim().split('\r\n').slice(1);
    expect(refused.map((line) => line.split(',').slice(0, 3))).toEqual([
      ['4', '预算（万元）', 'import.yuan'],
      ['5', '需求名称', 'input.empty'],
      ['6', '编号', 'import.repeated'],
      ['7', '成熟度', 'input.too-large'],
      ['8', '', 'import.cells'],
    ]);
  });

  it('leaves drafts with every field read', async () => {
    const [need] = await needs(`external_id = 'N-1'`);
    expect(need).toMatchObject({
      state: 'DRAFT',
      title: '盐田蒸发量的在线监测',
      keywords: ['盐田', '监测'],
      budget_max: '1200000.00',
      deadline: '2099-03-14',
      trl_now: 4,
      metrics: [{ name: '误差', target: '≤ 3 %', unit: null, current: null }],
    });
  });

  it('changes nothing when run again, in GB 18030 as in UTF-8', async () => {
    const encoded = Buffer.from([
      0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xb1, 0xea, 0xcc, 0xe2, 0x2c, 0xc3, 0xe8, 0xca, 0xf6,
    ]);
    const path = file('gbk.csv', Buffer.concat([encoded, Buffer.from('\nN-1,a,b\n')]));
    await run('needs', path, '--organisation', '青海测试锂盐有限公司');
    expect(said).toContain('0 已导入 imported, 1 已有 already there, 0 未导入 refused');
    await run('needs', join(folder, 'needs.csv'), '--organisation', '青海测试锂盐有限公司');
    expect(said).toContain('0 已导入 imported, 2 已有 already there, 5 未导入 refused');
  });

  it('refuses a row that cannot be taken as far as asked, and leaves nothing of it', async () => {
    const path = file('bare.csv', '编号,标题,描述\nB-1,太短,太短\n');
    await run('needs', path, '--organisation', '青海测试锂盐有限公司', '--state', 'open');
    expect(said).toContain('0 已导入 imported, 0 已有 already there, 1 未导入 refused');
    expect(await needs(`external_id = 'B-1'`)).toEqual([]);
  });
});

describe('other files', () => {
  it('reads a workbook as people see it', async () => {
    const book = new Workbook();
    const sheet = book.addWorksheet('需求');
    sheet.addRow(['编号', '标题', '描述', '预算上限(万元)', '截止日期']);
    sheet.addRow([]);
    const rich = { richText: [{ text: '富文本的' }, { text: '标题' }] };
    sheet.addRow([7, rich, { formula: 'A1', result: TEXT }, 30.5, new Date('2099-05-01')]);
    const path = join(folder, 'needs.xlsx');
    await book.xlsx.writeFile(path);
    await run('needs', path, '--organisation', '青海测试镁业有限公司');
    const [need] = await needs(`external_id = '7'`);
    expect(need).toMatchObject({ title: '富文本的标题', budget_max: '305000.00', deadline: '2099-05-01' });
  });

  it('puts achievements on offer, with their contributors, from JSON lines', async () => {
    const rows = [
      {
        id: 'A-1',
        title: '一项成果',
        abstract: TEXT,
        authors: ['甲（测试）', '乙（测试）'],
        modes: '转让',
        split: 'dev',
      },
      { title: '没有编号的成果', abstract: TEXT },
    ];
    const path = file(
      'papers.jsonl',
      `${rows.map((row) => JSON.stringify(row)).join('\n')}\nnot json\n[1]\n`,
    );
    await run('achievements', path, '--organisation', '测试工业大学');
    expect(said).toContain('2 已导入 imported, 0 已有 already there, 2 未导入 refused');
    expect(said).toContain('line 3');
    const [made] = await app.sql<Data>(`SELECT * FROM achievements WHERE external_id = 'A-1'`);
    expect(made).toMatchObject({ state: 'OPEN', modes: ['TRANSFER'] });
    const names = await app.sql<Data>(
      `SELECT p.name FROM achievement_contributors c JOIN people p ON p.id = c.person_id ORDER BY c.position`,
    );
    expect(names.map(({ name }: Data) => name as string)).toEqual(['甲（测试）', '乙（测试）']);
    await run('achievements', path, '--organisation', '测试工业大学');
    expect(said).toContain('0 已导入 imported, 2 已有 already there');
  });

  it.each([
    ['an unknown organisation', ['needs', 'needs.csv', '--organisation', '没有这家'], /organisation/],
    ['the wrong file', ['needs', 'wrong.csv', '--organisation', '测试工业大学'], /no column for title/],
    ['a missing file', ['needs', 'none.xlsx', '--organisation', '测试工业大学'], /ENOENT/],
    ['a file that is no workbook', ['needs', 'bad.xlsx', '--organisation', '测试工业大学'], /as XLSX/],
    [
      'an unknown state',
      ['needs', 'a.csv', '--organisation', '测试工业大学', '--state', 'matched'],
      /^Usage/,
    ],
  ])('says in one sentence what is wrong with %s', async (_what, [subject, name, ...rest], sentence) => {
    file('wrong.csv', '姓名,年龄\n甲,3\n');
    file('bad.xlsx', 'not a workbook');
    const failing = run(subject!, join(folder, name!), ...rest);
    await expect(failing).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(sentence) as string,
    });
  });
});

it('refuses a JSON line that lacks a field, not the file; and a file in which nothing is', async () => {
  const lines = [
    { title: '没有摘要的一条' },
    { title: '高寒草甸退化监测方法', abstract: `监测方法。${TEXT}` },
  ];
  const path = file('mixed.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'));
  await run('achievements', path, '--organisation', '测试工业大学');
  expect(said).toContain('1 已导入 imported, 0 已有 already there, 1 未导入 refused');
  const empty = file('empty.csv', '');
  await expect(run('needs', empty, '--organisation', '青海测试锂盐有限公司')).rejects.toThrow(
    'The file has no rows.',
  );
  const headed = file('headed.csv', 'title\n');
  await expect(run('needs', headed, '--organisation', '青海测试锂盐有限公司')).rejects.toThrow(
    'The file has no rows.',
  );
  const lacking = file('lacking.jsonl', JSON.stringify({ title: '只有标题' }));
  await expect(run('needs', lacking, '--organisation', '青海测试锂盐有限公司')).rejects.toThrow(
    'no column for description',
  );
});

it('writes no cell that a spreadsheet program takes for a formula', () => {
  expect(['=1+1', '+1', '-1', '@a', 'a,"b"'].map(csvCell)).toEqual([
    "'=1+1",
    "'+1",
    "'-1",
    "'@a",
    '"a,""b"""',
  ]);
});
