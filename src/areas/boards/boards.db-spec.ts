import { Workbook, type CellValue, ValueType } from 'exceljs';
import { statementCount } from '../../../test/support/statements';
import { judgement, outside, Panel, SUBMIT, type Drawn } from '../../../test/support/panel';
import type { ApiClient } from '../../../test/support/client';
import { publicId } from '../../kernel/ids';
import { SYSTEM } from '../../kernel/actor';
import { AccountsService } from '../accounts';
import type { Application } from '../applications';
import type { RoundBoardRow } from './round-board';

const BOARD = `query ($id: ID!) { roundBoard(roundId: $id) {
  applicationId title lead state assigned submitted average spread support neutral oppose openObjections noticeDaysLeft
} }`;
const FORMULA = '=HYPERLINK("http://evil.example","意见")';

let panel: Panel;
let first: Application;
let roundId: string;
let drawn: Drawn[];

const board = async (client: ApiClient, id = roundId): Promise<RoundBoardRow[]> =>
  (await client.query<{ roundBoard: RoundBoardRow[] }>(BOARD, { id })).roundBoard;
const rowOf = async (application: Application): Promise<RoundBoardRow | undefined> =>
  (await board(panel.bureau)).find(({ applicationId }) => applicationId === outside(application));
const fetched = async (client: ApiClient): Promise<Response> =>
  fetch(`${client.url}/rounds/${roundId}/round.xlsx`, { headers: await client.sent() });

async function sheets(client: ApiClient): Promise<Workbook> {
  const response = await fetched(client);
  expect(response.status).toBe(200);
  const workbook = new Workbook();
  await workbook.xlsx.load(await response.arrayBuffer());
  return workbook;
}

/** The cells of a sheet below its headers. */
const cells = (workbook: Workbook, name: string): CellValue[][] =>
  workbook
    .getWorksheet(name)!
    .getSheetValues()
    .slice(2)
    .map((row) => (row as CellValue[]).slice(1));

beforeAll(async () => {
  panel = await Panel.open();
  // An expert of one of the parties: not eligible.
  const { email } = await panel.app.personas.account('tju');
  await panel.app.get(AccountsService).setRole(SYSTEM, email, 'REVIEWER', true);
  first = await panel.application();
  roundId = publicId('round', first.roundId);
  drawn = await panel.draw(first);
});
afterAll(() => panel.app.close());

describe('the board of a round', () => {
  it('counts reviews while they are sealed, and tells nothing else of them', async () => {
    await panel.submitAll(drawn.slice(0, 2), [90, 60.01]);
    expect(await rowOf(first)).toMatchObject({
      ...{ state: 'UNDER_REVIEW', lead: '青海测试锂盐有限公司', assigned: 3, submitted: 2 },
      ...{ average: null, spread: null, support: null, neutral: null, oppose: null },
    });
  });

  it('shows the average of the API, and the spread, once all are in', async () => {
    const last = judgement(drawn[2]!, 70) as { input: Record<string, unknown> };
    Object.assign(last.input, { recommendation: 'OPPOSE', comment: FORMULA });
    await (await panel.clientOf(drawn[2]!)).mutate(SUBMIT, last);
    const { averageScore } = await panel.look(panel.bureau, first);
    expect(averageScore).toBe(73.34);
    expect(await rowOf(first)).toMatchObject({
      ...{ submitted: 3, average: averageScore, spread: 29.99, support: 2, neutral: 0, oppose: 1 },
    });
  });

  it('counts open objections and the days that the notice still runs', async () => {
    const today = panel.app.clock.now();
    const day = (ahead: number): string => new Date(today.getTime() + ahead * 86_400_000).toISOString();
    const noticed = await panel.application(['enterprise', 'tju'], first.roundId);
    await panel.app.sql(
      `UPDATE applications SET state = 'PUBLIC_NOTICE',
         notice_starts_on = ($2::timestamptz AT TIME ZONE 'Asia/Shanghai')::date,
         notice_ends_on = ($3::timestamptz AT TIME ZONE 'Asia/Shanghai')::date WHERE id = $1`,
      [noticed.id, day(0), day(4)],
    );
    expect(await rowOf(noticed)).toMatchObject({ openObjections: 0, noticeDaysLeft: 4, average: null });
    const object = 'mutation ($input: ObjectInput!) { objectToApplication(input: $input) { id } }';
    await (
      await panel.app.as('rival')
    ).mutate(object, {
      input: { applicationId: outside(noticed), text: '+异议' },
    });
    expect(await rowOf(noticed)).toMatchObject({ state: 'OBJECTED', openObjections: 1, noticeDaysLeft: 4 });
  });

  it('takes the same statements for many rows as for few', async () => {
    const count = (): Promise<number> => statementCount(panel.app, () => board(panel.bureau));
    const few = await count();
    for (let more = 0; more < 30; more++) await panel.application(['rival', 'qmu'], first.roundId);
    expect((await board(panel.bureau)).length).toBe(32);
    expect(await count()).toBe(few);
  });

  it('is the bureau’s alone', async () => {
    for (const who of ['enterprise', 'reviewer1', 'guest'] as const) {
      const client = await panel.app.as(who);
      await client.refused('FORBIDDEN', BOARD, { id: roundId });
      expect((await fetched(client)).status).toBe(403);
    }
    const stranger = panel.app.anonymous();
    await stranger.refused('UNAUTHENTICATED', BOARD, { id: roundId });
    expect((await fetched(stranger)).status).toBe(401);
    await panel.bureau.refused('NOT_FOUND', BOARD, { id: publicId('round', first.id) });
  });
});

