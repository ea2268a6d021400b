import { createHash } from 'node:crypto';
import { verifyChain } from '../../src/kernel/facts';
import { publicId, uuidOf } from '../../src/kernel/ids';
import { UnitOfWork } from '../../src/kernel/unit-of-work';
import { aDraft, moved } from '../../src/areas/applications/application.testing';
import { aProject, signed } from '../../src/areas/projects/project.testing';
import { startApp, type TestApp } from '../support/app';
import type { ApiClient, Data } from '../support/client';
import { anOffice, aPdf, aZip, download, FilesDirectory, upload } from '../support/files';
import type { Persona } from '../support/personas';
import { DRAW, personaOf, REVIEWERS, type Drawn } from '../support/panel';

const EDIT = `mutation ($input: EditProjectInput!) { editProject(input: $input) {
  state contentHash signedText parties { signedAt } attachments { id name size mediaType sha256 url } } }`;
const LOOK = `query ($id: ID!) { project(id: $id) { contentHash signedText attachments { id name } } }`;
const NODE = 'query ($id: ID!) { node(id: $id) { ... on Attachment { name } } }';

const files = new FilesDirectory();
let app: TestApp;
let enterprise: ApiClient;

beforeAll(async () => {
  app = await startApp({ now: '2025-07-01T09:00:00+08:00', environment: { FILES_DIR: files.path } });
  for (const name of REVIEWERS) await app.personas.account(name);
  enterprise = await app.as('enterprise');
});
afterAll(async () => {
  await app.close();
  files.remove();
});

const taken = async (client: ApiClient, name: string, bytes: Buffer): Promise<string> => {
  const { status, body } = await upload(client, name, bytes);
  expect(status).toBe(201);
  return body.id as string;
};
const edit = async (client: ApiClient, id: string, attachmentIds: readonly string[]): Promise<Data> =>
  (await client.mutate(EDIT, { input: { id, attachmentIds } })).editProject;
const sees = async (client: ApiClient, id: string): Promise<number> => (await download(client, id)).status;

