import { createHash } from 'node:crypto';
import { AccountsService } from '../../src/areas/accounts';
import { approved } from '../../src/areas/taskbooks/taskbook.testing';
import { SYSTEM } from '../../src/kernel/actor';
import { publicId, uuidOf } from '../../src/kernel/ids';
import { startApp, type TestApp } from '../support/app';
import { DRAFT_NEED, MOVE_NEED } from '../support/case-operations';
import { NEED } from '../support/case-texts';
import type { Data } from '../support/client';
import * as operations from '../support/execution-operations';
import { brokenInvariants } from '../support/invariants';
import type { Persona } from '../support/personas';

const PARTIES = ['tju', 'enterprise', 'qmu'] as const;
const METRICS = [
  { name: '镁含量', unit: 'ppm', current: '300', target: '≤ 80' },
  { name: '收率', unit: '%', current: '82', target: '≥ 95' },
];
const AMOUNT = '3500000.00';

let app: TestApp;
let project: string;
let taskBook: Data;

beforeAll(async () => {
  app = await startApp({ now: '2025-10-13T10:00:00+08:00' });
  await app.as('guest');
  await app.get(AccountsService).setRole(SYSTEM, 'guest@test.example', 'BUREAU_OFFICER', true);
});

afterAll(async () => {
  await app.drain();
  expect(await brokenInvariants(app)).toEqual({});
  await app.close();
});

const as = async (who: Persona, query: string, variables: Record<string, unknown> = {}): Promise<Data> =>
  (await app.as(who)).query(query, variables);
const refused = async (who: Persona, code: string, query: string, variables: Record<string, unknown> = {}) =>
  (await app.as(who)).refused(code, query, variables);
const look = async (who: Persona, id = project): Promise<Data> =>
  (await as(who, operations.EXECUTION, { id })).project;
const personId = async (who: Persona): Promise<string> =>
  publicId('person', (await app.personas.account(who)).personId);
const overdue = ({ deadlines }: Data): string[] =>
  deadlines.filter((one: Data) => one.overdue).map(({ kind }: Data) => kind);

