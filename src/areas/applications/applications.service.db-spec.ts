import { startApp, type TestApp } from '../../../test/support/app';
import type { Data } from '../../../test/support/client';
import type { Persona } from '../../../test/support/personas';
import { SYSTEM } from '../../kernel/actor';
import { verifyChain } from '../../kernel/facts';
import { publicId } from '../../kernel/ids';
import { revised } from '../programmes/programme.testing';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { ProjectsReader, ProjectsService } from '../projects';
import { aProject, signed } from '../projects/project.testing';
import { RoundsService } from '../rounds';
import type { Application } from './application';
import { aDraft } from './application.testing';

const FIELDS = `id state number grantedFunding determinationReason notice { startsOn endsOn } checks { code passed }
  project { title state number summary } actions { name allowed code reason } history { nodes { topic note } }`;
const LOOK = `query ($id: ID!) { application(id: $id) { ${FIELDS} } }`;
const MOVE = `mutation ($input: MoveApplicationInput!) { moveApplication(input: $input) { ${FIELDS} } }`;
const APPLY = 'mutation ($input: ApplyInput!) { applyToRound(input: $input) { id state } }';
const LATE = 'mutation ($input: AdmitLateInput!) { admitLate(input: $input) { id state admittedUntil } }';

let app: TestApp;
const idOf = ({ id }: Application): string => publicId('application', id);
const move = (verb: string, application: Application, more: object = {}): { input: object } => ({
  input: { id: idOf(application), verb, ...more },
});
const look = async (who: Persona, application: Application): Promise<Data> =>
  (await (await app.as(who)).query(LOOK, { id: idOf(application) })).application;
const action = async (who: Persona, application: Application, verb: string): Promise<Data> =>
  (await look(who, application)).actions.find(({ name }: Data) => name === verb);

/** The clock only goes forward from test to test: rounds that were closed stay closed. */
const at = (instant: string): void => app.clock.set(`${instant}+08:00`);

beforeAll(async () => {
  app = await startApp({ now: '2025-01-10T10:00:00+08:00' });
  await revised(app, { 'applications.leader-projects': 100 });
});
afterAll(() => app.close());

