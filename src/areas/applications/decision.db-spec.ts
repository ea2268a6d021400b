import { startApp, type TestApp } from '../../../test/support/app';
import type { Data } from '../../../test/support/client';
import type { Persona } from '../../../test/support/personas';
import { statementCount } from '../../../test/support/statements';
import { SYSTEM } from '../../kernel/actor';
import { publicId } from '../../kernel/ids';
import { revised } from '../programmes/programme.testing';
import type { Application } from './application';
import { aDraft, moved, TO_NOTICE } from './application.testing';
import { ApplicationsReader } from './applications.reader';
import { ApplicationsService } from './applications.service';
import { ProjectsService } from '../projects';

const FIELDS = `id state number grantedFunding determinationReason notice { startsOn endsOn } checks { code passed }
  project { title state number summary } actions { name allowed code reason } history { nodes { topic note } }`;
const LOOK = `query ($id: ID!) { application(id: $id) { ${FIELDS} } }`;
const MOVE = `mutation ($input: MoveApplicationInput!) { moveApplication(input: $input) { ${FIELDS} } }`;

let app: TestApp;
const idOf = ({ id }: Application): string => publicId('application', id);
const move = (verb: string, application: Application, more: object = {}): { input: object } => ({
  input: { id: idOf(application), verb, ...more },
});
const look = async (who: Persona, application: Application): Promise<Data> =>
  (await (await app.as(who)).query(LOOK, { id: idOf(application) })).application;

/** The clock only goes forward from test to test: rounds that were closed stay closed. */
const at = (instant: string): void => app.clock.set(`${instant}+08:00`);

beforeAll(async () => {
  app = await startApp({ now: '2025-07-02T10:00:00+08:00' });
  await revised(app, { 'applications.leader-projects': 100 });
});
afterAll(() => app.close());

