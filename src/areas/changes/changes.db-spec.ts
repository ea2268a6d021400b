import { startApp, type TestApp } from '../../../test/support/app';
import { brokenInvariants } from '../../../test/support/invariants';
import type { Persona } from '../../../test/support/personas';
import { SYSTEM } from '../../kernel/actor';
import { ApplicationsReader } from '../applications';
import { ProjectProgress, ProjectsReader, ProjectsService, type Project } from '../projects';
import { TaskBooksReader } from '../taskbooks';
import { approved, confirmed } from '../taskbooks/taskbook.testing';
import type { RequestChangeInput } from './change.inputs';
import { ChangesReader } from './changes.reader';
import { ChangesService } from './changes.service';

let app: TestApp;
let project: Project;
const PARTIES = ['enterprise', 'tju', 'qmu'] as const;

const organisation: TestApp['personas']['organisation'] = (name) => app.personas.organisation(name);
const personOf = async (name: Persona): Promise<string> => (await app.personas.account(name)).personId;
const request = async (asked: Partial<RequestChangeInput>): Promise<{ id: string }> =>
  app
    .get(ChangesService)
    .request(await app.personas.actor('enterprise'), { projectId: project.id, reason: '理由', ...asked });
const refusal = async (asked: Partial<RequestChangeInput>): Promise<string> =>
  request(asked).then(() => 'none', ({ code }: { code: string }) => code); // prettier-ignore
const approve = async (id: string): Promise<unknown> =>
  app.get(ChangesService).move(await app.personas.actor('bureau'), { id, verb: 'APPROVE' });
const present = (): Promise<Project> => app.get(ProjectProgress).of(project.id);
const dueOn = async (kind: string): Promise<string[]> => {
  const text = `SELECT due_on::text AS day FROM deadlines WHERE project_id = $1 AND kind = $2 ORDER BY due_on`;
  return (await app.sql<{ day: string }>(text, [project.id, kind])).map(({ day }) => day);
};

beforeAll(async () => {
  app = await startApp({ now: '2025-10-13T10:00:00+08:00' });
  for (const name of [...PARTIES, 'isl', 'rival', 'bureau'] as const) await app.as(name);
  const [enterprise, tju] = [await organisation('enterprise'), await organisation('tju')];
  project = await confirmed(app, await approved(app, '2025-10-20', PARTIES), {
    budget: [
      { organisationId: enterprise, year: 2026, amount: '2000000' },
      { organisationId: tju, year: 2026, amount: '1000000' },
      { organisationId: tju, year: 2027, amount: '500000' },
    ],
  });
});
afterAll(async () => {
  await app.drain();
  expect(await brokenInvariants(app)).toEqual({});
  await app.close();
});

it('one thing at a time, and only what can be', async () => {
  const [enterprise, tju, newcomer] = [await organisation('enterprise'), await organisation('tju'), await organisation('newcomer')]; // prettier-ignore
  const period = { endsOn: '2028-05-31' };
  expect(await refusal({})).toBe('changes.one-kind');
  expect(await refusal({ period, leader: { personId: await personOf('tju') } })).toBe('changes.one-kind');
  expect(await refusal({ period: { endsOn: '2027-11-30' } })).toBe('changes.period');
  expect(await refusal({ period: { endsOn: '2028-12-01' } })).toBe('changes.period');
  expect(await refusal({ leader: { personId: await personOf('enterprise') } })).toBe('changes.leader-same');
  expect(await refusal({ party: {} })).toBe('changes.party-none');
  expect(await refusal({ party: { leavingId: enterprise } })).toBe('changes.lead-stays');
  expect(await refusal({ party: { leavingId: newcomer } })).toBe('changes.party-unknown');
  expect(await refusal({ party: { joiningId: tju } })).toBe('changes.party-already');
  expect(await refusal({ party: { joiningId: newcomer, task: '分析' } })).toBe('changes.party-unverified');
  expect(await refusal({ party: { joiningId: await organisation('isl') } })).toBe('changes.task');
  expect(await refusal({ indicator: { name: '没有的指标', target: '1' } })).toBe('changes.indicator-unknown');
  expect(await refusal({ indicator: { name: '新增专利', target: '≥ 3' } })).toBe('changes.target-same');
});

it('nobody is made leader of more projects than the terms of the round allow', async () => {
  const busy = await personOf('tju');
  const actor = await app.personas.actor('tju');
  const ids = await app.sql<{ id: string }>(`SELECT gen_random_uuid() AS id FROM generate_series(1, 2)`);
  for (const { id } of ids)
    await app.sql(
      `INSERT INTO projects (id, state, title, summary, leader_id, requested_funding, agreement, content_hash, created_at, lead_id)
       SELECT $1, 'IN_PROGRESS', 't', 's', $2, 1, '{}', 'x', now(), $3`,
      [id, busy, actor.organisationIds[0]],
    );
  expect(await refusal({ leader: { personId: busy } })).toBe('changes.leader-load');
  await app.sql(`DELETE FROM projects WHERE leader_id = $1`, [busy]);
});

