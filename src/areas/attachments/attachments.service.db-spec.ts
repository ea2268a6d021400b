import { startApp, type TestApp } from '../../../test/support/app';
import { Clamd, INFECTED } from '../../../test/support/clamd';
import type { ApiClient, Data, Received } from '../../../test/support/client';
import { eventually } from '../../../test/support/eventually';
import { aPdf, download, FilesDirectory, upload } from '../../../test/support/files';
import { S3Server } from '../../../test/support/s3';
import { statementCount } from '../../../test/support/statements';
import { Jobs } from '../../kernel/jobs';
import { publicId, uuidOf } from '../../kernel/ids';
import { aProject } from '../projects/project.testing';
import { Settings } from '../../kernel/settings';

const files = new FilesDirectory();
let clamd: Clamd;
let s3: S3Server;
let app: TestApp;
let client: ApiClient;

beforeAll(async () => {
  [clamd, s3] = [await Clamd.open(), await S3Server.open()];
  const environment = { FILES_DIR: files.path, FILES_URL: s3.url, CLAMD_URL: clamd.url };
  app = await startApp({ now: '2025-07-01T09:00:00+08:00', environment });
  client = await app.as('enterprise');
});
afterAll(async () => {
  await app.close();
  await s3.close();
  await clamd.close();
  files.remove();
});

const count = async (): Promise<number> =>
  (await app.sql<{ n: number }>('SELECT count(*)::int AS n FROM attachments'))[0]!.n;

describe('an upload to a store elsewhere', () => {
  it('is kept there, and nothing of it here', async () => {
    const { body } = await upload(client, '方案.pdf', aPdf());
    const uuid = uuidOf('attachment', body.id as string);
    expect(s3.objects.get(`/benfu-files/${uuid}`)?.equals(aPdf())).toBe(true);
    expect(files.all()).toEqual([]);
    expect(await (await download(client, body.id as string)).text()).toBe(aPdf().toString());
  });

  it('is refused where the store fails, is seen by nobody, and is cleared away', async () => {
    const before = await count();
    s3.mishaps.push('internal error', 'internal error', 'internal error');
    const { status, code } = await upload(client, '方案.pdf', aPdf());
    expect([status, code]).toEqual([503, 'attachments.store.unavailable']);
    expect(files.all()).toEqual([]);
    expect(await count()).toBe(before + 1);
    const [lost] = await app.sql<{ id: string }>('SELECT id FROM attachments WHERE NOT kept');
    expect((await download(client, publicId('attachment', lost!.id))).status).toBe(404);
    app.clock.set('2025-07-01T10:30:00+08:00');
    await app.runTicks();
    expect(await count()).toBe(before);
    expect(s3.asked.at(-1)).toBe(`DELETE /benfu-files/${lost!.id}`);
  });

  it('says so where the bytes cannot be had', async () => {
    const { body } = await upload(client, '方案.pdf', aPdf());
    s3.mishaps.push('denied');
    const response = await download(client, body.id as string);
    expect([response.status, await response.json()]).toMatchObject([503, { errors: [{ extensions: { code: 'attachments.store.unavailable' } }] }]); // prettier-ignore
  });

  it('stays where the store does not let go, until it does', async () => {
    const { body } = await upload(client, '旧.pdf', aPdf('旧'));
    const bound = await upload(client, '用.pdf', aPdf('用'));
    const attachmentIds = [uuidOf('attachment', bound.body.id as string)];
    await aProject(app, undefined, { attachmentIds });
    app.clock.set('2025-07-09T09:00:00+08:00');
    const before = await count();
    s3.mishaps.push('denied');
    await app.get(Jobs).runTicks();
    expect([await count(), s3.asked.at(-1)]).toEqual([before, expect.stringMatching(/^DELETE /)]);
    await app.runTicks();
    expect((await download(client, body.id as string)).status).toBe(404);
    expect((await download(client, bound.body.id as string)).status).toBe(200);
    expect([await count(), s3.objects.size]).toEqual([1, 1]);
  });
});

describe('an upload through the scanner', () => {
  it('with a virus is refused, kept nowhere, and stated', async () => {
    const [before, kept] = [await count(), s3.objects.size];
    const { status, code, body } = await upload(client, '毒.pdf', aPdf(INFECTED));
    expect([status, code]).toEqual([422, 'attachments.infected']);
    expect(body.errors[0].message).toContain('Eicar-Signature');
    expect([await count(), s3.objects.size, files.all()]).toEqual([before, kept, []]);
    const facts = await app.sql("SELECT actor_id, payload FROM facts WHERE topic = 'attachment.infected'");
    const { accountId } = await app.personas.account('enterprise');
    expect(facts).toEqual([{ actor_id: accountId, payload: { infection: 'Eicar-Signature', sha256: expect.stringMatching(/^[\da-f]{64}$/) } }]); // prettier-ignore
  });

  it('is refused where the scanner gives no clear answer', async () => {
    const before = await count();
    clamd.says = 'stream: out of memory ERROR';
    const { status, code } = await upload(client, '方案.pdf', aPdf());
    clamd.says = undefined;
    expect([status, code]).toEqual([503, 'attachments.scanner.unavailable']);
    expect([await count(), files.all()]).toEqual([before, []]);
  });
});

