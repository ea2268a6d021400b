import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { statementCount } from '../../../test/support/statements';
import { SYSTEM } from '../../kernel/actor';
import { verifyChain } from '../../kernel/facts';
import { parseId } from '../../kernel/ids';
import { Moves } from '../../kernel/moves';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { needKind } from './need.kind';
import { NeedsReader } from './needs.reader';

const FIELDS = 'id version state title completeness publishedAt';
const DRAFT = `mutation($input: DraftNeedInput!) { draftNeed(input: $input) { ${FIELDS} } }`;
const EDIT = `mutation($input: EditNeedInput!) { editNeed(input: $input) { ${FIELDS} budgetMin keywords } }`;
const MOVE = `mutation($input: MoveNeedInput!) { moveNeed(input: $input) { ${FIELDS} } }`;
const READ = `query($id: ID!) { need(id: $id) { ${FIELDS} history { nodes { topic note actorName hash } totalCount } } }`;

const CONTENT = {
  title: '高镁锂比卤水提锂吸附剂国产化',
  description:
    '老卤镁锂比约四十，现用进口吸附剂溶损偏高，需在夏季二十五度、冬季零下工况下稳定运行，已试过两家国产产品，循环两百次后吸附容量衰减三成以上。',
  metrics: [{ name: '吸附剂溶损率', unit: '%', current: '0.3', target: '≤ 0.05' }],
  budgetMax: '3500000',
};

let app: TestApp;
let enterprise: ApiClient;
let bureau: ApiClient;
let organisationId: string;

const draft = async (content: object = CONTENT): Promise<Data> =>
  (await enterprise.mutate(DRAFT, { input: { organisationId, ...content } })).draftNeed;
const move = async (client: ApiClient, id: string, verb: string, more: object = {}): Promise<Data> =>
  (await client.mutate(MOVE, { input: { id, verb, ...more } })).moveNeed;
const open = async (content: object = {}): Promise<Data> => {
  const { id } = await draft({ ...CONTENT, ...content });
  await move(enterprise, id, 'SUBMIT');
  return move(bureau, id, 'APPROVE');
};

beforeAll(async () => {
  app = await startApp({ now: '2025-03-14T09:00:00+08:00' });
  enterprise = await app.as('enterprise');
  bureau = await app.as('bureau');
  organisationId = await app.organisation('enterprise');
});
afterAll(() => app.close());

