import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { SYSTEM } from '../../kernel/actor';
import { publicId } from '../../kernel/ids';
import { AchievementsService } from '../achievements';
import { MatchIndex } from '../relevance';
import { PeopleService } from '../people';

const DRAFT = 'mutation ($input: DraftNeedInput!) { draftNeed(input: $input) { id } }';
const MOVE = 'mutation ($id: ID!, $verb: NeedVerb!) { moveNeed(input: { id: $id, verb: $verb }) { id } }';
const REVIEW = `query ($input: DraftNeedInput!) { reviewNeedText(input: $input) { duplicates { likeness need { id } } } }`;
const EXPLAIN = `query ($subject: ID!, $candidate: ID!, $version: String) {
  explainMatch(subjectId: $subject, candidateId: $candidate, version: $version) { score version reasons { contribution } } }`;
const CONTENT = {
  title: '冻土区输油管道保温接头寿命提升',
  description:
    '青藏线冻土区输油管道保温接头在冻融循环下开裂，现有接头寿命 3 年，希望达到 10 年，抽检 200 处，已试过两种聚氨酯发泡方案，仍有 15 % 渗水。',
  metrics: [{ name: '接头寿命', unit: '年', current: '3', target: '10' }],
  budgetMax: '900000',
  visibility: 'PUBLIC',
};

let app: TestApp;
let enterprise: ApiClient;
let rival: ApiClient;
let bureau: ApiClient;

const openNeed = async (
  client: ApiClient,
  at: 'enterprise' | 'rival',
  more: object = {},
): Promise<string> => {
  const input = { organisationId: await app.organisation(at), ...CONTENT, ...more };
  const { id } = (await client.mutate(DRAFT, { input })).draftNeed as { id: string };
  await client.mutate(MOVE, { id, verb: 'SUBMIT' });
  await bureau.mutate(MOVE, { id, verb: 'APPROVE' });
  return id;
};

const publish = async (
  title: string,
  contributorIds: string[] = [],
  at: 'tju' | 'qmu' = 'tju',
): Promise<string> => {
  const content = {
    title,
    abstract: `${title}，适用于冻土区输油管道。`,
    visibility: 'PUBLIC' as const,
    contributorIds,
  };
  const service = app.get(AchievementsService);
  const { id } = (await service.importOne(SYSTEM, await app.personas.organisation(at), content, title))!;
  return id;
};

beforeAll(async () => {
  app = await startApp({ now: '2025-03-14T09:00:00+08:00' });
  [enterprise, rival, bureau] = [await app.as('enterprise'), await app.as('rival'), await app.as('bureau')];
});
afterAll(() => app.close());

describe('possible duplicates', () => {
  it('are told before anything is saved: one’s own, and to the bureau those of all', async () => {
    const mine = await openNeed(enterprise, 'enterprise');
    const theirs = await openNeed(rival, 'rival');
    await openNeed(rival, 'rival', { title: '锂辉石选矿药剂', description: '锂辉石浮选捕收剂在 5 ℃ 下的选择性不足，需要把精矿品位从 5.2 % 提高到 5.8 %，回收率不低于 82 %，现场每班处理 800 吨，已试两种药剂。' }); // prettier-ignore
    const input = {
      organisationId: await app.organisation('enterprise'),
      ...CONTENT,
      title: '冻土区输油管道保温接头',
    };
    const told = async (client: ApiClient): Promise<Data[]> =>
      (await client.query(REVIEW, { input })).reviewNeedText.duplicates;
    const own = await told(enterprise);
    expect(own.map(({ need }) => need.id)).toEqual([mine]);
    expect(own[0]!.likeness).toBeGreaterThan(0.5);
    expect((await told(bureau)).map(({ need }) => need.id).sort()).toEqual([mine, theirs].sort());
  });
});