describe('the workbook of a round', () => {
  it('ranks, scores, names conflicts and decisions, and keeps every text a text', async () => {
    await panel.app.sql(`UPDATE projects SET title = '@SUM(A1:A9)' WHERE id = $1`, [first.projectId]);
    const workbook = await sheets(panel.bureau);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      ...['排名 Ranking', '评分 Scores', '回避 Conflicts', '决定 Decisions'],
    ]);
    const [best, second] = cells(workbook, '排名 Ranking');
    expect(best!.slice(0, 2)).toEqual([1, outside(first)]);
    expect(best).toEqual(expect.arrayContaining(['@SUM(A1:A9)', 73.34, 29.99]));
    expect(second![0]).toBeUndefined();
    const scores = cells(workbook, '评分 Scores');
    expect(scores.map((row) => row[5]).sort()).toEqual(drawn.map(({ reviewer }) => reviewer.name).sort());
    expect(scores.flat()).toEqual(expect.arrayContaining([90, 60.01, 70, FORMULA]));
    expect(cells(workbook, '回避 Conflicts').flat()).toEqual(expect.arrayContaining(['SAME_ENTITY']));
    expect(cells(workbook, '决定 Decisions')).toHaveLength(32);
    const texts: string[] = [];
    workbook.eachSheet((sheet) =>
      sheet.eachRow((row, at) =>
        row.eachCell((cell) => {
          expect([ValueType.String, ValueType.Number]).toContain(cell.type);
          if (at > 1 && cell.type === ValueType.String) texts.push(cell.numFmt);
        }),
      ),
    );
    expect(new Set(texts)).toEqual(new Set(['@']));
  });

  it('holds nothing of an application whose party the officer belongs to', async () => {
    const organisationId = await panel.app.personas.organisation('enterprise');
    const membership = { organisationId, email: 'bureau@test.example', role: 'MEMBER' } as const;
    await panel.app.get(AccountsService).addMember(SYSTEM, membership);
    expect((await board(panel.bureau)).map(({ lead }) => lead)).not.toContain('青海测试锂盐有限公司');
    const workbook = await sheets(panel.bureau);
    expect(cells(workbook, '决定 Decisions')).toHaveLength(30);
    expect(cells(workbook, '评分 Scores')).toEqual([]);
    const all = workbook.worksheets.flatMap(({ name }) => cells(workbook, name).flat());
    expect(all.filter((cell) => cell === outside(first) || cell === '青海测试锂盐有限公司')).toEqual([]);
  });
});