it('a longer period moves what is due at its end and asks for another progress report', async () => {
  expect([await dueOn('PROGRESS_REPORT'), await dueOn('FINAL_REPORT')]).toEqual([['2026-01-31', '2027-01-31'], ['2028-01-29']]); // prettier-ignore
  const { id } = await request({ period: { endsOn: '2028-05-31' } });
  const outcomes = await Promise.allSettled([approve(id), approve(id)]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await app.drain();
  expect([await dueOn('PROGRESS_REPORT'), await dueOn('FINAL_REPORT')]).toEqual([['2026-01-31', '2027-01-31', '2028-01-31'], ['2028-07-30']]); // prettier-ignore
});

it('an indicator gets another target in the task book, and what held before is kept', async () => {
  const { contentHash } = await present();
  await approve((await request({ indicator: { name: '新增专利', target: '≥ 2' } })).id);
  const targets = await app.sql<{ target: string }>(
    `SELECT plan->'indicators'->-1->>'target' AS target FROM task_book_editions ORDER BY number`,
  );
  expect(targets.map(({ target }) => target)).toEqual(['≥ 3', '≥ 3', '≥ 2']);
  expect((await present()).contentHash).toBe(contentHash);
});

it('who takes the place of a party takes its task and its budget; who left sees the record up to then', async () => {
  const [tju, isl, enterprise] = [await organisation('tju'), await organisation('isl'), await organisation('enterprise')]; // prettier-ignore
  const { id } = await request({ party: { leavingId: tju, joiningId: isl } });
  const { contentHash } = await present();
  await app.get(ChangesService).consent(await app.personas.actor('isl'), { id, contentHash });
  await approve(id);
  const amended = await present();
  expect([amended.partyIds.includes(isl), amended.partyIds.includes(tju), amended.formerIds]).toEqual([true, false, [tju]]); // prettier-ignore
  const parties = (await app.get(ProjectsReader).partiesOf([project.id])).get(project.id)!;
  expect(parties.find(({ organisationId }) => organisationId === isl)).toMatchObject({ task: 'tju 的任务', signedHash: contentHash }); // prettier-ignore
  const { plan } = (await app.get(TaskBooksReader).ofProject(project.id))!;
  expect(plan.budget.map(({ organisationId, amount }) => [organisationId, amount])).toEqual([[enterprise, '2000000.00'], [isl, '1000000.00'], [isl, '500000.00']]); // prettier-ignore
  expect((await app.get(ApplicationsReader).activeOf(project.id))!.partyIds).toEqual(amended.partyIds);
  const tjuNow = await app.personas.actor('tju');
  expect(await app.get(TaskBooksReader).byIds(tjuNow, [(await app.get(TaskBooksReader).ofProject(project.id))!.id])).toEqual(new Map()); // prettier-ignore
  const history = `query($id: ID!) { node(id: $id) { ... on Project { history(first: 100) { nodes { topic } } } } }`;
  const { id: shown } = (await (await app.as('tju')).query(`{ projects(first: 1) { nodes { id } } }`)).projects.nodes[0]; // prettier-ignore
  const { nodes } = (await (await app.as('tju')).query(history, { id: shown })).node.history;
  expect(nodes.at(-1)).toEqual({ topic: 'project.amended' });
});

it('the lines of a party that leaves fall to the lead; a budget of one’s own has to be the grant', async () => {
  const isl = await organisation('isl');
  const enterprise = await organisation('enterprise');
  const budget = [{ organisationId: enterprise, year: 2026, amount: '1' }];
  expect(await refusal({ party: { leavingId: isl, budget } })).toBe('taskbooks.budget-unbalanced');
  await approve((await request({ party: { leavingId: isl } })).id);
  const { plan } = (await app.get(TaskBooksReader).ofProject(project.id))!;
  expect(plan.budget.map(({ year, amount }) => [year, amount])).toEqual([[2026, '3000000.00'], [2027, '500000.00']]); // prettier-ignore
  expect(await refusal({ party: { leavingId: await organisation('qmu') } })).toBe('changes.parties-few');
});

it('what is undecided when the project ends lapses, and nothing more can be asked', async () => {
  const { id } = await request({ period: { endsOn: '2028-06-30' } });
  const bureau = await app.personas.actor('bureau');
  await app.get(ProjectsService).move(bureau, { id: project.id, verb: 'TERMINATE', note: '终止' });
  await app.drain();
  expect(await app.get(ChangesReader).get(SYSTEM, id)).toMatchObject({ state: 'LAPSED' });
  expect(await refusal({ period: { endsOn: '2028-07-31' } })).toBe('changes.not-running');
});