describe('needs for a person and an organisation', () => {
  const MINE = `query ($id: ID!) { node(id: $id) { ... on Person { matches(first: 5) { nodes { score
    candidate { ... on Need { id title } } reasons { factor contribution terms } } } }
    ... on Organisation { matches(first: 5) { nodes { candidate { ... on Need { id title } } } } } } }`;

  it('are those that fit their works; others see none, nor who opted out', async () => {
    const { personId } = await app.personas.account('tju');
    const works = ['输油管道保温接头密封结构', '管道保温层冻融试验方法'];
    for (const title of works) await publish(title, [personId]);
    const need = await openNeed(enterprise, 'enterprise', { title: '输油管道保温接头渗水治理' });
    const tju = await app.as('tju');
    const id = publicId('person', personId);
    const found = (await tju.query(MINE, { id })).node.matches.nodes as Data[];
    expect(found.map(({ candidate }) => candidate.id)).toContain(need);
    expect(found[0]!.reasons[0]).toMatchObject({ factor: 'work', terms: [expect.stringContaining('管道')] });
    const sum = (found[0]!.reasons as Data[]).reduce((total, { contribution }) => total + contribution, 0);
    expect(Math.abs(sum - found[0]!.score)).toBeLessThan(1e-6);
    expect((await rival.query(MINE, { id })).node.matches.nodes).toEqual([]);
    expect((await bureau.query(MINE, { id })).node.matches.nodes.length).toBeGreaterThan(0);
    const organisation = await app.organisation('tju');
    const ours = (await tju.query(MINE, { id: organisation })).node.matches.nodes as Data[];
    expect(ours.map(({ candidate }) => candidate.id)).toContain(need);
    expect((await rival.query(MINE, { id: organisation })).node.matches.nodes).toEqual([]);
    const KIND = `query ($id: ID!) { need(id: $id) { matches(kinds: [PERSON], first: 50) { nodes { candidate { ... on Person { id } } } } } }`;
    const people = async (): Promise<string[]> =>
      ((await enterprise.query(KIND, { id: need })).need.matches.nodes as Data[]).map(
        ({ candidate }) => candidate.id,
      );
    expect(await people()).toContain(id);
    await tju.mutate('mutation { setPersonalisedMatching(personalised: false) { id } }');
    expect(await people()).not.toContain(id);
    expect((await tju.query(MINE, { id })).node.matches.nodes).toEqual([]);
  });

  it('never come by number: a hundred half-fitting works win nothing', async () => {
    const people = app.get(PeopleService);
    const [exact, prolific] = [await people.create({ name: '恰好' }), await people.create({ name: '高产' })];
    await publish('冻土区输油管道保温接头抗冻融结构', [exact.id], 'qmu');
    for (let n = 0; n < 30; n++) await publish(`管道工程监测方法研究 ${n}`, [prolific.id], 'qmu');
    const need = await openNeed(enterprise, 'enterprise', { title: '冻土区输油管道保温接头抗冻融' });
    const KIND = `query ($id: ID!) { need(id: $id) { matches(kinds: [PERSON], first: 50) { nodes { score candidate { ... on Person { name } } } } } }`;
    const names = ((await enterprise.query(KIND, { id: need })).need.matches.nodes as Data[]).map(
      ({ candidate }) => candidate.name as string,
    );
    expect(names.indexOf('恰好')).toBeGreaterThanOrEqual(0);
    expect(names.indexOf('高产') < 0 || names.indexOf('恰好') < names.indexOf('高产')).toBe(true);
  });
});

describe('an explanation', () => {
  it('is for the owner and the bureau, of a need and an achievement, under a version that is kept', async () => {
    const need = await openNeed(enterprise, 'enterprise', { title: '高寒区风机叶片除冰涂层' });
    const offer = publicId('achievement', await publish('风机叶片除冰涂层'));
    const ask = { subject: need, candidate: offer };
    const made = (await enterprise.query(EXPLAIN, ask)).explainMatch;
    expect(made.score).toBeGreaterThan(0.1);
    await rival.refused('insights.not-owner', EXPLAIN, ask);
    await app.anonymous().refused('UNAUTHENTICATED', EXPLAIN, ask);
    await enterprise.refused('insights.sides', EXPLAIN, { subject: need, candidate: need });
    await enterprise.refused('insights.kind', EXPLAIN, { ...ask, candidate: await app.organisation('tju') });
    await enterprise.refused('insights.version', EXPLAIN, { ...ask, version: 'yesterday' });
    await enterprise.refused('insights.version-gone', EXPLAIN, { ...ask, version: '77.1.0' });
    await enterprise.refused('weights.unknown', EXPLAIN, { ...ask, version: '0.77.0' });
    await app.get(MatchIndex).count();
    const before = made.version as string;
    const counted = (await enterprise.query(EXPLAIN, ask)).explainMatch;
    expect(counted.version).not.toBe(before);
    const [statistics] = (counted.version as string).split('.');
    await app.get(MatchIndex).count();
    const again = (await bureau.query(EXPLAIN, { ...ask, version: counted.version })).explainMatch;
    expect(again.version.split('.')[0]).toBe(statistics);
    expect(again.score).toBe(counted.score);
  });
});
