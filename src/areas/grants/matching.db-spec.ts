import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { aPdf, download, FilesDirectory, upload } from '../../../test/support/files';
import type { Persona } from '../../../test/support/personas';
import { statementCount } from '../../../test/support/statements';
import { publicId } from '../../kernel/ids';
import { revised } from '../programmes/programme.testing';
import { SYSTEM } from '../../kernel/actor';
import type { Grant } from './grant';
import { aFund, aGrant } from './grant.testing';
import { PaymentsService } from './payments.service';

const SHOW = `mutation ($input: ShowMatchingMoneyInput!) { showMatchingMoney(input: $input) {
  id state amount receivedOn note organisation { name } attachments { id name } actions { name allowed } } }`;
const JUDGE = `mutation ($input: MoveMatchingMoneyInput!) { moveMatchingMoney(input: $input) { state } }`;
const REQUEST = `mutation ($id: ID!) { moveInstalment(input: { id: $id, verb: REQUEST }) { state requestedOn } }`;
const PROJECT = `query ($id: ID!) { project(id: $id) { grant { state amount paid remaining recovered matchingAccepted
  fundYear { budget } instalments { id number amount state milestoneNumber matchingRequired grant { id } }
  matching { state amount organisation { name } attachments { id } } history { nodes { topic } } } } }`;

const files = new FilesDirectory();
const client: Partial<Record<Persona, ApiClient>> = {};
const as = (who: Persona): ApiClient => client[who]!;
let app: TestApp;
let grant: Grant;
let projectId: string;

beforeAll(async () => {
  app = await startApp({ now: '2025-10-13T10:00:00+08:00', environment: { FILES_DIR: files.path } });
  for (const who of ['enterprise', 'tju', 'rival', 'bureau'] as const) client[who] = await app.as(who);
  await revised(app, { 'applications.leader-projects': 100 });
  await aFund(app, '14000000');
  grant = await aGrant(app);
  projectId = publicId('project', grant.projectId);
  const instalments = [{ amount: '3500000', matchingRequired: '300000' }];
  await app.get(PaymentsService).plan(SYSTEM, { grantId: grant.id, instalments });
});
afterAll(async () => {
  await app.close();
  files.remove();
});

const uploaded = async (who: Persona): Promise<string> =>
  (await upload(as(who), '到账凭证.pdf', aPdf(who))).body.id as string;
const shown = async (who: 'tju' | 'enterprise', more: object = {}): Promise<object> => ({
  input: {
    ...{ grantId: publicId('grant', grant.id), organisationId: await app.organisation(who) },
    ...{ amount: '200000', receivedOn: '2025-10-20', attachmentIds: [await uploaded(who)], ...more },
  },
});
const granted = async (who: Persona): Promise<Data> =>
  (await as(who).query(PROJECT, { id: projectId })).project.grant;

describe('what a party has put in', () => {
  it('is shown by its representative with files, and by nobody else', async () => {
    await as('enterprise').refused('matching.not-party', SHOW, await shown('tju'));
    await as('rival').refused('NOT_FOUND', SHOW, await shown('tju'));
    await as('tju').refused('matching.no-file', SHOW, await shown('tju', { attachmentIds: [] }));
    await as('tju').refused('matching.later', SHOW, await shown('tju', { receivedOn: '2025-10-28' }));
    await as('tju').refused('grants.nothing', SHOW, await shown('tju', { amount: '0' }));
    const theirs = await as('tju').refused('NOT_FOUND', SHOW, await shown('tju', { attachmentIds: [await uploaded('enterprise')] })); // prettier-ignore
    expect(theirs.extensions.path).toEqual(['input', 'attachmentIds', '0']);
    const { showMatchingMoney } = await as('tju').mutate(SHOW, await shown('tju', { note: '首笔' }));
    expect(showMatchingMoney).toMatchObject({
      ...{ state: 'SHOWN', amount: '200000.00', note: '首笔', organisation: { name: '测试工业大学' } },
      attachments: [{ name: '到账凭证.pdf' }],
    });
    expect(showMatchingMoney.actions).toEqual(['ACCEPT', 'RETURN'].map((name) => ({ name, allowed: false })));
  });

  it('is read with its files by the parties and the bureau alone', async () => {
    const [{ id }] = (await granted('enterprise')).matching[0].attachments as Data[];
    for (const who of ['tju', 'enterprise', 'bureau'] as const)
      expect((await download(as(who), id as string)).status).toBe(200);
    expect((await download(as('rival'), id as string)).status).toBe(404);
    expect(await granted('rival')).toBeNull();
  });

  it('counts once the bureau has accepted it, and lets a payment be requested when it is enough', async () => {
    const [{ id: instalmentId }] = (await granted('tju')).instalments as Data[];
    const judge = async (verb: string, id: string): Promise<Data> =>
      (await as('bureau').mutate(JUDGE, { input: { id, verb, note: '说明' } })).moveMatchingMoney;
    const { id } = (await as('enterprise').mutate(SHOW, await shown('enterprise', { amount: '100000' })))
      .showMatchingMoney;
    await as('tju').refused('instalments.matching-missing', REQUEST, { id: instalmentId });
    await as('tju').refused('FORBIDDEN', JUDGE, { input: { id, verb: 'ACCEPT' } });
    const list = await app.sql<{ id: string }>('SELECT id FROM matching_money ORDER BY id');
    for (const one of list) await judge('ACCEPT', publicId('matching', one.id));
    expect(await granted('tju')).toMatchObject({ matchingAccepted: '300000.00' });
    await judge('RETURN', id as string);
    await as('tju').refused('instalments.matching-missing', REQUEST, { id: instalmentId });
    const again = await as('enterprise').mutate(SHOW, await shown('enterprise', { amount: '100000' }));
    await judge('ACCEPT', again.showMatchingMoney.id as string);
    const { moveInstalment } = await as('tju').mutate(REQUEST, { id: instalmentId });
    expect(moveInstalment).toEqual({ state: 'REQUESTED', requestedOn: '2025-10-27' });
  });
});

describe('the grant on its project', () => {
  it('tells the parties amounts, and the bureau also what the book holds', async () => {
    const seen = await granted('tju');
    expect(seen).toMatchObject({
      ...{ state: 'COMMITTED', amount: '3500000.00', paid: '0.00', remaining: '3500000.00' },
      ...{ recovered: '0.00', fundYear: null },
      instalments: [{ number: 1, amount: '3500000.00', state: 'REQUESTED', milestoneNumber: null }],
    });
    expect(seen.history.nodes.map(({ topic }: Data) => topic)).toEqual(['grant.opened', 'grant.committed', 'grant.planned']); // prettier-ignore
    expect((await granted('bureau')).fundYear).toEqual({ budget: '14000000.00' });
  });

  it('costs as many statements for three projects as for one', async () => {
    const query = (
      first: number,
    ): string => `{ projects(first: ${first}) { nodes { grant { amount paid remaining
      fundYear { available fund { name } } instalments { amount grant { id } } matching { amount attachments { id } } } } } }`;
    const cost = (first: number): Promise<number> =>
      statementCount(app, () => as('bureau').query(query(first)));
    for (let n = 0; n < 2; n++) {
      const { id: grantId } = await aGrant(app);
      await app.get(PaymentsService).plan(SYSTEM, { grantId, instalments: [{ amount: '3500000' }] });
      app.clock.set('2025-10-27T10:00:00+08:00');
      const input = await shown('tju', {});
      Object.assign((input as { input: object }).input, { grantId: publicId('grant', grantId) });
      await as('tju').mutate(SHOW, input);
    }
    expect(await cost(3)).toBe(await cost(1));
  });
});
