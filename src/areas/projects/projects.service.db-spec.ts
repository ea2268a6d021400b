import { startApp, type TestApp } from '../../../test/support/app';
import type { Data } from '../../../test/support/client';
import { statementCount } from '../../../test/support/statements';
import { SYSTEM } from '../../kernel/actor';
import { verifyChain } from '../../kernel/facts';
import { publicId } from '../../kernel/ids';
import { UnitOfWork } from '../../kernel/unit-of-work';
import type { Project } from './project';
import { ProjectProgress } from './project.progress';
import { aProject, SETTLED, signed } from './project.testing';
import { ProjectsReader } from './projects.reader';
import { ProjectsService } from './projects.service';

const SIGN =
  'mutation ($input: SignProjectInput!) { signProject(input: $input) { state parties { signedAt } } }';
const EDIT =
  'mutation ($input: EditProjectInput!) { editProject(input: $input) { state contentHash version parties { signedAt } } }';
const LOOK = `query ($id: ID!) { project(id: $id) { state title number summary contentHash signedText requestedFunding agreement { risks }
  parties { role task selfFunding signedAt organisation { id name } signedBy { name } }
  actions { name allowed code } history { nodes { topic actorName } } } }`;

let app: TestApp;
let service: ProjectsService;
const idOf = ({ id }: Project): string => publicId('project', id);
const input = async (
  project: Project,
  name: 'enterprise' | 'tju' | 'isl' | 'qmu',
): Promise<{ input: object }> => ({
  input: {
    projectId: idOf(project),
    organisationId: await app.organisation(name),
    contentHash: project.contentHash,
  },
});
const look = async (project: Project): Promise<Data> =>
  (await (await app.as('enterprise')).query(LOOK, { id: idOf(project) })).project;

beforeAll(async () => {
  app = await startApp({ now: '2026-07-06T10:00:00+08:00' });
  service = app.get(ProjectsService);
});
afterAll(() => app.close());

describe('the parties', () => {
  const PARTIES =
    'mutation ($input: EditProjectInput!) { editProject(input: $input) { parties { role organisation { id } } } }';

  it('are arranged by the lead; another one can only step out', async () => {
    const project = await aProject(app);
    const id = idOf(project);
    const [lead, tju, isl] = [
      await app.organisation('enterprise'),
      await app.organisation('tju'),
      await app.organisation('isl'),
    ];
    const [client, enterprise] = [await app.as('tju'), await app.as('enterprise')];
    const party = (organisationId: string, role: string): object => ({ organisationId, role, task: '任务' });
    const taken = [party(tju, 'LEAD'), party(isl, 'PARTICIPANT')];
    await client.refused('projects.lead-arranges', PARTIES, { input: { id, parties: taken } });
    const swapped = [party(tju, 'LEAD'), party(lead, 'PARTICIPANT'), party(isl, 'PARTICIPANT')];
    await client.refused('projects.lead-arranges', PARTIES, { input: { id, parties: swapped } });
    const without = [party(lead, 'LEAD'), party(isl, 'PARTICIPANT')];
    await client.mutate('mutation ($input: EditProjectInput!) { editProject(input: $input) { version } }', {
      input: { id, summary: '改动' },
    });
    expect(
      (await enterprise.mutate(PARTIES, { input: { id, parties: without } })).editProject.parties,
    ).toHaveLength(2);
    await client.refused('projects.not-party', PARTIES, { input: { id, parties: without } });
  });

  it('that were some once still know of it, and of what happened until they left', async () => {
    const project = await aProject(app);
    const id = idOf(project);
    const [lead, isl] = [await app.organisation('enterprise'), await app.organisation('isl')];
    const tju = await app.as('tju');
    const without = [lead, isl].map((organisationId, at) => ({
      ...{ organisationId, role: at === 0 ? 'LEAD' : 'PARTICIPANT', task: '任务' },
    }));
    // Stepping out oneself is every party's own matter.
    await tju.mutate(EDIT, { input: { id, parties: without } });
    await (await app.as('enterprise')).mutate(EDIT, { input: { id, summary: '此后的内容' } });
    const look = `query ($id: ID!) { project(id: $id) { title summary agreement { risks }
      history { totalCount nodes { id topic } } } }`;
    const { project: seen } = await tju.query(look, { id });
    expect(seen).toMatchObject({
      ...{ title: project.title, summary: '', agreement: null },
      history: { totalCount: 2, nodes: [{ topic: 'project.proposed' }, { topic: 'project.edited' }] },
    });
    const { history } = (await (await app.as('isl')).query(look, { id })).project;
    expect(history.totalCount).toBe(3);
    const [first, , later] = history.nodes.map((fact: Data) => fact.id as string);
    const fact = 'query ($id: ID!) { node(id: $id) { id } }';
    expect(await tju.query(fact, { id: first })).toEqual({ node: { id: first } });
    await tju.refused('NOT_FOUND', fact, { id: later });
    await (await app.as('rival')).refused('NOT_FOUND', look, { id });
  });
});