describe('the decision', () => {
  it('is noticed over working days only: National Day 2025 does not count', async () => {
    at('2025-07-02T10:00:00');
    const draft = await moved(app, await aDraft(app), 'SUBMIT', 'ACCEPT', 'RECOMMEND');
    at('2025-09-27T10:00:00');
    const bureau = await app.as('bureau');
    const { moveApplication } = await bureau.mutate(MOVE, move('START_NOTICE', draft));
    // Saturday 27 September is free, Sunday 28 a make-up day; 1 to 8 October are free.
    expect(moveApplication.notice).toEqual({ startsOn: '2025-09-28', endsOn: '2025-10-10' });
    at('2025-10-10T23:59:50');
    await bureau.refused('applications.notice-running', MOVE, move('APPROVE', draft));
    at('2025-10-11T00:00:00');
    const approved = (await bureau.mutate(MOVE, move('APPROVE', draft))).moveApplication;
    expect(approved).toMatchObject({
      state: 'APPROVED',
      number: 'XN-2025-001',
      project: { state: 'APPROVED', number: 'XN-2025-001' },
    });
  });

  it('is the bureau’s, within what was asked for, and known to others only from the notice on', async () => {
    at('2026-04-02T10:00:00');
    const draft = await moved(app, await aDraft(app), 'SUBMIT', 'ACCEPT');
    const service = app.get(ApplicationsService);
    const fresh = (): Promise<Application> => app.get(ApplicationsReader).get(SYSTEM, draft.id);
    const bureau = await app.personas.actor('bureau');
    const more = { recommend: true, grantedFunding: '3500000.01', reason: '好' };
    await expect(service.determine(bureau, await fresh(), more)).rejects.toMatchObject({
      code: 'applications.granted-above',
    });
    await expect(
      service.determine(bureau, await fresh(), { ...more, grantedFunding: '0' }),
    ).rejects.toMatchObject({ code: 'applications.granted-nothing' });
    const rights = service.determine(await app.personas.actor('tju'), await fresh(), {
      recommend: true,
      reason: '好',
    });
    await expect(rights).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const { personId } = await app.personas.account('reviewer1');
    await service.assignReviewers(await fresh(), [personId]);
    expect(await look('reviewer1', draft)).toMatchObject({
      state: 'UNDER_REVIEW',
      checks: [],
      project: { summary: '从老卤到电池级碳酸锂' },
    });
    await (await app.as('reviewer2')).refused('NOT_FOUND', LOOK, { id: idOf(draft) });
    await service.determine(bureau, await fresh(), {
      recommend: true,
      grantedFunding: '3000000',
      reason: '专家一致支持',
    });
    await (await app.as('rival')).refused('NOT_FOUND', LOOK, { id: idOf(draft) });
    await (await app.as('bureau')).mutate(MOVE, move('START_NOTICE', draft));
    const stranger = {
      grantedFunding: '3000000.00',
      determinationReason: null,
      checks: [],
      history: { nodes: [] },
      project: { summary: '' },
    };
    expect(await look('rival', draft)).toMatchObject(stranger);
    expect((await look('tju', draft)).determinationReason).toBe('专家一致支持');
    const list =
      '{ applications { nodes { id state project { title parties { organisation { name } } } } } }';
    expect((await app.anonymous().query(list)).applications.nodes.map(({ id }: Data) => id)).toContain(
      idOf(draft),
    );
  });

  it('that went against a project leaves its former parties and reviewers with what a notice shows of it', async () => {
    at('2026-04-02T10:00:00');
    const draft = await moved(app, await aDraft(app, ['rival', 'isl', 'tju']), 'SUBMIT', 'ACCEPT');
    const { personId } = await app.personas.account('reviewer1');
    await app.get(ApplicationsService).assignReviewers(draft, [personId]);
    await moved(app, draft, 'DECLINE');
    const parties = await Promise.all(
      (['rival', 'isl'] as const).map(async (name) => ({
        organisationId: await app.personas.organisation(name),
        role: name === 'rival' ? ('LEAD' as const) : ('PARTICIPANT' as const),
        task: '新的分工',
      })),
    );
    const edit = { id: draft.projectId, title: '另起炉灶', summary: '新的内容', parties };
    await app.get(ProjectsService).edit(await app.personas.actor('rival'), edit);
    await app.sql("UPDATE projects SET reader_ids = '[]' WHERE id = $1", [draft.projectId]);
    const left = { state: 'REJECTED', project: { summary: '' } };
    expect(await look('reviewer1', draft)).toMatchObject(left);
    expect(await look('tju', draft)).toMatchObject(left);
    expect(await look('isl', draft)).toMatchObject({ project: { summary: '新的内容' } });
    const { project } = await (
      await app.as('tju')
    ).query('query ($id: ID!) { project(id: $id) { summary agreement { risks } } }', {
      id: publicId('project', draft.projectId),
    });
    expect(project).toEqual({ summary: '', agreement: null });
  });

  it('numbers five approvals at once without a gap or a repeat', async () => {
    const drafts: Application[] = [];
    const teams = [
      ['enterprise', 'tju'],
      ['rival', 'tju'],
      ['enterprise', 'qmu'],
      ['rival', 'qmu'],
      ['rival', 'isl'],
    ] as const;
    for (const names of teams)
      drafts.push(
        await moved(app, await aDraft(app, names, { leaderId: await leader(names[1]) }), ...TO_NOTICE),
      );
    at('2026-05-20T10:00:00');
    const bureau = await app.as('bureau');
    const answers = await Promise.all(drafts.map((draft) => bureau.mutate(MOVE, move('APPROVE', draft))));
    expect(answers.map(({ moveApplication }) => moveApplication.number).sort()).toEqual(
      [1, 2, 3, 4, 5].map((n) => `XN-2026-00${n}`),
    );
  });

  it('costs the same number of statements for one application as for many', async () => {
    const list = `query ($n: Int!) { applications(first: $n, filter: { states: [APPROVED], year: 2026 }) { nodes { state actions { name allowed } checks { code passed }
      round { title } project { title parties { organisation { name } } } notice { objections { id } } } } }`;
    const bureau = await app.as('bureau');
    await app.drain();
    const cost = (n: number): Promise<number> => statementCount(app, () => bureau.query(list, { n }));
    expect(await cost(5)).toBe(await cost(1));
  });
});

const leader = async (name: 'tju' | 'qmu' | 'isl'): Promise<string> =>
  (await app.personas.account(name)).personId;
