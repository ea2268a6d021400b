import { createHash } from 'node:crypto';
import { aProject } from '../../src/areas/projects/project.testing';
import { Courier } from '../../src/areas/letters';
import { publicId } from '../../src/kernel/ids';
import { startApp, type TestApp } from '../support/app';
import type { Data } from '../support/client';
import { Mailbox } from '../support/mailbox';
import { readPdf } from '../support/pdf';
import type { Persona } from '../support/personas';

const LOOK = `query ($id: ID!) { project(id: $id) { state contentHash packageUrl
  signatures { nodes { organisation { id } capacity hash signedText voidedAt voidedBy delegatedBy { name } } } } }`;
const SIGN = 'mutation ($input: SignProjectInput!) { signProject(input: $input) { state } }';
const EDIT = 'mutation ($input: EditProjectInput!) { editProject(input: $input) { state } }';
const DELEGATE =
  'mutation ($input: DelegateSigningInput!) { delegateSigning(input: $input) { id project { id } } }';
const REVOKE = 'mutation ($id: ID!) { revokeDelegation(id: $id) { revokedAt } }';

let app: TestApp;
let mailbox: Mailbox;
let id: string;

beforeAll(async () => {
  mailbox = await new Mailbox(/请签署联合项目/).up();
  app = await startApp({ now: '2025-10-13T10:00:00+08:00', environment: { SMTP_URL: mailbox.url } });
  for (const name of ['enterprise', 'tju', 'colleague', 'rival'] as const) await app.as(name);
  id = publicId('project', (await aProject(app, ['enterprise', 'tju'])).id);
});
afterAll(async () => {
  await app.close();
  await mailbox.down();
});

const look = async (who: Persona): Promise<Data> => (await (await app.as(who)).query(LOOK, { id })).project;
const input = async (who: Persona, party: 'enterprise' | 'tju'): Promise<object> => ({
  input: {
    ...{ projectId: id, organisationId: await app.organisation(party) },
    contentHash: (await look(who)).contentHash as string,
  },
});
const sign = async (who: Persona, party: 'enterprise' | 'tju'): Promise<Data> =>
  (await app.as(who)).mutate(SIGN, await input(who, party));
/** Two workers at every mail that is written. */
const deliver = async (): Promise<void> => {
  await app.runTicks();
  await Promise.all([app.get(Courier).deliver(), app.get(Courier).deliver()]);
};
const download = async (who: Persona): Promise<Response> =>
  fetch(`${app.url}/projects/${id}/package.pdf`, { headers: await (await app.as(who)).sent() });

describe('the signatures of a project', () => {
  it('are asked for once for a content', async () => {
    await sign('tju', 'tju');
    await deliver();
    expect(mailbox.mails).toEqual([]);
    app.clock.set('2025-10-15T10:00:00+08:00');
    await deliver();
    await deliver();
    expect(mailbox.summary()).toEqual(['enterprise@test.example 请签署联合项目']);
  });

  it('are given by delegation, which cannot be passed on and ends when it is revoked', async () => {
    const organisationId = await app.organisation('enterprise');
    const grant = { organisationId, email: 'colleague@test.example', projectId: id, endsOn: '2025-10-31' };
    const [boss, colleague] = [await app.as('enterprise'), await app.as('colleague')];
    await colleague.refused('projects.not-representative', SIGN, await input('colleague', 'enterprise'));
    const first = (await boss.mutate(DELEGATE, { input: grant })).delegateSigning;
    expect(first.project.id).toBe(id);
    await colleague.refused('signatures.not-representative', DELEGATE, { input: grant });
    await boss.mutate(REVOKE, { id: first.id });
    await colleague.refused('projects.not-representative', SIGN, await input('colleague', 'enterprise'));
    await boss.mutate(DELEGATE, { input: grant });
    expect((await sign('colleague', 'enterprise')).signProject.state).toBe('SIGNED');
    const [latest] = (await look('tju')).signatures.nodes;
    expect(latest).toMatchObject({ capacity: 'DELEGATE', delegatedBy: { name: '测试 enterprise' } });
  });

  it('are voided by an edit and kept with what was signed', async () => {
    await (await app.as('enterprise')).mutate(EDIT, { input: { id, title: '碳酸锂联合攻关二期' } });
    await sign('tju', 'tju');
    expect((await sign('enterprise', 'enterprise')).signProject.state).toBe('SIGNED');
    const { signatures, contentHash } = await look('tju');
    const { nodes } = signatures;
    expect(nodes.map(({ voidedAt }: Data) => voidedAt === null)).toEqual([true, true, false, false]);
    expect(nodes[3].voidedBy).toMatch(/^fact_/);
    for (const { hash, signedText } of nodes)
      expect(createHash('sha256').update(signedText).digest('hex')).toBe(hash);
    expect([nodes[0].hash === contentHash, new Set(nodes.map(({ hash }: Data) => hash)).size]).toEqual([
      true,
      2,
    ]);
    await expect(app.sql(`UPDATE signatures SET hash = hash`)).rejects.toThrow('kept');
    await expect(app.sql(`DELETE FROM signed_contents`)).rejects.toThrow('kept');
    await expect(app.sql(`INSERT INTO signed_contents VALUES ('x', 'y')`)).rejects.toThrow('hash_check');
  });

  it('are shown by one PDF, for insiders alone', async () => {
    const answer = await download('tju');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const { pages } = await readPdf(Buffer.from(await answer.arrayBuffer()));
    const { contentHash, packageUrl } = await look('tju');
    expect(packageUrl).toContain(`/projects/${id}/package.pdf`);
    expect(pages.filter((page) => !page.includes(contentHash as string))).toEqual([]);
    expect(pages.at(-1)).toContain('单位授权代表');
    expect((await download('rival')).status).toBe(404);
    expect((await fetch(`${app.url}/projects/${id}/package.pdf`)).status).toBe(401);
  });
});
