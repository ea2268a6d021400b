import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { statementCount } from '../../../test/support/statements';
import { SYSTEM } from '../../kernel/actor';
import { verifyChain } from '../../kernel/facts';
import { publicId } from '../../kernel/ids';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { PeopleService } from '../people';
import { AchievementsService } from './achievements.service';

const FIELDS =
  'id version state title abstract keywords trl patents modes publishedAt visibility contributors { name }';
const DRAFT = `mutation($input: DraftAchievementInput!) { draftAchievement(input: $input) { ${FIELDS} } }`;
const EDIT = `mutation($input: EditAchievementInput!) { editAchievement(input: $input) { ${FIELDS} } }`;
const MOVE = `mutation($input: MoveAchievementInput!) { moveAchievement(input: $input) { ${FIELDS} } }`;
const READ = `query($id: ID!) { achievement(id: $id) { ${FIELDS} organisation { name } actions { name allowed code } history { nodes { topic } } } }`;
const LIST =
  'query($filter: AchievementFilter) { achievements(filter: $filter) { nodes { id } totalCount } }';

const CONTENT = {
  title: '低溶损锂离子筛吸附剂',
  abstract: '面向高镁锂比卤水的 Li₂CO₃ 前端提锂吸附剂，溶损低于万分之五，已完成中试。',
  keywords: ['吸附剂', '盐湖'],
  trl: 6,
  patents: ['ZL202110000000.1'],
  modes: ['LICENCE', 'EQUITY'],
};

let app: TestApp;
let tju: ApiClient;
let bureau: ApiClient;
let organisationId: string;
let people: string[];

const draft = async (content: object = {}): Promise<Data> =>
  (await tju.mutate(DRAFT, { input: { organisationId, ...CONTENT, ...content } })).draftAchievement;
const move = async (client: ApiClient, id: string, verb: string, more: object = {}): Promise<Data> =>
  (await client.mutate(MOVE, { input: { id, verb, ...more } })).moveAchievement;
const open = async (content: object = {}): Promise<Data> => {
  const { id } = await draft(content);
  await move(tju, id, 'SUBMIT');
  return move(bureau, id, 'APPROVE');
};

beforeAll(async () => {
  app = await startApp({ now: '2025-03-14T09:00:00+08:00' });
  [tju, bureau] = [await app.as('tju'), await app.as('bureau')];
  organisationId = await app.organisation('tju');
  const service = app.get(PeopleService);
  people = [];
  for (const name of ['甲', '乙', '丙']) people.push(publicId('person', (await service.create({ name })).id));
});
afterAll(() => app.close());