describe('an application', () => {
  it('is opened by the lead of a signed project, once, and submitted by its representative', async () => {
    const draft = await aDraft(app);
    const input = {
      roundId: publicId('round', draft.roundId),
      projectId: publicId('project', draft.projectId),
      requestedFunding: '1',
    };
    await (await app.as('enterprise')).refused('applications.active-already', APPLY, { input });
    await (await app.as('tju')).refused('applications.not-lead', APPLY, { input });
    await (await app.as('rival')).refused('NOT_FOUND', APPLY, { input });
    await (await app.as('colleague')).refused('FORBIDDEN', MOVE, move('SUBMIT', draft));
    const checks = (await look('tju', draft)).checks as Data[];
    expect(checks.filter(({ passed }) => !passed)).toEqual([]);
    const { moveApplication } = await (await app.as('enterprise')).mutate(MOVE, move('SUBMIT', draft));
    expect(moveApplication).toMatchObject({ state: 'SUBMITTED', project: { state: 'APPLIED' } });
    expect(await verifyChain(app.get(UnitOfWork))).toBeNull();
    const unsigned = await aProject(app);
    const early = { ...input, projectId: publicId('project', unsigned.id) };
    await (await app.as('enterprise')).refused('applications.project-not-signed', APPLY, { input: early });
  });

  it('is late at the very second of the closing, whether or not the round has been closed yet', async () => {
    at('2025-10-13T10:00:00');
    const [inTime, late] = [await aDraft(app), await aDraft(app)];
    const enterprise = await app.as('enterprise');
    at('2025-11-22T16:59:50');
    await enterprise.mutate(MOVE, move('SUBMIT', inTime));
    at('2025-11-22T17:00:00');
    await enterprise.refused('applications.window-closed', MOVE, move('SUBMIT', late));
    expect(await action('enterprise', late, 'SUBMIT')).toMatchObject({
      allowed: false,
      code: 'applications.window-closed',
    });
    await app.get(RoundsService).tick();
    await enterprise.refused('applications.window-closed', MOVE, move('SUBMIT', late));
    const input = { applicationId: idOf(late), until: '2025-11-24', reason: '停电，网络中断' };
    await enterprise.refused('FORBIDDEN', LATE, { input });
    const bureau = await app.as('bureau');
    await bureau.refused('applications.admit-past', LATE, { input: { ...input, until: '2025-11-21' } });
    await bureau.mutate(LATE, { input });
    at('2025-11-24T23:59:50');
    const { moveApplication } = await enterprise.mutate(MOVE, move('SUBMIT', late));
    expect(moveApplication.history.nodes).toContainEqual({
      topic: 'application.admitted-late',
      note: '停电，网络中断',
    });
  });

  it('lapses a week after the closing, and a closed round with nothing to decide is decided', async () => {
    at('2026-01-06T10:00:00');
    const draft = await aDraft(app, undefined, { startsOn: '2026-12-01', endsOn: '2027-12-01' });
    at('2026-02-18T10:00:00');
    await app.runTicks();
    expect(await look('bureau', draft)).toMatchObject({ state: 'DRAFT' });
    at('2026-02-25T10:00:00');
    await app.runTicks();
    expect(await look('bureau', draft)).toMatchObject({ state: 'WITHDRAWN', project: { state: 'SIGNED' } });
    const { rounds } = await app.anonymous().query('{ rounds(year: 2026) { nodes { quarter state } } }');
    expect(rounds.nodes).toContainEqual({ quarter: 1, state: 'DECIDED' });
  });

  it('returned, it can be edited, signed and submitted again; bound, its project cannot be edited', async () => {
    at('2026-04-02T10:00:00');
    const draft = await aDraft(app);
    const [enterprise, bureau] = [await app.as('enterprise'), await app.as('bureau')];
    const edit = { id: draft.projectId, summary: '改过的摘要' };
    const actor = await app.personas.actor('tju');
    await enterprise.mutate(MOVE, move('SUBMIT', draft));
    await expect(app.get(ProjectsService).edit(actor, edit)).rejects.toMatchObject({
      code: 'projects.not-editable',
    });
    await bureau.refused('move.note-required', MOVE, move('RETURN', draft));
    await bureau.mutate(MOVE, move('RETURN', draft, { note: '摘要过短' }));
    const edited = await app.get(ProjectsService).edit(actor, edit);
    await enterprise.refused('applications.project-not-signed', MOVE, move('SUBMIT', draft));
    await signed(app, edited);
    await enterprise.mutate(MOVE, move('SUBMIT', draft));
    await bureau.mutate(MOVE, move('REFUSE', draft, { note: '不属于支持方向' }));
    expect(await look('enterprise', draft)).toMatchObject({
      state: 'NOT_ACCEPTED',
      project: { state: 'SIGNED' },
    });
    const again = {
      roundId: publicId('round', draft.roundId),
      projectId: publicId('project', draft.projectId),
      requestedFunding: '1',
    };
    await enterprise.mutate(APPLY, { input: again });
  });

  it('of universities alone is admitted in rounds that open once the bureau asks for no enterprise', async () => {
    const REVISE = 'mutation ($input: ReviseProgrammeInput!) { reviseProgramme(input: $input) { version } }';
    const ask = async (value: number): Promise<Data> =>
      (await app.as('bureau')).mutate(REVISE, {
        input: { terms: [{ key: 'applications.least-enterprises', value }], reason: '高纯碳酸锂专项' },
      });
    const draft = await aDraft(app, ['qmu', 'tju']);
    const refusal = await (
      await app.as('qmu')
    ).refused('applications.checks-failed', MOVE, move('SUBMIT', draft));
    expect(refusal.extensions.params).toEqual({ checks: 'COLLABORATION' });
    await ask(0);
    await (await app.as('qmu')).refused('applications.checks-failed', MOVE, move('SUBMIT', draft));
    at('2026-07-02T10:00:00');
    await app.get(RoundsService).tick();
    const next = await aDraft(app, ['qmu', 'tju']);
    await ask(1);
    const { moveApplication } = await (await app.as('qmu')).mutate(MOVE, move('SUBMIT', next));
    expect(moveApplication.state).toBe('SUBMITTED');
  });

  it('names the failing rules where it cannot be submitted', async () => {
    const draft = await aDraft(app, ['enterprise', 'newcomer'], { leaderId: null });
    const enterprise = await app.as('enterprise');
    const refusal = await enterprise.refused('applications.checks-failed', MOVE, move('SUBMIT', draft));
    expect(refusal.extensions.params).toEqual({ checks: 'COLLABORATION, VERIFIED_PARTIES, LEADER' });
  });

  it('follows its project: who is no party any more does not read the draft', async () => {
    const draft = await aDraft(app);
    await app.drain();
    const { partyIds } = await app.get(ProjectsReader).get(SYSTEM, draft.projectId);
    const parties = partyIds
      .slice(0, 2)
      .map(
        (organisationId, at) => ({ organisationId, role: at ? 'PARTICIPANT' : 'LEAD', task: 't' }) as const,
      );
    await app
      .get(ProjectsService)
      .edit(await app.personas.actor('enterprise'), { id: draft.projectId, parties });
    await app.drain();
    await (await app.as('isl')).refused('NOT_FOUND', LOOK, { id: idOf(draft) });
    expect((await look('tju', draft)).state).toBe('DRAFT');
    await app
      .get(ProjectsService)
      .move(await app.personas.actor('enterprise'), { id: draft.projectId, verb: 'WITHDRAW' });
    await app.drain();
    expect((await look('enterprise', draft)).state).toBe('WITHDRAWN');
  });

  it('keeps what the officer decided beside what the rules said, and the days for a supplement', async () => {
    at('2026-08-13T10:00:00');
    const draft = await aDraft(app);
    const [enterprise, bureau] = [await app.as('enterprise'), await app.as('bureau')];
    await enterprise.mutate(MOVE, move('SUBMIT', draft));
    const grounds = ['INTEGRITY_BAN'];
    await bureau.refused('applications.grounds-of-refusal', MOVE, move('ACCEPT', draft, { grounds }));
    await bureau.mutate(MOVE, move('RETURN', draft, { note: '请补充预算说明' }));
    const DECISIONS = `query ($id: ID!) { application(id: $id) { supplementDueOn formalDecisions {
      verb note grounds officer { name } results { code passed } } } }`;
    const decided = async (who: Persona): Promise<Data> =>
      (await (await app.as(who)).query(DECISIONS, { id: idOf(draft) })).application;
    expect((await decided('enterprise')).supplementDueOn).toBe('2026-08-20');
    at('2026-08-21T00:00:00');
    await enterprise.refused('applications.window-closed', MOVE, move('SUBMIT', draft));
    at('2026-08-20T23:59:00');
    await enterprise.mutate(MOVE, move('SUBMIT', draft));
    await app.sql('UPDATE organisations SET verified = false WHERE id = $1', [
      await app.personas.organisation('tju'),
    ]);
    const refusal = await bureau.refused('applications.accept-unmet', MOVE, move('ACCEPT', draft));
    expect(refusal.extensions.params).toEqual({ checks: 'VERIFIED_PARTIES' });
    await bureau.mutate(MOVE, move('REFUSE', draft, { note: '单位核验已撤销' }));
    await app.sql('UPDATE organisations SET verified = true WHERE id = $1', [
      await app.personas.organisation('tju'),
    ]);
    const { formalDecisions } = await decided('enterprise');
    expect(formalDecisions).toMatchObject([
      { verb: 'RETURN', note: '请补充预算说明', grounds: [], officer: null },
      { verb: 'REFUSE', grounds: ['ELIGIBILITY'], officer: null },
    ]);
    expect(formalDecisions[1].results).toContainEqual({ code: 'VERIFIED_PARTIES', passed: false });
    expect((await decided('bureau')).formalDecisions[1].officer).not.toBeNull();
  });
});