describe('an attachment, from its upload to the reviewer', () => {
  const plan = aPdf('实施方案');
  let [projectId, planId, sheetId] = ['', '', ''];

  it('is private until it belongs to something', async () => {
    planId = await taken(enterprise, '实施方案.pdf', plan);
    expect(await sees(await app.as('colleague'), planId)).toBe(200);
    for (const stranger of ['tju', 'rival', 'bureau', 'guest', 'admin', 'former'] as const) {
      const client = await app.as(stranger);
      expect([stranger, await sees(client, planId)]).toEqual([stranger, 404]);
      await client.refused('NOT_FOUND', NODE, { id: planId });
    }
    expect(await sees(app.anonymous(), planId)).toBe(401);
    expect((await upload(app.anonymous(), 'a.pdf', aPdf())).status).toBe(401);
    expect((await upload(app.bearing('x.y.z'), 'a.pdf', aPdf())).status).toBe(401);
  });

  it('voids what was signed, and is signed with its bytes', async () => {
    const project = await signed(app, await aProject(app));
    projectId = publicId('project', project.id);
    const before = (await enterprise.query(LOOK, { id: projectId })).project;
    expect(JSON.parse(before.signedText as string)).not.toHaveProperty('attachments');
    const edited = await edit(enterprise, projectId, [planId]);
    const sha256 = createHash('sha256').update(plan).digest('hex');
    expect(edited).toMatchObject({
      state: 'PROPOSED',
      attachments: [{ id: planId, name: '实施方案.pdf', sha256 }],
    });
    expect(edited.parties.every(({ signedAt }: Data) => signedAt === null)).toBe(true);
    expect(edited.contentHash).not.toBe(before.contentHash);
    expect(JSON.parse(edited.signedText as string).attachments).toEqual([{ name: '实施方案.pdf', sha256 }]);
    expect(
      createHash('sha256')
        .update(edited.signedText as string)
        .digest('hex'),
    ).toBe(edited.contentHash);
    const { pathname } = new URL(edited.attachments[0].url as string);
    const response = await fetch(app.url + pathname, { headers: await (await app.as('isl')).sent() });
    expect(Buffer.from(await response.arrayBuffer()).equals(plan)).toBe(true);
  });

  it('is bound only by those who sent it; the others keep it, and add their own', async () => {
    const tju = await app.as('tju');
    const rivals = await taken(await app.as('rival'), '他人.pdf', aPdf('他人'));
    const input = { id: projectId, attachmentIds: [planId, rivals] };
    const { extensions } = await enterprise.refused('NOT_FOUND', EDIT, { input });
    expect(extensions.path).toEqual(['input', 'attachmentIds', '1']);
    const budget = await anOffice('xlsx');
    sheetId = await taken(tju, '经费预算.xlsx', budget);
    const { attachments } = await edit(tju, projectId, [planId, sheetId]);
    expect(attachments.map(({ name }: Data) => name)).toEqual(['实施方案.pdf', '经费预算.xlsx']);
    const again = await edit(await app.as('isl'), projectId, [planId, sheetId]);
    expect(again.contentHash).toBe((await tju.query(LOOK, { id: projectId })).project.contentHash);
  });

  it('taken out of the project, stays for those who may have signed it', async () => {
    await edit(enterprise, projectId, [planId]);
    expect(await sees(await app.as('isl'), sheetId)).toBe(200);
    await edit(await app.as('isl'), projectId, [planId, sheetId]);
    app.clock.set('2025-07-20T09:00:00+08:00');
    await app.runTicks();
    expect(await sees(enterprise, sheetId)).toBe(200);
  });

  it('is read by the reviewers who were drawn, and by nobody else, also once the public notice runs', async () => {
    const more = await taken(enterprise, '检测报告.pdf', aPdf('检测报告'));
    const draft = await aDraft(app, undefined, { attachmentIds: [uuidOf('attachment', more)] });
    await moved(app, draft, 'SUBMIT', 'ACCEPT');
    const input = { applicationId: publicId('application', draft.id), count: 3, seed: '公开摇号' };
    const drawn = (await (await app.as('bureau')).mutate(DRAW, { input })).drawReviewers as Drawn[];
    const readers = new Set<Persona>(drawn.map(personaOf));
    const may = async (): Promise<void> => {
      for (const name of REVIEWERS)
        expect([name, await sees(await app.as(name), more)]).toEqual([name, readers.has(name) ? 200 : 404]);
      for (const name of ['enterprise', 'colleague', 'tju', 'isl', 'bureau'] as const)
        expect([name, await sees(await app.as(name), more)]).toEqual([name, 200]);
      for (const name of ['rival', 'qmu', 'guest', 'former'] as const)
        expect([name, await sees(await app.as(name), more)]).toEqual([name, 404]);
    };
    await may();
    const id = publicId('project', draft.projectId);
    const reviewer = await app.as([...readers][0]!);
    expect((await reviewer.query(LOOK, { id })).project).toMatchObject({
      signedText: null,
      attachments: [{ id: more }],
    });
    await moved(app, draft, 'RECOMMEND', 'START_NOTICE');
    const { project } = await (await app.as('rival')).query(LOOK, { id });
    expect(project).toMatchObject({ attachments: [] });
    await may();
  });
});

describe('what lies, and what is too much', () => {
  it.each([
    ['报告.pdf', () => Promise.resolve(Buffer.from('MZ program')), 'attachments.type-unknown'],
    ['报告.docx', () => aZip({ 'a.txt': Buffer.from('x') }), 'attachments.type-unknown'],
    ['报告.docx', () => anOffice('docx', { 'word/a.xml': Buffer.alloc(10_000_000) }), 'attachments.bomb'],
    ['报告\u202efdp.pdf', () => Promise.resolve(aPdf()), 'attachments.name-invalid'],
    [
      '报告.pdf',
      () => Promise.resolve(Buffer.concat([aPdf(), Buffer.alloc(21_000_000)])),
      'attachments.too-large',
    ],
  ])('%s is refused and leaves nothing (%#)', async (name, make, code) => {
    const before = files.all().length;
    expect((await upload(enterprise, name, await make())).code).toBe(code);
    expect(files.all().length).toBe(before);
  });

  it('unused files go after a week, bytes and all, and the chain of facts holds', async () => {
    const before = files.all().length;
    const id = await taken(enterprise, '未用.pdf', aPdf('未用'));
    app.clock.set('2025-07-26T09:00:00+08:00');
    await app.runTicks();
    expect(await sees(enterprise, id)).toBe(200);
    app.clock.set('2025-07-28T09:00:00+08:00');
    await app.runTicks();
    expect(await sees(enterprise, id)).toBe(404);
    expect(files.all().length).toBeLessThan(before + 1);
    expect(await verifyChain(app.get(UnitOfWork))).toBeNull();
  });
});
