import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Workbook } from 'exceljs';
import PDFDocument from 'pdfkit';
import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient } from '../../../test/support/client';
import { eventually } from '../../../test/support/eventually';
import {
  anOffice,
  aPdf,
  aPng,
  aZip,
  download,
  FilesDirectory,
  upload,
  type UploadAnswer,
} from '../../../test/support/files';

const files = new FilesDirectory();
let app: TestApp;
let client: ApiClient;

beforeAll(async () => {
  app = await startApp({ now: '2025-07-01T09:00:00+08:00', environment: { FILES_DIR: files.path } });
  client = await app.as('enterprise');
});
afterAll(async () => {
  await app.close();
  files.remove();
});

/** Waits until something holds of what lies on disk. */
const until = async (holds: () => boolean): Promise<void> => {
  expect(await eventually(() => Promise.resolve(holds() || undefined))).toBe(true);
};
const rows = (): Promise<unknown[]> => app.sql('SELECT id FROM attachments');

/** Nothing of what is refused is left, on disk or in the database. */
async function refusedWhole(work: () => Promise<UploadAnswer>): Promise<UploadAnswer> {
  const [kept, known] = [files.all().length, (await rows()).length];
  const answer = await work();
  await until(() => files.all().length === kept);
  expect((await rows()).length).toBe(known);
  expect(answer.body.errors[0].message).not.toMatch(/\{\w+\}|undefined|null|\[object/);
  return answer;
}

describe('a file', () => {
  it.each([
    ['技术方案（终稿） v2.pdf', aPdf(), 'application/pdf'],
    ['图 1.PNG', aPng(), 'image/png'],
    ['照片.jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'image/jpeg'],
  ])('%s is taken by its content and given back byte for byte', async (name, bytes, mediaType) => {
    const { status, body } = await upload(client, name, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect([status, body]).toEqual([201, { id: expect.stringMatching(/^attachment_/), name, size: bytes.length, mediaType, sha256 }]); // prettier-ignore
    const response = await download(client, body.id as string);
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': mediaType,
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/[()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
  });

  it('of Word and Excel is told from other archives, with a workbook inside', async () => {
    const inner = await anOffice('xlsx', { 'xl/worksheets/sheet1.xml': randomBytes(2_000) });
    const report = await anOffice('docx', { 'word/embeddings/图表.xlsx': inner });
    expect((await upload(client, '报告.docx', report)).body.mediaType).toMatch(/wordprocessingml\.document$/);
    expect((await upload(client, '表.xlsx', inner)).body.mediaType).toMatch(/spreadsheetml\.sheet$/);
  });

  it('as other programs write it is taken', async () => {
    const workbook = new Workbook();
    const sheet = workbook.addWorksheet('经费');
    for (let row = 0; row < 20_000; row++) sheet.addRow(['设备费', row, 12_345.67, '同一行']);
    const xlsx = Buffer.from(await workbook.xlsx.writeBuffer());
    expect((await upload(client, '经费.xlsx', xlsx)).status).toBe(201);
    const pdf = new PDFDocument();
    pdf.text('Implementation plan').end();
    expect((await upload(client, '方案.pdf', await buffer(pdf))).status).toBe(201);
  });

  it('is taken up to the very last byte of the limit', async () => {
    const whole = Buffer.concat([aPdf(), Buffer.alloc(20_000_000)]).subarray(0, 20_000_000);
    expect((await upload(client, '大.pdf', whole)).status).toBe(201);
    const answer = await refusedWhole(() =>
      upload(client, '大.pdf', Buffer.concat([whole, Buffer.from('x')])),
    );
    expect([answer.status, answer.code]).toEqual([413, 'attachments.too-large']);
  });
});

describe('refused, and nothing is left', () => {
  it.each([
    ['a program called PDF', '方案.pdf', Buffer.from('MZ\x90\x00 program'), 'attachments.type-unknown'],
    ['a picture called PDF', '方案.pdf', aPng(), 'attachments.type-lies'],
    ['a PDF called picture', '图.png', aPdf(), 'attachments.type-lies'],
    ['a web page', '页.html', Buffer.from('<script>'), 'attachments.type-unknown'],
    ['a drawing with script', '图.svg', Buffer.from('<svg onload="x()"/>'), 'attachments.type-unknown'],
    ['nothing', '空.pdf', Buffer.alloc(0), 'attachments.empty'],
    ['a name with a control character', 'a\u0085.pdf', aPdf(), 'attachments.name-invalid'],
    ['a name that no header may hold', 'a\u0001.pdf', aPdf(), 'attachments.malformed'],
    ['a name with a line end', 'a\nb.pdf', aPdf(), 'attachments.name-invalid'],
    ['a name that climbs', '../../etc/a.pdf', aPdf(), 'attachments.name-invalid'],
    ['a name with the other separator', '..\\a.pdf', aPdf(), 'attachments.name-invalid'],
    ['a name that reads backwards', '合同\u202efdp.exe.pdf', aPdf(), 'attachments.name-invalid'],
    ['a name that is no name', '.pdf', aPdf(), 'attachments.name-invalid'],
    ['a name without end', `${'长'.repeat(300)}.pdf`, aPdf(), 'attachments.name-invalid'],
  ])('%s', async (_what, name, bytes, code) => {
    const answer = await refusedWhole(() => upload(client, name, bytes));
    expect([answer.status, answer.code]).toEqual([422, code]);
    const chinese = await upload(client.with({ 'accept-language': 'zh-CN' }), name, bytes);
    expect(chinese.body.errors[0].message).toMatch(/\p{Script=Han}/u);
  });

  const zeros = (bytes: number): Buffer => Buffer.alloc(bytes);
  const documents: [string, () => Promise<Buffer>, string][] = [
    ['a plain archive', () => aZip({ 'a.txt': zeros(9) }), 'attachments.type-unknown'],
    ['macros by their type', () => anOffice('docm'), 'attachments.macros'],
    [
      'macros by their part',
      () => anOffice('docx', { 'word/vbaProject.bin': zeros(9) }),
      'attachments.macros',
    ],
    ['a bomb of one part', () => anOffice('docx', { 'word/a.xml': zeros(10_000_000) }), 'attachments.bomb'],
    [
      'a bomb of many parts',
      () =>
        anOffice(
          'docx',
          Object.fromEntries(Array.from({ length: 5_001 }, (_, n) => [`word/${n}.xml`, zeros(0)])),
        ),
      'attachments.bomb',
    ],
    [
      'a bomb inside',
      async () =>
        anOffice('docx', {
          'word/embeddings/a.xlsx': await anOffice('xlsx', { 'xl/a.xml': zeros(10_000_000) }),
        }),
      'attachments.bomb',
    ],
    [
      'documents in documents in documents',
      async () => {
        const inner = await anOffice('docx', { 'a.xlsx': await anOffice('xlsx') });
        return anOffice('docx', { 'word/embeddings/a.docx': inner });
      },
      'attachments.bomb',
    ],
    ['a document cut in two', async () => (await anOffice('docx')).subarray(0, -30), 'attachments.damaged'],
    ['a part that is larger than it says', () => lying(), 'attachments.damaged'],
  ];
  it.each(documents)('%s', async (_what, make, code) => {
    const bytes = await make();
    const answer = await refusedWhole(() => upload(client, '文.docx', bytes));
    expect([answer.status, answer.code]).toEqual([422, code]);
  });

  /** Claims nine bytes in its directory where there are ten million. */
  async function lying(): Promise<Buffer> {
    const bytes = await anOffice('docx', { 'word/a.xml': zeros(10_000_000) });
    const size = Buffer.alloc(4);
    size.writeUInt32LE(10_000_000);
    const small = Buffer.alloc(4);
    small.writeUInt32LE(9);
    for (let at = bytes.indexOf(size); at >= 0; at = bytes.indexOf(size, at + 4)) small.copy(bytes, at);
    return bytes;
  }

  it('a form without a file, with another field, or with two files', async () => {
    const other = await refusedWhole(() => upload(client, 'a.pdf', aPdf(), { field: 'document' }));
    expect([other.status, other.code]).toEqual([422, 'attachments.malformed']);
    const form = new FormData();
    for (const name of ['a.pdf', 'b.pdf']) form.append('file', new Blob([aPdf().toString()]), name);
    const two = await fetch(`${app.url}/files`, { method: 'POST', headers: await client.sent(), body: form });
    expect(two.status).toBe(422);
    const headers = { ...(await client.sent()), 'content-type': 'application/json' };
    const json = await fetch(`${app.url}/files`, { method: 'POST', headers, body: '{}' });
    expect([json.status, await json.json()]).toMatchObject([422, { errors: [{ extensions: { code: 'attachments.malformed', path: ['file'] } }] }]); // prettier-ignore
  });

  it('200 MB, without filling memory or disk', async () => {
    const { status, most, grown } = await pour(200);
    expect(status).toBe(413);
    expect(most).toBeLessThanOrEqual(21_000_000);
    expect(grown).toBeLessThan(110_000_000);
    await until(() => files.all().every(({ size }) => size <= 20_000_000));
  });

  it('the sixth upload of one account at once, until one of them ends', async () => {
    const before = files.all().length;
    const open: Socket[] = [];
    for (let n = 1; n <= 5; n++) {
      open.push(await begin());
      await until(() => files.all().length === before + n);
    }
    const sixth = await upload(client, '六.pdf', aPdf());
    expect([sixth.status, sixth.code]).toEqual([429, 'attachments.busy']);
    expect((await upload(await app.as('colleague'), '六.pdf', aPdf())).status).toBe(201);
    open.forEach((socket) => socket.destroy());
    await until(() => files.all().length === before + 1);
    expect((await upload(client, '六.pdf', aPdf())).status).toBe(201);
  });

  it('an upload whose connection is cut', async () => {
    const before = files.all().length;
    const socket = await begin();
    await until(() => files.all().length > before);
    socket.destroy();
    await until(() => files.all().length === before);
    expect((await upload(client, '后.pdf', aPdf())).status).toBe(201);
  });
});

/** Sends megabytes of a PDF in chunks of unknown number; tells the most that lay on disk and how much memory grew. */
async function pour(megabytes: number): Promise<{ status: number; most: number; grown: number }> {
  const headers = { ...(await client.sent()), 'content-type': 'multipart/form-data; boundary=b' };
  const before = process.memoryUsage().rss;
  let [most, grown] = [0, 0];
  const kept = new Set(files.all().map(({ name }) => name));
  const status = await new Promise<number>((done, fail) => {
    const call = request(`${app.url}/files`, { method: 'POST', headers }, (response) => {
      response.resume();
      done(response.statusCode!);
    });
    call.on('error', fail);
    call.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\n');
    void (async () => {
      for (let n = 0; n < megabytes; n++) {
        if (!call.write(Buffer.alloc(1_000_000, 'x'))) await new Promise((next) => call.once('drain', next));
        const lying = files.all().filter(({ name }) => !kept.has(name));
        most = Math.max(most, ...lying.map(({ size }) => size));
        grown = Math.max(grown, process.memoryUsage().rss - before);
      }
      call.end('\r\n--b--\r\n');
    })();
  });
  return { status, most, grown };
}

/** Begins an upload and leaves it open. */
async function begin(): Promise<Socket> {
  const { hostname, port } = new URL(app.url);
  const headers = Object.entries(await client.sent()).map(([name, value]) => `${name}: ${value}\r\n`);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.write(`POST /files HTTP/1.1\r\nHost: benfu\r\n${headers.join('')}Content-Length: 1000000\r\n`);
  socket.write('Content-Type: multipart/form-data; boundary=b\r\n\r\n');
  socket.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\n');
  socket.write(Buffer.alloc(200_000, 'x'));
  return socket;
}
