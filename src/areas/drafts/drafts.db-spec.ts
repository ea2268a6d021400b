import { startApp, type TestApp } from '../../../test/support/app';
import type { Data } from '../../../test/support/client';
import { statementCount } from '../../../test/support/statements';
import { SYSTEM } from '../../kernel/actor';
import { publicId } from '../../kernel/ids';
import { Settings } from '../../kernel/settings';
import { revised } from '../programmes/programme.testing';
import { aPlan } from '../plans/plan.testing';
import { ProjectProgress, ProjectsReader, ProjectsService, type Project } from '../projects';
import { aProject, signed } from '../projects/project.testing';

const EDIT = 'mutation ($input: EditProjectInput!) { editProject(input: $input) { version contentHash } }';
const RESTORE = `mutation ($input: RestoreProjectVersionInput!) { restoreProjectVersion(input: $input) {
  version contentHash state parties { signedAt } } }`;
const VERSIONS = `query ($id: ID!) { project(id: $id) { versions(first: 50) {
  nodes { number savedBy contentHash changes { path before after } } } } }`;
const FINDINGS = 'query ($id: ID!) { project(id: $id) { planFindings { code path text } } }';

let app: TestApp;
const idOf = ({ id }: Project): string => publicId('project', id);
const edit = async (who: 'enterprise' | 'tju' | 'isl', project: Project, more: object): Promise<Data> =>
  (await (await app.as(who)).mutate(EDIT, { input: { id: idOf(project), ...more } })).editProject;
const versions = async (project: Project): Promise<Data[]> =>
  (await (await app.as('bureau')).query(VERSIONS, { id: idOf(project) })).project.versions.nodes;
const read = (project: Project): Promise<Project> => app.get(ProjectsReader).get(SYSTEM, project.id);

/** A project with a plan in which nothing is amiss. */
async function planned(): Promise<Project> {
  const project = await aProject(app);
  const parties = (await app.get(ProjectsReader).partiesOf([project.id])).get(project.id)!;
  const plan = aPlan({ ...project, parties });
  return app.get(ProjectsService).edit(await app.personas.actor('enterprise'), { id: project.id, plan });
}

beforeAll(async () => {
  app = await startApp({ now: '2026-07-06T10:00:00+08:00' });
});
afterAll(() => app.close());
beforeEach(() => app.clock.set('2026-07-06T10:00:00+08:00'));

describe('versions', () => {
  it('are merged for one person within minutes, not beyond, and not across somebody else’s', async () => {
    const project = await aProject(app);
    await edit('tju', project, { title: '一' });
    app.clock.set('2026-07-06T10:09:00+08:00');
    await edit('tju', project, { title: '二' });
    app.clock.set('2026-07-06T10:19:00+08:00');
    await edit('tju', project, { title: '三' });
    await edit('isl', project, { title: '四' });
    await edit('tju', project, { title: '五' });
    const titles = (await versions(project)).map(({ number, changes }) => [number, changes[0]?.after]);
    expect(titles).toEqual([[5, '五'], [4, '四'], [3, '三'], [2, '二'], [1, undefined]]); // prettier-ignore
  });

  it('are each kept where the setting says so, and one that was signed is never overwritten', async () => {
    const project = await aProject(app);
    await edit('enterprise', project, { title: '将签署的' });
    const { contentHash } = await signed(app, await read(project));
    await edit('enterprise', project, { title: '签署之后的' });
    expect((await versions(project)).map((one) => [one.number, one.contentHash === contentHash])).toEqual([
      [3, false],
      [2, true],
      [1, false],
    ]);
    await app.get(Settings).change(SYSTEM, 'versions.merge-minutes', 0, '逐次留痕');
    await edit('enterprise', project, { title: '又一次' });
    await app.get(Settings).change(SYSTEM, 'versions.merge-minutes', 10, '恢复');
    expect(await versions(project)).toHaveLength(4);
  });

  it('of a project that is older than they are begin with what it said before', async () => {
    const project = await aProject(app);
    await app.sql('DELETE FROM content_versions WHERE subject_id = $1', [project.id]);
    await edit('isl', project, { summary: '改动' });
    expect(await versions(project)).toMatchObject([
      { number: 2, changes: [{ path: 'summary', before: project.summary, after: '改动' }] },
      { number: 1, savedBy: null, contentHash: project.contentHash, changes: [] },
    ]);
  });

  it('are no reader’s but the insiders’, and an edit that is refused or changes nothing leaves none', async () => {
    const project = await aProject(app);
    await edit('tju', project, { title: project.title });
    const refused = { id: idOf(project), title: '甲', startsOn: '2030-01-01', endsOn: '2029-01-01' };
    await (await app.as('tju')).refused('projects.dates-order', EDIT, { input: refused });
    expect(await versions(project)).toHaveLength(1);
    const [lead, isl] = [await app.organisation('enterprise'), await app.organisation('isl')];
    const parties = [lead, isl].map((organisationId, at) => ({ organisationId, role: at ? 'PARTICIPANT' : 'LEAD', task: 't' })); // prettier-ignore
    await edit('tju', project, { parties });
    const former = await (await app.as('tju')).query(VERSIONS, { id: idOf(project) });
    expect(former.project.versions.nodes).toEqual([]);
    const restore = { input: { projectId: idOf(project), number: 1 } };
    await (await app.as('tju')).refused('NOT_FOUND', RESTORE, restore);
    await (await app.as('rival')).refused('NOT_FOUND', RESTORE, restore);
    await (await app.as('bureau')).refused('projects.not-party', RESTORE, restore);
  });

  it('cost the same number of statements for one project as for many', async () => {
    const list = 'query ($n: Int!) { projects(first: $n) { nodes { title versions { nodes { number } } planFindings { code } } } }'; // prettier-ignore
    const bureau = await app.as('bureau');
    for (let at = 0; at < 4; at++) await planned();
    const cost = (n: number): Promise<number> => statementCount(app, () => bureau.query(list, { n }));
    expect(await cost(6)).toBe(await cost(1));
  });
});