describe('an achievement', () => {
  it('is left as it is by an edit that changes nothing', async () => {
    const { id } = await draft();
    for (const input of [{ id }, { id, ...CONTENT, title: null }])
      expect((await tju.mutate(EDIT, { input })).editAchievement).toMatchObject({ version: 1 });
    const { achievement } = await tju.query(READ, { id });
    expect(achievement.history.nodes).toEqual([{ topic: 'achievement.drafted' }]);
  });

  it('goes from a draft to an offer, each step a fact in a chain', async () => {
    const made = await draft({ contributorIds: [people[1], people[0]] });
    expect(made).toMatchObject({
      ...CONTENT,
      version: 1,
      state: 'DRAFT',
      visibility: 'MEMBERS',
      publishedAt: null,
    });
    expect(made.contributors).toEqual([{ name: '乙' }, { name: '甲' }]);
    await move(tju, made.id, 'SUBMIT');
    await bureau.refused('move.note-required', MOVE, { input: { id: made.id, verb: 'RETURN' } });
    await move(bureau, made.id, 'RETURN', { note: '请补充' });
    const input = {
      id: made.id,
      contributorIds: [people[2]],
      trl: null,
      title: '新题目',
      expectedVersion: 3,
    };
    const edited = (await tju.mutate(EDIT, { input })).editAchievement;
    expect(edited).toMatchObject({
      version: 4,
      title: '新题目',
      trl: null,
      abstract: CONTENT.abstract,
      contributors: [{ name: '丙' }],
    });
    await tju.refused('CONFLICT', EDIT, { input });
    await move(tju, made.id, 'SUBMIT');
    expect(await move(bureau, made.id, 'APPROVE')).toMatchObject({
      state: 'OPEN',
      publishedAt: expect.any(String) as string,
    });
    await tju.refused('achievements.not-editable', EDIT, { input: { id: made.id, title: 'x' } });
    const { achievement } = await tju.query(READ, { id: made.id });
    expect(achievement.history.nodes.map(({ topic }: Data) => topic as string)).toEqual([
      ...['achievement.drafted', 'achievement.submitted', 'achievement.returned', 'achievement.edited'],
      ...['achievement.submitted', 'achievement.published'],
    ]);
    expect(
      achievement.actions
        .filter(({ allowed }: Data) => allowed as boolean)
        .map(({ name }: Data) => name as string),
    ).toEqual(['CLOSE', 'WITHDRAW']);
    expect(await verifyChain(app.get(UnitOfWork))).toBeNull();
  });

  it('is refused where it makes no sense', async () => {
    const rival = await app.as('rival');
    await rival.refused('achievements.not-member', DRAFT, { input: { organisationId, ...CONTENT } });
    const { id } = await draft({ abstract: '太短' });
    await tju.refused('achievements.too-short', MOVE, { input: { id, verb: 'SUBMIT' } });
    await rival.refused('NOT_FOUND', MOVE, { input: { id, verb: 'SUBMIT' } });
    await bureau.refused('NOT_FOUND', READ, { id });
    const unknown = publicId('person', '018f0000-0000-7000-8000-000000000000');
    await tju.refused('achievements.contributor', DRAFT, {
      input: { organisationId, ...CONTENT, contributorIds: [people[0], unknown] },
    });
    const opened = await open();
    await tju.refused('FORBIDDEN', MOVE, { input: { id: opened.id, verb: 'APPROVE' } });
  });

  it('is found by its words, and only by those who may read it', async () => {
    const [shown, secret] = [
      await open({ title: '羊毛洗净废水回用' }),
      await open({ title: '羊毛分梳（保密）', visibility: 'CONFIDENTIAL' }),
    ];
    const found = async (client: ApiClient, filter: object): Promise<string[]> =>
      ((await client.query(LIST, { filter })).achievements.nodes as Data[]).map(({ id }) => id as string);
    expect(await found(tju, { text: '羊毛' })).toEqual([secret.id, shown.id]);
    expect(await found(await app.as('rival'), { text: '羊毛' })).toEqual([shown.id]);
    expect(await found(app.anonymous(), { text: '羊毛' })).toEqual([]);
    expect(await found(tju, { text: 'ZL202110000000.1 li2co3', mine: true, states: ['OPEN'] })).toContain(
      shown.id,
    );
    expect(await found(await app.as('rival'), { mine: true })).toEqual([]);
    const { organisation } = await tju.query(
      'query($id: ID!) { organisation(id: $id) { achievements { totalCount } } }',
      { id: organisationId },
    );
    expect(organisation.achievements.totalCount).toBeGreaterThan(1);
  });

  it('costs a constant number of statements in a list', async () => {
    const query = `query($first: Int) { achievements(first: $first) { nodes { ${FIELDS} organisation { name } actions { name } } } }`;
    for (let n = 0; n < 5; n++) await open({ contributorIds: people });
    const count = (first: number): Promise<number> => statementCount(app, () => tju.query(query, { first }));
    await count(1);
    expect(await count(5)).toBe(await count(1));
    expect(await count(5)).toBeLessThanOrEqual(5);
  });
});

describe('the import', () => {
  const rows = (from: number, to: number): { externalId: string; content: typeof CONTENT_OF_ROW }[] =>
    Array.from({ length: to - from }, (_, n) => ({ externalId: `row-${from + n}`, content: CONTENT_OF_ROW }));
  const CONTENT_OF_ROW = { title: '进口替代膜材料', abstract: '一种用于盐湖提锂的纳滤膜材料及其制备。' };

  it('of the operator opens what is new, and leaves alone what is known', async () => {
    const service = app.get(AchievementsService);
    const owner = await app.personas.organisation('isl');
    expect(await service.importBatch(SYSTEM, owner, rows(0, 5))).toHaveLength(5);
    const again = await service.importBatch(SYSTEM, owner, [...rows(3, 7), ...rows(5, 6)]);
    expect(again.map(({ externalId, state }) => [externalId, state])).toEqual([
      ['row-5', 'OPEN'],
      ['row-6', 'OPEN'],
    ]);
    const found = await tju.query(LIST, { filter: { text: '纳滤膜' } });
    expect(found.achievements.totalCount).toBe(7);
    expect(await verifyChain(app.get(UnitOfWork))).toBeNull();
    expect(await service.importOne(SYSTEM, owner, CONTENT_OF_ROW, 'row-0')).toBeUndefined();
  });

  it('of a member makes drafts, and a stranger’s is refused', async () => {
    const service = app.get(AchievementsService);
    const [owner, actor] = [await app.personas.organisation('qmu'), await app.personas.actor('qmu')];
    const [made] = await service.importBatch(actor, owner, rows(0, 1));
    expect(made!.state).toBe('DRAFT');
    const stranger = await app.personas.actor('rival');
    expect(() => service.importBatch(stranger, owner, rows(1, 2))).toThrow('not a member');
    const gone = [
      {
        externalId: 'bad',
        content: { ...CONTENT_OF_ROW, contributorIds: ['018f0000-0000-7000-8000-000000000000'] },
      },
    ];
    await expect(service.importBatch(actor, owner, [...rows(1, 2), ...gone])).rejects.toThrow(
      'Contributor no. 1',
    );
    expect(await service.importBatch(actor, owner, rows(1, 2))).toHaveLength(1);
  });
});
