import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { aLiaison, held, type Liaison } from '../../../test/support/meetings';
import { statementCount } from '../../../test/support/statements';
import { put, SECRET_PROJECT } from '../../../test/support/tenants';
import { newId, publicId } from '../../kernel/ids';
import { Project } from '../projects';

let app: TestApp;
let bureau: ApiClient;
let isl: ApiClient;
let enterprise: ApiClient;
let liaison: Liaison;

const AGENDA =
  'query($id: ID!) { meeting(id: $id) { agenda { id kind text removable subject { id } addedBy { name } } } }';
const ADD = `mutation($input: AddAgendaItemInput!) { addAgendaItem(input: $input) { agenda { id text } } }`;
const REMOVE = `mutation($id: ID!) { removeAgendaItem(id: $id) { agenda { text } } }`;
const february = (): string => liaison.meetings[1]!;
const agenda = async (who: ApiClient, id = february()): Promise<Data[]> =>
  (await who.query(AGENDA, { id })).meeting.agenda as Data[];
const texts = async (who: ApiClient): Promise<string[]> =>
  (await agenda(who)).map(({ text }) => text as string);

beforeAll(async () => {
  app = await startApp({ now: '2026-01-21T10:00:00+08:00' });
  [bureau, isl, enterprise] = [await app.as('bureau'), await app.as('isl'), await app.as('enterprise')];
});
beforeEach(async () => {
  app.clock.set('2026-01-21T10:00:00+08:00');
  liaison = await aLiaison(app, ['isl', 'enterprise']);
});
afterEach(() => app.sql('TRUNCATE liaison_series, projects, needs, targets CASCADE'));
afterAll(() => app.close());

/** A running project of the enterprise and tju, with a milestone and a report that are due. */
async function owing(): Promise<string> {
  const [leadId, tju] = [
    await app.personas.organisation('enterprise'),
    await app.personas.organisation('tju'),
  ];
  const id = newId(new Date());
  const parties = { leadId, partyIds: [leadId, tju], disclosed: true };
  await put(app, Project, { id, state: 'IN_PROGRESS', ...SECRET_PROJECT, ...parties });
  const dues = [
    ['MILESTONE', '2026-02-20', null],
    ['MILESTONE', '2026-06-30', null],
    ['PROGRESS_REPORT', '2026-01-15', null],
    ['TASK_BOOK', '2026-01-10', '2026-01-09'],
    ['FINAL_REPORT', '2026-02-10', null],
  ] as const;
  for (const [kind, dueOn, settledOn] of dues)
    await app.sql(
      'INSERT INTO deadlines (id, project_id, kind, about_id, due_on, settled_on) VALUES ($1, $2, $3, $4, $5, $6)',
      [newId(new Date()), id, kind, newId(new Date()), dueOn, settledOn],
    );
  return publicId('project', id);
}

/** A need that only its owner and the bureau read. */
async function secret(): Promise<void> {
  const draft = `mutation($input: DraftNeedInput!) { draftNeed(input: $input) { id } }`;
  const content = { title: '高镁锂比卤水提锂', description: '需求', visibility: 'CONFIDENTIAL' };
  await enterprise.mutate(draft, { input: { organisationId: liaison.partyIds[1], ...content } });
  await app.sql(`UPDATE needs SET state = 'OPEN'`);
}

describe('an agenda that fills itself', () => {
  it('holds what the projects of the parties owe, for those inside of them', async () => {
    const projectId = await owing();
    expect(await agenda(enterprise)).toMatchObject([
      {
        ...{ kind: 'DEADLINE_OVERDUE', subject: { id: projectId } },
        text: 'Project overdue: 秘密的项目 (yearly progress report, was due 2026-01-15)',
      },
      {
        ...{ kind: 'MILESTONE_DUE', subject: null, addedBy: null, id: null, removable: false },
        text: 'Milestone due: 秘密的项目 (by 2026-02-20, report on a milestone)',
      },
    ]);
    expect(await texts(bureau)).toHaveLength(2);
    expect(await texts(isl)).toEqual([]);
  });

  it('holds the targets behind of the parties and of the city, no others', async () => {
    const set = `mutation($input: SetTargetInput!) { setTarget(input: $input) { id } }`;
    const target = async (more: object): Promise<string> => {
      const input = { year: 2026, indicator: 'projects.approved', goal: '10', ...more };
      return (await bureau.mutate(set, { input })).setTarget.id as string;
    };
    const [city, own] = [await target({}), await target({ ownerId: liaison.partyIds[0] })];
    await target({ ownerId: await app.organisation('rival') });
    expect(await texts(isl)).toEqual([]);
    app.clock.set('2026-06-01T10:00:00+08:00');
    const found = await agenda(isl, liaison.meetings[6]);
    expect(found.map(({ kind, subject }) => [kind, subject.id])).toEqual([
      ['TARGET_BEHIND', city],
      ['TARGET_BEHIND', own],
    ]);
    expect(found[0].text).toMatch(/^Target behind: .+ \(0 of 10\.00\)$/);
  });

  it('costs the same number of statements for one meeting as for many', async () => {
    await owing();
    const query = `query($first: Int!) { meetings(first: $first) { nodes { agenda { text subject { id } addedBy { name } } } } }`;
    const count = (first: number): Promise<number> =>
      statementCount(app, () => enterprise.query(query, { first }));
    const one = await count(1);
    expect(await count(12)).toBe(one);
    expect(one).toBeLessThanOrEqual(20);
  });
});

