import { fromBuffer, type Entry } from 'yauzl';
import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { aLiaison, held, type Liaison } from '../../../test/support/meetings';
import { readPdf } from '../../../test/support/pdf';
import { statementCount } from '../../../test/support/statements';
import { SessionsService } from '../accounts';

let app: TestApp;
let liaison: Liaison;

const BOARD = `query($first: Int) { liaisonBoard(year: 2026, first: $first) { totalCount pageInfo { hasNextPage } nodes {
  series { title } months { month state meetingId minutesLateDays actionsSet actionsOpen actionsOverdue } } } }`;
const RECORDS = `query($id: ID!) { meeting(id: $id) { record { docxUrl pdfUrl } series { record(year: 2026) { docxUrl pdfUrl } } } }`;

/** The text of a DOCX. */
const readDocx = (bytes: Buffer): Promise<string> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('entry', (entry: Entry) => {
        if (entry.fileName !== 'word/document.xml') return zip.readEntry();
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () =>
            resolve(
              Buffer.concat(chunks)
                .toString()
                .replace(/<[^>]+>/g, ''),
            ),
          );
        });
      });
      zip.readEntry();
    });
  });

const fetched = async (who: 'isl' | 'rival' | 'bureau', url: string): Promise<Response> => {
  const { accountId } = await app.personas.account(who);
  const { accessToken } = await app.get(SessionsService).open(accountId);
  return fetch(app.url + new URL(url).pathname, { headers: { authorization: `Bearer ${accessToken}` } });
};
const bytesOf = async (who: 'isl' | 'bureau', url: string): Promise<Buffer> => {
  const answer = await fetched(who, url);
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
};

/** January is held late with two actions, February missed, March cancelled; it is the 25th of March. */
beforeAll(async () => {
  app = await startApp({ now: '2026-01-30T10:00:00+08:00' });
  liaison = await aLiaison(app, ['isl', 'enterprise']);
  const [isl, enterprise] = liaison.partyIds;
  const add = 'mutation($input: AddAgendaItemInput!) { addAgendaItem(input: $input) { id } }';
  const input = { meetingId: liaison.meetings[0], text: '讨论联合实验室' };
  await (await app.as('isl')).mutate(add, { input });
  const actionItems = [
    { text: '送卤水样品', ownerId: enterprise, dueOn: '2026-02-10' },
    { text: '出具检测报告', ownerId: isl, dueOn: '2026-06-30' },
  ];
  const said = { decisions: ['共建中试线'], guests: ['王专家'] };
  const [, report] = await held(app, liaison.meetings[0]!, { ...said, actionItems });
  const complete = 'mutation($id: ID!) { completeActionItem(id: $id) { id } }';
  await (await app.as('isl')).mutate(complete, { id: report });
  await app.sql(`UPDATE meetings SET state = 'MISSED' WHERE month = '2026-02'`);
  await app.sql(`UPDATE meetings SET state = 'CANCELLED' WHERE month = '2026-03'`);
  await app.sql(`DELETE FROM meetings WHERE month = '2026-12'`);
  app.clock.set('2026-03-25T10:00:00+08:00');
});
afterAll(() => app.close());

describe('the board of a year', () => {
  const board = async (who: ApiClient): Promise<Data> => (await who.query(BOARD)).liaisonBoard;

  it('shows each month: held, missed, cancelled, late, and what is open of it', async () => {
    const { nodes, totalCount } = await board(await app.as('isl'));
    expect(totalCount).toBe(1);
    const months = nodes[0].months as Data[];
    const none = { minutesLateDays: 0, actionsSet: 0, actionsOpen: 0, actionsOverdue: 0 };
    expect(months).toMatchObject([
      { ...none, state: 'HELD', minutesLateDays: 6, actionsSet: 2, actionsOpen: 1, actionsOverdue: 1 },
      { ...none, state: 'MISSED', minutesLateDays: 26 },
      { ...none, state: 'CANCELLED' },
      ...Array.from({ length: 8 }, () => ({ ...none, state: 'PLANNED' })),
      { ...none, month: '2026-12', state: 'NONE', meetingId: null },
    ]);
  });

  it('is the bureau’s for all, a party’s for its own, in two statements more than none', async () => {
    const bureau = await app.as('bureau');
    const count = (first: number): Promise<number> =>
      statementCount(app, () => bureau.query(BOARD, { first }));
    const one = await count(1);
    await aLiaison(app, ['tju', 'qmu']);
    expect(await count(5)).toBe(one);
    expect(one).toBeLessThanOrEqual(4);
    expect((await board(bureau)).nodes).toHaveLength(2);
    expect((await board(await app.as('isl'))).nodes).toHaveLength(1);
    expect((await board(await app.as('rival'))).nodes).toEqual([]);
  });
});

describe('a record', () => {
  const urls = async (): Promise<Data> =>
    (await (await app.as('isl')).query(RECORDS, { id: liaison.meetings[0] })).meeting;
  const MONTH = [
    'isl、enterprise月对接',
    '2026-01会议记录',
    '测试盐湖研究所、青海测试锂盐有限公司',
    '测试会议室',
    '王专家',
  ];
  const SAID = [
    '1.讨论联合实验室',
    '讨论了镁锂比',
    '第1版，测试bureau',
    '1.共建中试线',
    '送卤水样品',
    '待办',
    '已完成，待确认',
  ];
  const NEXT = '下次会议：2026年2月24日（星期二）09:30';

  it('of a month holds who met and what was said, as DOCX and as PDF', async () => {
    const { record } = await urls();
    const docx = (await readDocx(await bytesOf('isl', record.docxUrl))).replace(/\s/g, '');
    const { pages, embedded } = await readPdf(await bytesOf('isl', record.pdfUrl));
    for (const text of [docx, pages.join('')])
      expect([...MONTH, ...SAID, NEXT].filter((part) => !text.includes(part))).toEqual([]);
    expect(embedded.length).toBeGreaterThan(0);
    const again = await bytesOf('bureau', record.pdfUrl);
    expect((await readPdf(again)).pages.join('')).toContain('讨论联合实验室');
  });

  it('of a year holds its months at a glance and each by itself', async () => {
    const { record } = (await urls()).series;
    const docx = (await readDocx(await bytesOf('isl', record.docxUrl))).replace(/\s/g, '');
    const { pages } = await readPdf(await bytesOf('isl', record.pdfUrl));
    for (const text of [docx, pages.join('')]) {
      expect(text).toContain('2026-01已召开迟6天211');
      expect(text).toContain('2026-03已取消000');
      expect(text).toContain('2026-12无会议');
      expect([...SAID, '2026-02会议记录', '2026-11会议记录'].filter((part) => !text.includes(part))).toEqual(
        [],
      );
    }
  });

  it('is for the parties and the bureau', async () => {
    const { record, series } = await urls();
    for (const url of [record.docxUrl, record.pdfUrl, series.record.docxUrl, series.record.pdfUrl])
      expect((await fetched('rival', url)).status).toBe(404);
    expect((await fetched('isl', record.pdfUrl.replace('.pdf', '.txt'))).status).toBe(404);
    expect((await fetch(app.url + new URL(record.pdfUrl).pathname)).status).toBe(401);
  });
});