describe('an earlier version', () => {
  it('is brought back to the letter, as an edit that voids signatures', async () => {
    const project = await planned();
    const { contentHash } = project;
    await edit('tju', project, { plan: null, agreement: { risks: '另议' }, startsOn: null, leaderId: null });
    const now = await signed(app, await read(project));
    const restore = { projectId: idOf(project), number: 2, expectedVersion: now.version };
    const { restoreProjectVersion } = await (await app.as('isl')).mutate(RESTORE, { input: restore });
    expect(restoreProjectVersion).toMatchObject({ contentHash, state: 'PROPOSED' });
    expect(restoreProjectVersion.parties.map(({ signedAt }: Data) => signedAt)).toEqual([null, null, null]);
    const [latest] = await versions(project);
    expect([latest!.number, latest!.savedBy]).toEqual([4, '测试 isl']);
    await (await app.as('isl')).refused('CONFLICT', RESTORE, { input: restore });
    const missing = { projectId: idOf(project), number: 9 };
    await (await app.as('isl')).refused('drafts.no-version', RESTORE, { input: missing });
  });
});

describe('the plan of a project', () => {
  it('keeps nobody from stepping out: the formal check then names what is left of them', async () => {
    const project = await planned();
    const [lead, isl] = [await app.organisation('enterprise'), await app.organisation('isl')];
    const parties = [lead, isl].map((organisationId, at) => ({ organisationId, role: at ? 'PARTICIPANT' : 'LEAD', task: 't' })); // prettier-ignore
    await edit('tju', project, { parties });
    const { planFindings } = (await (await app.as('isl')).query(FINDINGS, { id: idOf(project) })).project;
    const codes = planFindings.map(({ code }: Data) => code as string);
    expect(codes.filter((code: string) => code === 'plans.not-party')).toHaveLength(4);
    const tju = await app.organisation('tju');
    const again = { pledges: [{ organisationId: tju }] };
    await (
      await app.as('isl')
    ).refused('plans.not-party', EDIT, { input: { id: idOf(project), plan: again } });
  });

  it('is shown neither to those outside nor to the public of a notice', async () => {
    const project = await planned();
    await app.get(ProjectProgress).disclose(project);
    const look = `query ($id: ID!) { project(id: $id) { title plan { sum { total } } planFindings { code }
      versions { totalCount nodes { number } } } }`;
    const { project: seen } = await (await app.as('rival')).query(look, { id: idOf(project) });
    const nothing = { plan: null, planFindings: [], versions: { totalCount: 0, nodes: [] } };
    expect(seen).toEqual({ title: project.title, ...nothing });
    const { project: own } = await (await app.as('tju')).query(look, { id: idOf(project) });
    expect(own.plan.sum.total).toBe('5300000.00');
  });

  it('is asked for where the programme requires one', async () => {
    const project = await aProject(app);
    const find = async (): Promise<Data> =>
      (await (await app.as('tju')).query(FINDINGS, { id: idOf(project) })).project.planFindings;
    expect(await find()).toEqual([]);
    await revised(app, { 'plans.required': 1 });
    expect(await find()).toEqual([{ code: 'plans.none', path: [], text: 'There is no plan yet' }]);
    await revised(app, { 'plans.required': 0 });
  });
});