describe('what people put on an agenda', () => {
  it('comes first, names their side, and is theirs to take off', async () => {
    const input = { meetingId: february(), text: '讨论联合实验室' };
    await (await app.as('rival')).refused('NOT_FOUND', ADD, { input });
    const [mine] = (await isl.mutate(ADD, { input })).addAgendaItem.agenda;
    const [, officers] = (await bureau.mutate(ADD, { input: { ...input, text: '通报政策' } })).addAgendaItem
      .agenda;
    expect(await agenda(isl)).toMatchObject([
      { kind: 'MANUAL', text: '讨论联合实验室', removable: true, addedBy: { name: '测试盐湖研究所' } },
      { kind: 'MANUAL', text: '通报政策', removable: false, addedBy: null },
    ]);
    for (const who of [enterprise, bureau]) await who.refused('agendas.not-yours', REMOVE, { id: mine.id });
    await isl.refused('agendas.not-yours', REMOVE, { id: officers.id });
    expect((await isl.mutate(REMOVE, { id: mine.id })).removeAgendaItem.agenda).toEqual([
      { text: '通报政策' },
    ]);
    await isl.refused('NOT_FOUND', REMOVE, { id: mine.id });
    const query = 'query($id: ID!) { meeting(id: $id) { history { nodes { topic } } } }';
    const topics = (await isl.query(query, { id: february() })).meeting.history.nodes.map(
      ({ topic }: Data) => topic,
    );
    expect(topics.slice(1)).toEqual([
      'meeting.agenda-point-added',
      'meeting.agenda-point-added',
      'meeting.agenda-point-removed',
    ]);
  });

  it('links only to what its author may read', async () => {
    await secret();
    const [need] = await app.sql<{ id: string }>('SELECT id FROM needs');
    const input = { meetingId: february(), text: '需求', subjectId: publicId('need', need!.id) };
    const refusal = await isl.refused('NOT_FOUND', ADD, { input });
    expect(refusal.extensions.path).toEqual(['input', 'subjectId']);
    await enterprise.mutate(ADD, { input });
    expect((await agenda(enterprise))[0]).toMatchObject({ subject: { id: input.subjectId } });
    expect((await agenda(isl))[0]).toMatchObject({ text: '需求', subject: null });
  });
});

it('an agenda stands once the minutes are filed, each point for those who could read it then', async () => {
  await secret();
  const projectId = await owing();
  const actionItems = [{ text: '送卤水样品', ownerId: liaison.partyIds[1], dueOn: '2026-02-10' }];
  const [action] = await held(app, liaison.meetings[0]!, { actionItems });
  app.clock.set('2026-02-24T12:00:00+08:00');
  const input = { meetingId: february(), text: '讨论联合实验室' };
  const { agenda: points } = (await isl.mutate(ADD, { input })).addAgendaItem;
  const [before, byIsl] = [await agenda(enterprise), await agenda(isl)];
  expect(before).toHaveLength(6);
  await held(app, february());
  await isl.refused('agendas.closed', ADD, { input });
  await isl.refused('agendas.closed', REMOVE, { id: points[0].id });
  await enterprise.mutate('mutation($id: ID!) { completeActionItem(id: $id) { id } }', { id: action });
  await app.sql('UPDATE deadlines SET settled_on = due_on');
  await app.sql(`UPDATE needs SET title = '另一个', visibility = 'PUBLIC'`);
  const standing = before.map((point) => ({ ...point, id: null, removable: false }));
  expect(await agenda(enterprise)).toEqual(standing);
  expect(standing.map(({ subject }) => subject?.id)).toContain(projectId);
  expect(await agenda(isl)).toEqual(byIsl.map((point) => ({ ...point, id: null, removable: false })));
  expect(byIsl).toHaveLength(2);
  expect(await texts(bureau)).toHaveLength(6);
  const zh = await texts(isl.with({ 'accept-language': 'zh-CN' }));
  expect(zh).toEqual(['讨论联合实验室', '逾期：送卤水样品（青海测试锂盐有限公司，应于 2026-02-10 前）']);
  expect(await agenda(await app.as('bureau'), liaison.meetings[2])).toMatchObject([{ kind: 'NEED' }]);
});
