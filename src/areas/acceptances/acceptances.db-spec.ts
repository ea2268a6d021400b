import { startApp, type TestApp } from '../../../test/support/app';
import type { Persona } from '../../../test/support/personas';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { AccountsService } from '../accounts';
import { NeedsService } from '../needs';
import { ProjectProgress, ProjectsService, type Project } from '../projects';
import { revised } from '../programmes/programme.testing';
import { approved, confirmed } from '../taskbooks/taskbook.testing';
import type { Acceptance } from './acceptance';
import type { DecideAcceptanceInput } from './acceptances.inputs';
import { AcceptancesReader, RecoveriesReader } from './acceptances.reader';
import { AcceptancesService } from './acceptances.service';
import { RecoveriesService } from './recoveries.service';
import { SECOND_OFFICER_FROM, type RecoveryVerb } from './recovery';

let app: TestApp;

beforeAll(async () => {
  app = await startApp({ now: '2025-10-13T10:00:00+08:00' });
  for (const name of ['enterprise', 'tju', 'rival', 'bureau', 'guest', 'colleague'] as const)
    await app.as(name);
  for (const name of ['guest', 'colleague'])
    await app.get(AccountsService).setRole(SYSTEM, `${name}@test.example`, 'BUREAU_OFFICER', true);
});
afterAll(() => app.close());

/** A need of the enterprise: less sodium in its product. */
async function aNeed(): Promise<string> {
  const need = await app.get(NeedsService).draft(await app.personas.actor('enterprise'), {
    organisationId: await app.personas.organisation('enterprise'),
    title: '电池级碳酸锂中钠的深度脱除',
    description: '工业级碳酸锂经一次碳化后钠仍有 600 ppm，希望一次达到电池级，不新增废盐。',
    metrics: [{ name: '钠含量', unit: 'ppm', current: '600', target: '≤ 50' }],
  });
  return need.id;
}

/** A running project of the university and the enterprise, approved on `on`, that answers a need of the enterprise. */
async function running(from: string, on: string): Promise<Project> {
  app.clock.set(`${from}T10:00:00+08:00`);
  const needId = await aNeed();
  await app.sql(`UPDATE needs SET state = 'OPEN', visibility = 'PUBLIC' WHERE id = $1`, [needId]);
  return confirmed(app, await approved(app, on, ['tju', 'enterprise'], { needId }));
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'none', (error: { code: string }) => error.code); // prettier-ignore
const as = (name: Persona): Promise<Actor> => app.personas.actor(name);
const submit = async (project: Project, sodium: string): Promise<Acceptance> =>
  app.get(AcceptancesService).submit(await as('tju'), {
    ...{ projectId: project.id, summary: '中试线连续运行', fundsUsed: '3000000' },
    results: [{ indicator: '钠含量', achieved: sodium }],
  });
const decide = async (
  who: Persona,
  { id }: Acceptance,
  more: Partial<DecideAcceptanceInput>,
): Promise<Acceptance> =>
  app.get(AcceptancesService).decide(await as(who), { id, decision: 'ACCEPT', reason: '理由', ...more });
const opine = async ({ id }: Acceptance): Promise<Acceptance> =>
  app.get(AcceptancesService).opine(await as('enterprise'), {
    ...{ id, opinions: [{ indicator: '钠含量', verdict: 'MET', comment: '已用于产线' }] },
  });
const settled = async (kind: string, { id }: Project): Promise<boolean[]> => {
  const text = `SELECT settled_on IS NOT NULL AS met FROM deadlines WHERE project_id = $1 AND kind = $2`;
  return (await app.sql<{ met: boolean }>(text, [id, kind])).map(({ met }) => met);
};