describe('whose a file is', () => {
  it('is said where one belongs to several organisations, and must be one’s own', async () => {
    const { accountId } = await app.personas.account('guest');
    const [one, two] = [await app.personas.organisation('isl'), await app.personas.organisation('qmu')];
    const guest = await app.as('guest');
    const alone = await upload(guest, '证据.pdf', aPdf());
    expect(alone.status).toBe(201);
    for (const id of [one, two])
      await app.sql(
        `INSERT INTO memberships (account_id, organisation_id, role, since, accepted_at) VALUES ($1, $2, 'MEMBER', now(), now())`,
        [accountId, id],
      );
    expect((await upload(guest, '证据.pdf', aPdf())).code).toBe('attachments.which-organisation');
    const query = (uuid: string): { query: string } => ({
      query: `?organisationId=${publicId('org', uuid)}`,
    });
    const { status, body } = await upload(guest, '证据.pdf', aPdf(), query(two));
    expect(status).toBe(201);
    expect((await download(await app.as('qmu'), body.id as string)).status).toBe(200);
    expect((await download(await app.as('isl'), body.id as string)).status).toBe(404);
    expect((await download(await app.as('qmu'), alone.body.id as string)).status).toBe(404);
    const rival = await app.personas.organisation('rival');
    expect((await upload(guest, '证据.pdf', aPdf(), query(rival))).code).toBe('attachments.not-member');
  });

  it('nobody learns from what happened to it who sent it, but its own', async () => {
    const received = async (name: 'colleague' | 'tju' | 'bureau'): Promise<Received<Data>> =>
      (await app.as(name)).subscribe('subscription { facts { topic } }');
    const [own, party, officer] = [
      await received('colleague'),
      await received('tju'),
      await received('bureau'),
    ];
    const { body } = await upload(client, '方案.pdf', aPdf());
    await aProject(app, undefined, { attachmentIds: [uuidOf('attachment', body.id as string)] });
    await app.drain();
    const topics = ({ all }: Received<Data>): string[] => all.map(({ data }) => data.facts.topic as string);
    await eventually(() => Promise.resolve([own, party, officer].every((one) => topics(one).includes('project.proposed')) || undefined)); // prettier-ignore
    const OF_FILES = ['attachment.uploaded', 'attachment.bound'];
    expect(topics(own)).toEqual(expect.arrayContaining(OF_FILES));
    for (const one of [party, officer])
      expect(topics(one).filter((topic) => topic.startsWith('attachment.'))).toEqual([]);
  });
});

describe('bounds', () => {
  it('hold what one account leaves lying about', async () => {
    const bureau = await app.personas.actor('bureau');
    await app.get(Settings).change(bureau, 'attachments.max-unbound', 3, '测试');
    const rival = await app.as('rival');
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, n) => upload(rival, `${n}.pdf`, aPdf(String(n)))),
    );
    const codes = answers.map(({ status, code }) => code ?? status).sort();
    expect(codes).toEqual([201, 201, 201, ...Array<string>(2).fill('attachments.too-many-unbound')]);
    expect(files.all()).toEqual([]);
    await app.get(Settings).change(bureau, 'attachments.max-unbound', 100, '测试');
  });

  it('hold how many a project has', async () => {
    const bureau = await app.personas.actor('bureau');
    await app.get(Settings).change(bureau, 'projects.max-attachments', 1, '测试');
    const ids = [];
    for (const name of ['a.pdf', 'b.pdf'])
      ids.push(uuidOf('attachment', (await upload(client, name, aPdf())).body.id as string));
    await expect(aProject(app, undefined, { attachmentIds: ids })).rejects.toMatchObject({ code: 'attachments.too-many' }); // prettier-ignore
    await app.get(Settings).change(bureau, 'projects.max-attachments', 20, '测试');
  });

  it('a list of projects costs the same with attachments as without', async () => {
    const list = '{ projects(first: 20, filter: { mine: true }) { nodes { id attachments { name url } } } }';
    const two = await statementCount(app, () => client.query(list));
    const { body } = await upload(client, '又.pdf', aPdf());
    for (let n = 0; n < 3; n++)
      await aProject(app, undefined, { attachmentIds: [uuidOf('attachment', body.id as string)] });
    expect(await statementCount(app, () => client.query(list))).toBe(two);
  });
});