describe('a need', () => {
  it('goes from a draft to the public, each step a fact in a chain', async () => {
    const made = await draft();
    expect(made).toMatchObject({ version: 1, state: 'DRAFT', completeness: 75, publishedAt: null });
    await move(enterprise, made.id, 'SUBMIT');
    await move(bureau, made.id, 'RETURN', { note: '请补充指标' });
    await move(enterprise, made.id, 'SUBMIT');
    expect(await move(bureau, made.id, 'APPROVE')).toMatchObject({
      version: 5,
      state: 'OPEN',
      publishedAt: expect.any(String) as string,
    });
    const { need } = await enterprise.query(READ, { id: made.id });
    expect(need.history.nodes.map(({ topic }: Data) => topic)).toEqual([
      ...['need.drafted', 'need.submitted', 'need.returned', 'need.submitted', 'need.published'],
    ]);
    expect(need.history.nodes[2]).toMatchObject({ note: '请补充指标', actorName: '测试 bureau' });
    expect(await verifyChain(app.get(UnitOfWork))).toBeNull();
  });

  it('is submitted only when complete and in time', async () => {
    const { id } = await draft({ title: '提锂', description: '短' });
    const refused = await enterprise.refused('needs.incomplete', MOVE, { input: { id, verb: 'SUBMIT' } });
    expect(refused.extensions.params).toMatchObject({ score: 0, threshold: 60 });
    expect(refused.extensions.path?.[0]).toBe('metrics');
    const late = await draft({ ...CONTENT, deadline: '2025-03-13' });
    await enterprise.refused('needs.deadline-past', MOVE, { input: { id: late.id, verb: 'SUBMIT' } });
    const today = await draft({ ...CONTENT, deadline: '2025-03-14' });
    await move(enterprise, today.id, 'SUBMIT');
  });

  it('is drafted for one’s own organisation only', async () => {
    const input = { organisationId: await app.organisation('rival'), ...CONTENT };
    const refused = await enterprise.refused('needs.not-member', DRAFT, { input });
    expect(refused.extensions.path).toEqual(['input', 'organisationId']);
    await app.anonymous().refused('UNAUTHENTICATED', DRAFT, { input });
  });

  it('is returned or rejected with a reason', async () => {
    const { id } = await draft();
    await move(enterprise, id, 'SUBMIT');
    for (const note of [undefined, null])
      await bureau.refused('move.note-required', MOVE, { input: { id, verb: 'REJECT', note } });
    expect(await move(bureau, id, 'REJECT', { note: '不属科技需求' })).toMatchObject({ state: 'REJECTED' });
  });

  it('takes no step out of turn, and tells a stranger nothing of its state', async () => {
    const { id } = await open({ visibility: 'PUBLIC' });
    expect((await enterprise.refused('move.illegal', MOVE, { input: { id, verb: 'SUBMIT' } })).message).toBe(
      'Cannot “submit” in the state “open”',
    );
    await (await app.as('rival')).refused('FORBIDDEN', MOVE, { input: { id, verb: 'SUBMIT' } });
    const { id: hidden } = await draft();
    await (await app.as('rival')).refused('NOT_FOUND', MOVE, { input: { id: hidden, verb: 'SUBMIT' } });
    await bureau.refused('NOT_FOUND', MOVE, { input: { id: hidden, verb: 'APPROVE' } });
  });

  it('knows one winner of two stale moves', async () => {
    const { id, version } = await draft();
    const steps = ['SUBMIT', 'WITHDRAW'].map((verb) =>
      enterprise.ask(MOVE, { input: { id, verb, expectedVersion: version } }),
    );
    const answers = await Promise.all(steps);
    const refused = answers.filter(({ errors }) => errors);
    expect(refused).toHaveLength(1);
    expect(refused[0]!.errors![0]!.extensions.code).toBe('CONFLICT');
    const { need } = await enterprise.query(READ, { id });
    expect(need).toMatchObject({ version: 2, history: { totalCount: 2 } });
  });

  it('tells the loser of a race the version that stands, and points at theirs where they gave one', async () => {
    const { uuid } = parseId((await draft()).id as string);
    const stale = await app.get(NeedsReader).get(SYSTEM, uuid);
    const moves = app.get(Moves);
    await moves.write(needKind, stale, { title: '更快的人' });
    await expect(moves.write(needKind, stale, {})).rejects.toMatchObject({
      ...{ code: 'CONFLICT', params: { version: 2 }, at: undefined },
    });
    const withdraw = moves.move(needKind, SYSTEM, stale, 'WITHDRAW', { expectedVersion: 1 });
    await expect(withdraw).rejects.toMatchObject({
      ...{ code: 'CONFLICT', params: { version: 2 }, at: ['input', 'expectedVersion'] },
    });
  });

  it('is left as it is by an edit that changes nothing', async () => {
    const made = await draft({ ...CONTENT, budgetMin: '1' });
    const same = { ...CONTENT, budgetMin: '1.00', keywords: null };
    for (const input of [{ id: made.id }, { id: made.id, ...same }])
      expect((await enterprise.mutate(EDIT, { input })).editNeed).toMatchObject({ version: 1 });
    const { need } = await enterprise.query(READ, { id: made.id });
    expect(need.history.totalCount).toBe(1);
  });

  it('refuses an edit on an old version, and one that is no draft', async () => {
    const { id } = await draft();
    await enterprise.mutate(EDIT, { input: { id, budgetMin: '1000000', expectedVersion: 1 } });
    const stale = await enterprise.refused('CONFLICT', EDIT, {
      input: { id, title: '另一个标题', expectedVersion: 1 },
    });
    expect(stale.extensions).toMatchObject({ params: { version: 2 }, path: ['input', 'expectedVersion'] });
    await move(enterprise, id, 'SUBMIT');
    await enterprise.refused('needs.not-editable', EDIT, { input: { id, title: '另一个标题' } });
  });

  it('keeps what an edit leaves out, and empties what it sets to null', async () => {
    const { id } = await draft({ ...CONTENT, keywords: ['提锂'], budgetMin: '1' });
    const { editNeed } = await enterprise.mutate(EDIT, { input: { id, budgetMin: null } });
    expect(editNeed).toMatchObject({ title: CONTENT.title, keywords: ['提锂'], budgetMin: null, version: 2 });
  });

  it('says why each action is closed', async () => {
    const { id } = await draft({ title: '提锂', description: '短' });
    const query = 'query($id: ID!) { need(id: $id) { actions { name allowed code } } }';
    const { need } = await enterprise.query(query, { id });
    expect(need.actions).toEqual([
      { name: 'SUBMIT', allowed: false, code: 'needs.incomplete' },
      { name: 'APPROVE', allowed: false, code: 'FORBIDDEN' },
      { name: 'RETURN', allowed: false, code: 'FORBIDDEN' },
      { name: 'REJECT', allowed: false, code: 'FORBIDDEN' },
      { name: 'CLOSE', allowed: false, code: 'move.illegal' },
      { name: 'WITHDRAW', allowed: true, code: null },
      { name: 'REOPEN', allowed: false, code: 'move.illegal' },
    ]);
  });
});

describe('the list of needs', () => {
  const find = async (text: string): Promise<string[]> => {
    const query =
      'query($text: String) { needs(first: 100, filter: { text: $text, states: [OPEN] }) { nodes { title } } }';
    return (await enterprise.query(query, { text })).needs.nodes.map(({ title }: Data) => title);
  };

  it('finds Chinese and English words, in the title, the text and the metrics', async () => {
    await open({ title: '镁合金压铸件的 corrosion 防护涂层' });
    expect(await find('涂层')).toEqual(['镁合金压铸件的 corrosion 防护涂层']);
    expect(await find('corrosion')).toEqual(['镁合金压铸件的 corrosion 防护涂层']);
    expect((await find('吸附剂')).length).toBeGreaterThan(0);
    expect(await find('溶损率 防护')).toEqual(['镁合金压铸件的 corrosion 防护涂层']);
    expect(await find('不存在的词语')).toEqual([]);
  });

  it('costs the same few statements for 3 as for 30, with organisation and actions', async () => {
    for (let made = 0; made < 30; made++) await draft({ ...CONTENT, title: `统计语句的需求 ${made}` });
    const list = (first: number): Promise<number> =>
      statementCount(app, () =>
        enterprise.query(
          `{ needs(first: ${first}) { totalCount nodes { id title organisation { name } actions { name allowed reason } } } }`,
        ),
      );
    await list(1);
    const [few, many] = [await list(3), await list(30)];
    expect(many).toBe(few);
    expect(many).toBeLessThanOrEqual(5);
  });
});