describe('signatures', () => {
  it('are given by a representative of the party, under the content that stands, once', async () => {
    const project = await aProject(app);
    const variables = await input(project, 'enterprise');
    const [colleague, tju, enterprise] = [
      await app.as('colleague'),
      await app.as('tju'),
      await app.as('enterprise'),
    ];
    await colleague.refused('projects.not-representative', SIGN, variables);
    await tju.refused('projects.not-representative', SIGN, variables);
    await (await app.as('bureau')).refused('projects.not-representative', SIGN, variables);
    await (await app.as('rival')).refused('NOT_FOUND', SIGN, variables);
    await app.anonymous().refused('UNAUTHENTICATED', SIGN, variables);
    await (await app.as('qmu')).refused('NOT_FOUND', SIGN, await input(project, 'qmu'));
    const stale = { input: { ...variables.input, contentHash: '0'.repeat(64) } };
    await enterprise.refused('projects.hash-stale', SIGN, stale);
    const { signProject } = await enterprise.mutate(SIGN, variables);
    expect(signProject.state).toBe('PROPOSED');
    await enterprise.refused('projects.signed-already', SIGN, variables);
  });

  it('are all there before the project is SIGNED, also when the parties sign at once', async () => {
    const project = await aProject(app);
    const names = ['enterprise', 'tju', 'isl'] as const;
    const clients = await Promise.all(names.map((name) => app.as(name)));
    const variables = await Promise.all(names.map((name) => input(project, name)));
    await Promise.all(clients.map((client, at) => client.mutate(SIGN, variables[at])));
    const { state, parties, history } = await look(project);
    expect(state).toBe('SIGNED');
    expect(parties.map(({ role, signedBy }: Data) => [role, signedBy.name])).toEqual(
      expect.arrayContaining([['LEAD', '测试 enterprise'], ['PARTICIPANT', '测试 tju'], ['PARTICIPANT', '测试 isl']]), // prettier-ignore
    );
    expect(history.nodes.at(-1)).toEqual({ topic: 'project.signed', actorName: 'Benfu' });
    expect(await verifyChain(app.get(UnitOfWork))).toBeNull();
  });

  it('wait until the agreement settles all seven matters, and the refusal names those that are open', async () => {
    const { risks: _, ...rest } = SETTLED;
    const project = await aProject(app, undefined, { agreement: rest });
    const refusal = await (
      await app.as('enterprise')
    ).refused('projects.agreement-incomplete', SIGN, await input(project, 'enterprise'));
    expect(refusal.extensions.params).toEqual({ matters: 'risks' });
    const sign = (await look(project)).actions.find(({ name }: Data) => name === 'SIGN');
    expect(sign).toEqual({ name: 'SIGN', allowed: false, code: 'projects.agreement-incomplete' });
  });

  it('are void after any edit by any party, but not after one that changes nothing', async () => {
    const project = await signed(app, await aProject(app));
    const isl = await app.as('isl');
    const same = { id: idOf(project), title: project.title, requestedFunding: '3500000', agreement: SETTLED };
    expect((await isl.mutate(EDIT, { input: same })).editProject).toMatchObject({
      state: 'SIGNED',
      version: project.version,
    });
    const { editProject } = await isl.mutate(EDIT, {
      input: { id: idOf(project), agreement: { risks: '各自承担' } },
    });
    expect(editProject).toMatchObject({
      state: 'PROPOSED',
      parties: [{ signedAt: null }, { signedAt: null }, { signedAt: null }],
    });
    expect(editProject.contentHash).not.toBe(project.contentHash);
    await (
      await app.as('enterprise')
    ).refused('projects.hash-stale', SIGN, await input(project, 'enterprise'));
    const again = await app.get(ProjectsReader).get(SYSTEM, project.id);
    expect(again.agreement).toEqual({ ...SETTLED, risks: '各自承担' });
    expect((await signed(app, again)).state).toBe('SIGNED');
  });

  it('race an edit: either the edit comes first and the hash is stale, or the signature is voided', async () => {
    const project = await aProject(app);
    const variables = await input(project, 'enterprise');
    const [enterprise, tju] = [await app.as('enterprise'), await app.as('tju')];
    await Promise.all([
      enterprise.ask(SIGN, variables),
      tju.ask(EDIT, { input: { id: idOf(project), title: '改了题目' } }),
    ]);
    const { title, parties } = await look(project);
    const kept = parties.some(({ signedAt }: Data) => signedAt !== null);
    expect(title === '改了题目' && kept).toBe(false);
  });
});

