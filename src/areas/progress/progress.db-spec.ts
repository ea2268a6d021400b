import { startApp, type TestApp } from '../../../test/support/app';
import type { Data } from '../../../test/support/client';
import { statementCount } from '../../../test/support/statements';
import { publicId } from '../../kernel/ids';
import type { Project } from '../projects';
import { approved, confirmed } from '../taskbooks/taskbook.testing';
import { ProgressService } from './progress.service';

let app: TestApp;
let project: Project;

const WITHIN = `query($first: Int!) { projects(first: $first) { nodes { id
  deadlines { kind overdue } taskBook { state actions { name } editions { number leader { id } parties { id } }
    plan { budget { organisation { id } } } }
  changes { nodes { kind signedText } } milestones { state actions { name } } progressReports { state actions { name } }
  acceptance { state } recovery { state } } } }`;
const RECORDS = `query($id: ID!) { node(id: $id) { ... on Project { milestones { id state evidence }
  progressReports { id state fundsUsed } deadlines { kind dueOn settledOn } } } }`;

beforeAll(async () => {
  app = await startApp({ now: '2025-10-13T10:00:00+08:00' });
  for (const name of ['enterprise', 'rival', 'tju', 'bureau'] as const) await app.as(name);
  project = await confirmed(app, await approved(app, '2025-10-20', ['enterprise', 'tju']));
  app.clock.set('2026-01-12T10:00:00+08:00');
  await confirmed(app, await approved(app, '2026-01-26', ['rival', 'tju']));
  app.clock.set('2026-04-13T10:00:00+08:00');
  await confirmed(app, await approved(app, '2026-04-27', ['enterprise', 'qmu']));
});
afterAll(() => app.close());

const records = async (): Promise<Data> =>
  (await (await app.as('enterprise')).query(RECORDS, { id: publicId('project', project.id) })).node;
const owed = async (kind: string): Promise<(string | null)[]> =>
  (await records()).deadlines.filter((one: Data) => one.kind === kind).map((one: Data) => one.settledOn);

it('three projects with all that they report cost as many statements as one', async () => {
  const bureau = await app.as('bureau');
  const asked =
    (first: number): (() => Promise<Data>) =>
    () =>
      bureau.query(WITHIN, { first });
  expect((await asked(3)()).projects.nodes.map(({ taskBook }: Data) => taskBook.state)).toEqual(Array(3).fill('CONFIRMED')); // prettier-ignore
  expect(await statementCount(app, asked(3))).toBe(await statementCount(app, asked(1)));
});

it('a milestone that is returned is owed again, with what was said of it', async () => {
  const service = app.get(ProgressService);
  const milestone = await app.sql<{ id: string }>('SELECT id FROM milestones WHERE project_id = $1', [project.id]); // prettier-ignore
  const { id } = milestone[0]!;
  const report = { id, evidence: '运行记录' };
  await service.reportMilestone(await app.personas.actor('enterprise'), report);
  expect(await owed('MILESTONE')).toEqual([app.clock.today()]);
  const bureau = await app.personas.actor('bureau');
  await expect(service.moveMilestone(bureau, { id, verb: 'RETURN' })).rejects.toMatchObject({ code: 'move.note-required' }); // prettier-ignore
  await service.moveMilestone(bureau, { id, verb: 'RETURN', note: '记录不完整' });
  expect(await owed('MILESTONE')).toEqual([null]);
  expect((await records()).milestones[0]).toMatchObject({ state: 'PLANNED', evidence: '运行记录' });
  await service.reportMilestone(await app.personas.actor('enterprise'), { id, evidence: '补充记录' });
  expect(await service.moveMilestone(bureau, { id, verb: 'CONFIRM' })).toMatchObject({ state: 'REACHED' });
});

it('a progress report that is returned may be written anew; the years together stay within the grant', async () => {
  const service = app.get(ProgressService);
  const [enterprise, bureau] = [await app.personas.actor('enterprise'), await app.personas.actor('bureau')];
  const [first, second] = await app.sql<{ id: string }>(
    'SELECT id FROM progress_reports WHERE project_id = $1 ORDER BY year',
    [project.id],
  );
  const report = { id: first!.id, progress: '进展', fundsUsed: '3500000' };
  await service.submitReport(enterprise, report);
  await service.moveReport(bureau, { id: first!.id, verb: 'RETURN', note: '支出不实' });
  expect(await owed('PROGRESS_REPORT')).toEqual([null, null]);
  await service.submitReport(enterprise, { ...report, fundsUsed: '500000' });
  app.clock.set('2027-01-04T10:00:00+08:00');
  const next = { id: second!.id, progress: '进展', fundsUsed: '3000000.01' };
  await expect(service.submitReport(enterprise, next)).rejects.toMatchObject({
    code: 'progress.funds-above',
  });
  await service.submitReport(enterprise, { ...next, fundsUsed: '3000000' });
  const states = (await records()).progressReports.map(({ state, fundsUsed }: Data) => [state, fundsUsed]);
  expect(states).toEqual([['SUBMITTED', '500000.00'], ['SUBMITTED', '3000000.00']]); // prettier-ignore
});