/** One approved project to its acceptance, and another to its termination; each step is one test, in order. */
describe('from approval to the end of a project', () => {
  it('the approval opens a task book with the metrics of the need, due in twenty days; the project cannot start without', async () => {
    const input = { ...NEED, metrics: METRICS, organisationId: await app.organisation('enterprise') };
    const { draftNeed } = await as('enterprise', DRAFT_NEED, { input });
    await as('enterprise', MOVE_NEED, { id: draftNeed.id, verb: 'SUBMIT' });
    await as('bureau', MOVE_NEED, { id: draftNeed.id, verb: 'APPROVE' });
    const needId = uuidOf('need', draftNeed.id);
    project = publicId('project', (await approved(app, '2025-10-20', PARTIES, { needId })).id);
    const { state, taskBook: opened, deadlines } = await look('enterprise');
    expect(opened).toMatchObject({ state: 'DRAFT', dueOn: '2025-11-09', grantedFunding: AMOUNT });
    expect(opened.plan.indicators).toEqual(
      METRICS.map(({ current, ...metric }) => ({ ...metric, baseline: current, needTarget: metric.target })),
    );
    expect([state, deadlines]).toEqual([
      'APPROVED',
      [{ kind: 'TASK_BOOK', dueOn: '2025-11-09', settledOn: null, overdue: false }],
    ]);
    await refused('tju', 'projects.task-book-first', operations.MOVE_PROJECT, { id: project, verb: 'START' });
    taskBook = opened;
  });

  it('a task book that is late is told once to the lead, to the leader and to the bureau', async () => {
    app.clock.set('2025-11-12T09:00:00+08:00');
    await app.runTicks();
    await app.runTicks();
    const told = await app.sql<{ email: string }>(
      `SELECT a.email FROM notifications n JOIN accounts a ON a.id = n.account_id
       WHERE n.code = 'deadline.passed' ORDER BY a.email`,
    );
    expect(told.map(({ email }) => email)).toEqual(
      ['bureau', 'guest', 'tju'].map((name) => `${name}@test.example`),
    );
    const seen = await look('bureau');
    expect(overdue(seen)).toEqual(['TASK_BOOK']);
    const alarms = seen.history.nodes.filter(({ topic }: Data) => topic === 'deadline.missed');
    expect(alarms).toHaveLength(1);
  });

  it('a budget that is not the grant is refused, and so is a plan without a metric of the need', async () => {
    const [tju, enterprise] = [await app.organisation('tju'), await app.organisation('enterprise')];
    const plan = {
      objectives: '建成中试线，稳定达到电池级。',
      indicators: METRICS.map(({ current, ...metric }) => ({ ...metric, baseline: current })),
      milestones: [
        { title: '小试定型', dueOn: '2026-06-30', deliverable: '工艺包' },
        { title: '中试贯通', dueOn: '2027-06-30', deliverable: '连续运行记录' },
      ],
      budget: [
        { organisationId: tju, year: 2026, amount: '2000000' },
        { organisationId: enterprise, year: 2027, amount: '1000000' },
      ],
    };
    const edit = (some: object): Data => ({ input: { id: taskBook.id, plan: { ...plan, ...some } } });
    const { indicators, budget } = plan;
    await refused('tju', 'taskbooks.metric-dropped', operations.EDIT_TASK_BOOK, edit({ indicators: indicators.slice(1) })); // prettier-ignore
    await refused('qmu', 'FORBIDDEN', operations.EDIT_TASK_BOOK, edit({}));
    await as('tju', operations.EDIT_TASK_BOOK, edit({}));
    const unbalanced = await refused('tju', 'taskbooks.budget-unbalanced', operations.MOVE_TASK_BOOK, { id: taskBook.id, verb: 'SUBMIT' }); // prettier-ignore
    expect(unbalanced.extensions.params).toEqual({ sum: '3000000.00', granted: AMOUNT });
    const rest = { organisationId: enterprise, year: 2026, amount: '500000' };
    await as('tju', operations.EDIT_TASK_BOOK, edit({ budget: [...budget, rest] }));
  });

  it('confirmed by an officer, it starts the project, and its milestones and reports fall due', async () => {
    await as('tju', operations.MOVE_TASK_BOOK, { id: taskBook.id, verb: 'SUBMIT' });
    const { moveTaskBook } = await as('bureau', operations.MOVE_TASK_BOOK, { id: taskBook.id, verb: 'CONFIRM' }); // prettier-ignore
    expect(moveTaskBook).toEqual({ state: 'CONFIRMED', project: { state: 'IN_PROGRESS' } });
    await app.drain();
    const seen = await look('enterprise');
    expect(seen.milestones.map(({ number, state }: Data) => [number, state])).toEqual([[1, 'PLANNED'], [2, 'PLANNED']]); // prettier-ignore
    expect(seen.progressReports.map(({ year, dueOn }: Data) => [year, dueOn])).toEqual([[2025, '2026-01-31'], [2026, '2027-01-31']]); // prettier-ignore
    expect(seen.deadlines.at(-1)).toMatchObject({ kind: 'FINAL_REPORT', dueOn: '2028-01-29' });
    const stranger = await look('rival');
    expect(stranger).toMatchObject({ state: 'IN_PROGRESS', taskBook: null, changes: { nodes: [] } });
    expect(stranger).toMatchObject({ deadlines: [], milestones: [], progressReports: [], acceptance: null });
  });

  it('another leader comes by approval only; meanwhile no second request', async () => {
    const leader = { personId: await personId('qmu') };
    const input = { projectId: project, reason: '原负责人调离', leader };
    await refused('qmu', 'changes.not-lead', operations.REQUEST_CHANGE, { input });
    await refused('tju', 'changes.leader-stranger', operations.REQUEST_CHANGE, { input: { ...input, leader: { personId: await personId('rival') } } }); // prettier-ignore
    const { requestChange } = await as('tju', operations.REQUEST_CHANGE, { input });
    await refused('tju', 'changes.open-already', operations.REQUEST_CHANGE, { input });
    await refused('tju', 'FORBIDDEN', operations.MOVE_CHANGE, { id: requestChange.id, verb: 'APPROVE' });
    await as('bureau', operations.MOVE_CHANGE, { id: requestChange.id, verb: 'APPROVE' });
    const { leader: now, taskBook: book, contentHash, signedText } = await look('enterprise');
    expect(now.name).toBe('测试 qmu');
    expect(book.editions.map(({ number, leader: one }: Data) => [number, one.name])).toEqual([[1, '测试 tju'], [2, '测试 qmu']]); // prettier-ignore
    expect(createHash('sha256').update(signedText).digest('hex')).toBe(contentHash);
  });

  it('a party joins once it has signed itself, and then sees what the parties see', async () => {
    const party = { joiningId: await app.organisation('isl'), task: '杂质走向分析' };
    const input = { projectId: project, reason: '需要盐湖所的分析平台', party };
    const leaving = { ...input, party: { leavingId: await app.organisation('qmu') } };
    await refused('tju', 'changes.leader-leaves', operations.REQUEST_CHANGE, { input: leaving });
    const { requestChange } = await as('tju', operations.REQUEST_CHANGE, { input });
    const approve = { id: requestChange.id, verb: 'APPROVE' };
    await refused('bureau', 'changes.consent-missing', operations.MOVE_CHANGE, approve);
    expect((await look('isl')).taskBook).toBeNull();
    const ask = `query ($id: ID!) { node(id: $id) { ... on ProjectChange { signedText } } }`;
    const { signedText } = (await as('isl', ask, { id: requestChange.id })).node;
    const contentHash = createHash('sha256').update(signedText).digest('hex');
    await refused('isl', 'changes.hash-stale', operations.CONSENT, { input: { id: requestChange.id, contentHash: 'x' } }); // prettier-ignore
    await as('isl', operations.CONSENT, { input: { id: requestChange.id, contentHash } });
    await as('bureau', operations.MOVE_CHANGE, approve);
    const { parties, taskBook: book } = await look('isl');
    expect(parties.map(({ organisation }: Data) => organisation.name)).toContain('测试盐湖研究所');
    expect(book.editions.at(-1).parties).toHaveLength(4);
  });

  it('a milestone is reported and confirmed; a progress report comes when its year is over', async () => {
    const { milestones, progressReports } = await look('tju');
    const [first] = milestones;
    const evidence = { input: { id: first.id, evidence: '工艺包已交付并经企业确认。' } };
    await refused('enterprise', 'FORBIDDEN', operations.REPORT_MILESTONE, evidence);
    await as('tju', operations.REPORT_MILESTONE, evidence);
    await as('bureau', operations.MOVE_MILESTONE, { id: first.id, verb: 'CONFIRM' });
    const { id } = progressReports[0];
    const input = { id, progress: '完成方案设计。', fundsUsed: '300000' };
    await refused('tju', 'progress.early', operations.SUBMIT_REPORT, { input });
    app.clock.set('2026-02-03T09:00:00+08:00');
    await app.runTicks();
    expect(overdue(await look('bureau'))).toEqual(['PROGRESS_REPORT']);
    await refused('tju', 'progress.funds-above', operations.SUBMIT_REPORT, { input: { ...input, fundsUsed: '3500000.01' } }); // prettier-ignore
    await as('tju', operations.SUBMIT_REPORT, { input });
    await as('bureau', operations.MOVE_REPORT, { id, verb: 'ACCEPT' });
    const after = await look('enterprise');
    expect(overdue(after)).toEqual([]);
    expect([after.milestones[0].state, after.progressReports[0].state]).toEqual(['REACHED', 'ACCEPTED']);
  });

  it('acceptance compares with the metrics of the need, hears its owner, and completes the project once', async () => {
    app.clock.set('2027-12-20T09:00:00+08:00');
    const complete = { id: project, verb: 'COMPLETE' };
    await refused('bureau', 'projects.acceptance-first', operations.MOVE_PROJECT, complete);
    const results = [{ indicator: '镁含量', achieved: '65 ppm' }, { indicator: '收率', achieved: '93.5 %' }]; // prettier-ignore
    const report = { projectId: project, summary: '中试线连续运行。', fundsUsed: '3400000', results };
    const { submitFinalReport } = await as('tju', operations.FINAL_REPORT, { input: report });
    expect(submitFinalReport.results.map(({ needTarget, verdict, needVerdict }: Data) => [needTarget, verdict, needVerdict])).toEqual([['≤ 80', 'MET', 'MET'], ['≥ 95', 'NOT_MET', 'NOT_MET']]); // prettier-ignore
    const { id } = submitFinalReport;
    const decision = { id, decision: 'ACCEPT', reason: '主要指标达到，收率差距已说明。' };
    await refused('bureau', 'acceptances.opinion-missing', operations.DECIDE, { input: decision });
    const said = (verdict: string) => (indicator: string) => ({ indicator, verdict });
    const opinions = [...['镁含量'].map(said('MET')), ...['收率'].map(said('NOT_MET'))];
    await refused('tju', 'FORBIDDEN', operations.OPINION, { input: { id, opinions } });
    await refused('enterprise', 'acceptances.opinion-incomplete', operations.OPINION, { input: { id, opinions: opinions.slice(1) } }); // prettier-ignore
    await as('enterprise', operations.OPINION, { input: { id, opinions } });
    const { decideAcceptance } = await as('bureau', operations.DECIDE, { input: decision });
    expect(decideAcceptance).toMatchObject({ state: 'ACCEPTED', project: { state: 'COMPLETED' } });
    expect(decideAcceptance.results.map(({ decision: one }: Data) => one)).toEqual(['MET', 'NOT_MET']);
    await app.drain();
    const after = await look('tju');
    expect([overdue(after), after.milestones[1].state]).toEqual([[], 'LAPSED']);
    const set = `mutation { setTarget(input: { year: 2025, indicator: "projects.approved", goal: "10" }) { actual } }`;
    expect(Number((await as('bureau', set)).setTarget.actual)).toBe(1);
  });

  it('a terminated project gives back what it did not use properly, after a second officer has looked', async () => {
    app.clock.set('2028-01-10T10:00:00+08:00');
    const other = await approved(app, '2028-01-31', ['enterprise', 'tju']);
    const id = publicId('project', other.id);
    const terminate = { id, verb: 'TERMINATE', note: '企业停产，无法继续。' };
    expect((await as('bureau', operations.MOVE_PROJECT, terminate)).moveProject.state).toBe('TERMINATED');
    await app.drain();
    const opened = await look('enterprise', id);
    expect([opened.taskBook.state, overdue(opened)]).toEqual(['LAPSED', []]);
    expect(opened.recovery).toMatchObject({ state: 'OPEN', grantedFunding: AMOUNT, amount: null });
    const assess = (properlyUsed: string): Data => ({
      input: { id: opened.recovery.id, properlyUsed, reason: '审计确认的合规支出' },
    });
    await refused('bureau', 'recoveries.used-above', operations.ASSESS, assess('3500000.01'));
    const { assessRecovery } = await as('bureau', operations.ASSESS, assess('1250000.5'));
    expect(assessRecovery).toEqual({ state: 'ASSESSED', properlyUsed: '1250000.50', amount: '2249999.50' });
    const confirm = { id: opened.recovery.id, verb: 'CONFIRM' };
    await refused('bureau', 'FORBIDDEN', operations.MOVE_RECOVERY, confirm);
    const { moveRecovery } = await as('guest', operations.MOVE_RECOVERY, confirm);
    expect(moveRecovery).toMatchObject({ state: 'DUE', dueOn: '2028-03-01' });
    expect((await look('enterprise', id)).deadlines.at(-1)).toMatchObject({ kind: 'RECOVERY', settledOn: null }); // prettier-ignore
    const record = { id: opened.recovery.id, verb: 'RECORD', note: '缴款书 2028-001' };
    expect((await as('bureau', operations.MOVE_RECOVERY, record)).moveRecovery).toMatchObject({ state: 'RECOVERED', recoveredOn: '2028-01-31' }); // prettier-ignore
  });
});