describe('a proposal', () => {
  const refused = (more: object, names?: never): Promise<unknown> => aProject(app, names, more);

  it('has exactly one lead, at least two organisations, each once, and is made by one of them', async () => {
    const [a, b] = [await app.personas.organisation('enterprise'), await app.personas.organisation('tju')];
    const party = (organisationId: string, role: 'LEAD' | 'PARTICIPANT'): object => ({
      organisationId,
      role,
      task: 't',
    });
    const code = (value: string): object => ({ code: value });
    await expect(refused({ parties: [party(a, 'LEAD')] })).rejects.toMatchObject(
      code('projects.parties-few'),
    );
    await expect(refused({ parties: [party(a, 'LEAD'), party(a, 'PARTICIPANT')] })).rejects.toMatchObject(
      code('projects.party-twice'),
    );
    await expect(refused({ parties: [party(a, 'LEAD'), party(b, 'LEAD')] })).rejects.toMatchObject(
      code('projects.one-lead'),
    );
    const rival = await app.personas.organisation('rival');
    await expect(refused({ parties: [party(rival, 'LEAD'), party(b, 'PARTICIPANT')] })).rejects.toMatchObject(
      code('projects.not-party'),
    );
    await expect(refused({ startsOn: '2026-02-01', endsOn: '2026-01-01' })).rejects.toMatchObject(
      code('projects.dates-order'),
    );
    await expect(refused({ needId: project404 })).rejects.toMatchObject(code('NOT_FOUND'));
  });

  it('is shown to its parties and the bureau; once disclosed, to others without what is theirs', async () => {
    const project = await signed(app, await aProject(app));
    const rival = await app.as('rival');
    await rival.refused('NOT_FOUND', LOOK, { id: idOf(project) });
    await app.get(ProjectProgress).disclose(project);
    const { project: seen } = await rival.query(LOOK, { id: idOf(project) });
    expect(seen).toMatchObject({
      title: project.title,
      summary: '',
      agreement: null,
      signedText: null,
      requestedFunding: '3500000.00',
    });
    expect(seen.history.nodes).toEqual([]);
    expect(seen.parties[0]).toMatchObject({ role: 'LEAD', task: '', signedAt: null, signedBy: null });
    expect(seen.parties.map(({ organisation }: Data) => organisation.name)).toContain('测试工业大学');
  });

  it('costs the same number of statements for one project as for ten', async () => {
    const list =
      'query ($n: Int!) { projects(first: $n) { nodes { title actions { name } leader { name } parties { organisation { name } } } } }';
    const bureau = await app.as('bureau');
    for (let at = 0; at < 6; at++) await aProject(app);
    const cost = (n: number): Promise<number> => statementCount(app, () => bureau.query(list, { n }));
    expect(await cost(8)).toBe(await cost(1));
  });
});

describe('approval', () => {
  it('numbers the projects of a year without a gap, also five at once', async () => {
    const projects: Project[] = [];
    for (let at = 0; at < 5; at++)
      projects.push(await app.get(ProjectProgress).apply(SYSTEM, await signed(app, await aProject(app))));
    const approved = await Promise.all(
      projects.map((project) => app.get(ProjectProgress).approve(SYSTEM, project)),
    );
    expect(approved.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4, 5].map((n) => `XN-2026-00${n}`));
    const [first] = approved;
    await expect(
      service.edit(await app.personas.actor('enterprise'), { id: first!.id, title: 'x' }),
    ).rejects.toMatchObject({
      code: 'projects.not-editable',
    });
  });
});

const project404 = '01890a5d-ac96-774b-bcce-b302099a8057';