describe('the acceptance of a project', () => {
  let project: Project;
  let acceptance: Acceptance;

  beforeAll(async () => {
    project = await running('2025-10-13', '2025-10-20');
    acceptance = await submit(project, '48');
  });

  it('compares what can be compared and leaves the rest to people', () => {
    expect(acceptance.results.map(({ name, verdict, needVerdict }) => [name, verdict, needVerdict])).toEqual([['钠含量', 'MET', 'MET'], ['新增专利', 'NOT_MEASURED', null]]); // prettier-ignore
  });

  it('waits for the owner of the need, though not for ever', async () => {
    const verdicts = [{ indicator: '新增专利', verdict: 'MET' as const }];
    expect(await codeOf(decide('bureau', acceptance, { verdicts }))).toBe('acceptances.opinion-missing');
    app.clock.set('2025-11-04T23:59:00+08:00');
    expect(await codeOf(decide('bureau', acceptance, { verdicts }))).toBe('acceptances.opinion-missing');
    app.clock.set('2025-11-05T00:01:00+08:00');
    expect(await codeOf(decide('bureau', acceptance, {}))).toBe('acceptances.undecided');
  });

  it('is not decided by an officer whose organisation wants it or takes part in it', async () => {
    expect(await codeOf(decide('colleague', acceptance, {}))).toBe('move.own-organisation');
  });

  it('is asked for again when it is returned, and the owner then speaks of the new report', async () => {
    acceptance = await opine(acceptance);
    acceptance = await decide('bureau', acceptance, { decision: 'RETURN', reason: '请补充检测报告' });
    expect([acceptance.state, await settled('FINAL_REPORT', project)]).toEqual(['RETURNED', [false]]);
    acceptance = await submit(project, '约 60');
    expect(acceptance).toMatchObject({ state: 'SUBMITTED', opinedAt: null });
    expect(acceptance.results[0]).toMatchObject({ verdict: 'NOT_MET', ownerVerdict: null });
    expect(await settled('FINAL_REPORT', project)).toEqual([true]);
    expect(await codeOf(submit(project, '48'))).toBe('move.illegal');
  });

  it('that fails leaves the project to be terminated, and completes nothing', async () => {
    acceptance = await opine(acceptance);
    const verdicts = [{ indicator: '新增专利', verdict: 'NOT_MET' as const }];
    const failed = await decide('bureau', acceptance, { decision: 'FAIL', verdicts });
    expect(failed.results.map(({ decision }) => decision)).toEqual(['NOT_MET', 'NOT_MET']);
    const complete = { id: project.id, verb: 'COMPLETE' as const };
    expect(await codeOf(app.get(ProjectsService).move(await as('bureau'), complete))).toBe('projects.acceptance-first'); // prettier-ignore
    expect((await app.get(ProjectProgress).of(project.id)).state).toBe('IN_PROGRESS');
    expect(await codeOf(submit(project, '48'))).toBe('move.illegal');
  });

  it('is the need’s own, whoever edits the need afterwards', async () => {
    await app.sql(`UPDATE needs SET metrics = '[]' WHERE id = $1`, [project.needId]);
    const read = await app.get(AcceptancesReader).get(SYSTEM, acceptance.id);
    expect(read.results[0]!.needTarget).toBe('≤ 50');
  });
});

describe('the recovery of funds', () => {
  const terminated = async (from: string, on: string): Promise<string> => {
    const project = await running(from, on);
    const input = { id: project.id, verb: 'TERMINATE', note: '终止' } as const;
    await app.get(ProjectsService).move(await as('bureau'), input);
    await app.drain();
    return (await app.get(RecoveriesReader).ofProject(project.id))!.id;
  };
  const assess = async (who: Persona, id: string, properlyUsed: string): Promise<unknown> =>
    app.get(RecoveriesService).assess(await as(who), { id, properlyUsed, reason: '审计' });
  const move = async (who: Persona, id: string, verb: Exclude<RecoveryVerb, 'ASSESS'>): Promise<unknown> =>
    app.get(RecoveriesService).move(await as(who), { id, verb, note: '说明' });

  it('needs a second officer also where the first found that nothing is owed', async () => {
    const id = await terminated('2026-01-12', '2026-02-02');
    await assess('bureau', id, '3500000');
    expect(await codeOf(move('guest', id, 'CONFIRM'))).toBe('recoveries.nothing');
    expect(await codeOf(move('bureau', id, 'CLEAR'))).toBe('FORBIDDEN');
    expect(await move('guest', id, 'CLEAR')).toMatchObject({ state: 'CLEARED', amount: '0.00' });
  });

  it('may be assessed again until it is confirmed, and is recorded once', async () => {
    const id = await terminated('2026-04-13', '2026-05-06');
    await assess('bureau', id, '3500000');
    await move('guest', id, 'RETURN');
    await assess('guest', id, '3499999.99');
    expect(await codeOf(move('guest', id, 'CONFIRM'))).toBe('FORBIDDEN');
    expect(await codeOf(move('bureau', id, 'CLEAR'))).toBe('recoveries.something');
    expect(await move('bureau', id, 'CONFIRM')).toMatchObject({ state: 'DUE', amount: '0.01' });
    expect(await codeOf(assess('bureau', id, '0'))).toBe('move.illegal');
    await move('bureau', id, 'RECORD');
    expect(await codeOf(move('bureau', id, 'RECORD'))).toBe('move.illegal');
  });

  it('takes one officer where the terms of the round say that less is at stake', async () => {
    await revised(app, { [SECOND_OFFICER_FROM.key]: 5_000_000 });
    const id = await terminated('2026-07-13', '2026-08-03');
    await assess('bureau', id, '0');
    expect(await move('bureau', id, 'CONFIRM')).toMatchObject({ amount: '3500000.00', dueOn: '2026-09-02' });
  });
});
