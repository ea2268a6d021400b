import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { statementCount } from '../../../test/support/statements';
import { SYSTEM } from '../../kernel/actor';
import { parseId } from '../../kernel/ids';
import { until } from '../../kernel/kernel.testing';
import { PeopleService } from '../people';
import { AchievementsService, type AchievementContent } from '../achievements';
import { MatchIndex } from '../relevance';

const DRAFT_NEED = 'mutation($input: DraftNeedInput!) { draftNeed(input: $input) { id } }';
const MOVE_NEED = 'mutation($input: MoveNeedInput!) { moveNeed(input: $input) { id state } }';
const DRAFT = 'mutation($input: DraftAchievementInput!) { draftAchievement(input: $input) { id state } }';
const MOVE = 'mutation($input: MoveAchievementInput!) { moveAchievement(input: $input) { id state } }';
const JUDGE = `mutation($subject: ID!, $candidate: ID!, $verdict: MatchVerdict!) {
  judgeMatch(subjectId: $subject, candidateId: $candidate, verdict: $verdict) }`;
const MATCH = `score feedback reasons { factor contribution text terms }
  candidate { __typename ... on Need { id title } ... on Achievement { id title } ... on Person { id name } ... on Organisation { id name } }`;
const OF_NEED = `query($id: ID!, $first: Int, $after: String, $kinds: [MatchKind!]) { need(id: $id) {
  matches(first: $first, after: $after, kinds: $kinds) { nodes { ${MATCH} } pageInfo { hasNextPage endCursor } } } }`;
const OF_ACHIEVEMENT = `query($id: ID!) { achievement(id: $id) { matches { nodes { ${MATCH} } } } }`;

const NEED = {
  title: '高镁锂比卤水提锂吸附剂国产化',
  description:
    '老卤镁锂比约四十，现用进口吸附剂溶损偏高，需在夏季二十五度、冬季零下工况下稳定运行，已试过两家国产产品，循环两百次后吸附容量衰减三成以上。',
  metrics: [{ name: '吸附剂溶损率', unit: '%', current: '0.3', target: '≤ 0.05' }],
  budgetMax: '3500000',
};

let app: TestApp;
let enterprise: ApiClient;
let rival: ApiClient;
let tju: ApiClient;
let bureau: ApiClient;

const openNeed = async (
  content: object = {},
  client = enterprise,
  at: 'enterprise' | 'rival' = 'enterprise',
): Promise<string> => {
  const input = { organisationId: await app.organisation(at), visibility: 'PUBLIC', ...NEED, ...content };
  const { id } = (await client.mutate(DRAFT_NEED, { input })).draftNeed as { id: string };
  await client.mutate(MOVE_NEED, { input: { id, verb: 'SUBMIT' } });
  await bureau.mutate(MOVE_NEED, { input: { id, verb: 'APPROVE' } });
  return id;
};

const offer = async (
  content: Partial<AchievementContent>,
  client = tju,
  at: 'tju' | 'enterprise' = 'tju',
): Promise<string> => {
  const input = {
    organisationId: await app.organisation(at),
    abstract: '一种面向盐湖卤水的锂吸附材料及其成型方法，溶损低。',
    ...content,
  };
  const { id } = (await client.mutate(DRAFT, { input: { title: '成果', visibility: 'PUBLIC', ...input } }))
    .draftAchievement as { id: string };
  await client.mutate(MOVE, { input: { id, verb: 'SUBMIT' } });
  await bureau.mutate(MOVE, { input: { id, verb: 'APPROVE' } });
  return id;
};

const matchesOf = async (id: string, client = enterprise, more: object = {}): Promise<Data[]> =>
  (await client.query(OF_NEED, { id, ...more })).need.matches.nodes as Data[];
const idsOf = (matches: Data[]): string[] => matches.map(({ candidate }) => candidate.id as string);
const sumOf = ({ reasons }: Data): number =>
  (reasons as Data[]).reduce((sum, { contribution }) => sum + (contribution as number), 0);

beforeAll(async () => {
  app = await startApp({ now: '2025-03-14T09:00:00+08:00' });
  [enterprise, rival, tju, bureau] = [
    await app.as('enterprise'),
    await app.as('rival'),
    await app.as('tju'),
    await app.as('bureau'),
  ];
});
afterAll(() => app.close());

describe('matches of a need', () => {
  it('hold what is published at once, and no longer what is withdrawn or closed', async () => {
    const need = await openNeed();
    const draft = await tju.mutate(DRAFT, {
      input: {
        organisationId: await app.organisation('tju'),
        title: '锂离子筛吸附剂',
        abstract: '卤水提锂吸附剂的草稿，尚未发布，不应被匹配到。',
      },
    });
    const found = await offer({ title: '低溶损锂吸附剂制备方法' });
    expect(idsOf(await matchesOf(need))).toContain(found);
    expect(idsOf(await matchesOf(need))).not.toContain(draft.draftAchievement.id);
    await tju.mutate(MOVE, { input: { id: found, verb: 'WITHDRAW' } });
    expect(idsOf(await matchesOf(need))).not.toContain(found);
    const closed = await offer({ title: '锂吸附剂造粒' });
    expect(idsOf(await matchesOf(need))).toContain(closed);
    await tju.mutate(MOVE, { input: { id: closed, verb: 'CLOSE' } });
    expect(idsOf(await matchesOf(need))).not.toContain(closed);
  });

  it('say why: contributions add up to the score, in the caller’s language and the words of the text', async () => {
    const need = await openNeed();
    const found = await offer({ title: '高镁锂比卤水用锂吸附剂' });
    const [best] = await matchesOf(need);
    expect(best!.candidate.id).toBe(found);
    expect(best!.score).toBeGreaterThan(0.1);
    expect(best!.score).toBeLessThanOrEqual(1);
    expect(Math.abs(sumOf(best) - best!.score)).toBeLessThan(1e-6);
    expect(best!.reasons[0]).toMatchObject({ factor: 'text.title', terms: ['吸附剂'] });
    expect(best!.reasons[0].text).toBe('“吸附剂” in the title occurs in the other text');
  });

  it('never tell of what the viewer may not read, not even to the bureau before it was submitted', async () => {
    const need = await openNeed({ title: '机密匹配：钾石盐浮选药剂' });
    const secret = await offer({ title: '钾石盐浮选药剂（保密）', visibility: 'CONFIDENTIAL' });
    const members = await offer({ title: '钾石盐浮选药剂（会员）', visibility: 'MEMBERS' });
    expect(idsOf(await matchesOf(need))).toContain(members);
    expect(idsOf(await matchesOf(need))).not.toContain(secret);
    expect(idsOf(await matchesOf(need, bureau))).toContain(secret);
    const everybody = await matchesOf(need, enterprise, { kinds: ['PERSON', 'ORGANISATION'], first: 100 });
    expect(JSON.stringify(everybody)).not.toContain('保密');
  });

  it('are for its owner and the bureau; others get none', async () => {
    const need = await openNeed({ title: '锂吸附剂寿命评价' });
    expect(await matchesOf(need, rival)).toEqual([]);
    expect(await matchesOf(need, tju)).toEqual([]);
    expect(await matchesOf(need, app.anonymous())).toEqual([]);
    expect((await matchesOf(need, bureau)).length).toBeGreaterThan(0);
    expect((await matchesOf(need)).length).toBeGreaterThan(0);
  });

  it('never hold one’s own', async () => {
    const own = await offer(
      { title: '高镁锂比卤水提锂吸附剂', visibility: 'PUBLIC' },
      enterprise,
      'enterprise',
    );
    const need = await openNeed();
    expect(idsOf(await matchesOf(need))).not.toContain(own);
    const orgs = await matchesOf(need, enterprise, { kinds: ['ORGANISATION'] });
    expect(idsOf(orgs)).not.toContain(await app.organisation('enterprise'));
  });

  it('come page by page without a gap or a repeat, dismissed ones last', async () => {
    for (let n = 0; n < 7; n++)
      await offer({
        title: `光伏组件清洗机器人${n % 3}`,
        abstract: '戈壁光伏电站组件表面积尘的无水清洗机器人与调度。',
      });
    const need = await openNeed({ title: '戈壁光伏组件无水清洗机器人' });
    const whole = await matchesOf(need, enterprise, { first: 100 });
    const [first] = idsOf(whole);
    const paged: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { nodes, pageInfo }: Data = (await enterprise.query(OF_NEED, { id: need, first: 3, after })).need
        .matches;
      paged.push(...idsOf(nodes as Data[]));
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(paged).toEqual(idsOf(whole));
    expect(new Set(paged).size).toBe(paged.length);
    await enterprise.mutate(JUDGE, { subject: need, candidate: first, verdict: 'NOT_RELEVANT' });
    const again = await matchesOf(need, enterprise, { first: 100 });
    expect(idsOf(again).at(-1)).toBe(first);
    expect(again.at(-1)).toMatchObject({ feedback: 'NOT_RELEVANT' });
    expect(again.at(-1)!.score).toBeLessThan(whole[0]!.score);
    expect(Math.abs(sumOf(again.at(-1)) - again.at(-1)!.score)).toBeLessThan(1e-6);
    expect((await matchesOf(need, bureau, { first: 1 }))[0]).toMatchObject({ feedback: null });
    await enterprise.refused('page.cursor', OF_NEED, { id: need, after: 'bm9uc2Vuc2U' });
  });

  it('can be people and organisations, by their readable works', async () => {
    const person = await app.get(PeopleService).create({ name: '林测' });
    const [organisationId] = [await app.personas.organisation('qmu')];
    const content = {
      title: '冻土区管道保温接头',
      abstract: '冻土区油气管道保温接头的结构。',
      visibility: 'PUBLIC' as const,
      contributorIds: [person.id],
    };
    await app.get(AchievementsService).importOne(SYSTEM, organisationId, content, 'works-1');
    const more = { ...content, title: '管道防腐层', abstract: '管道外防腐层。' };
    await app.get(AchievementsService).importOne(SYSTEM, organisationId, more, 'works-2');
    const need = await openNeed({ title: '冻土区管道保温接头寿命提升' });
    const found = await matchesOf(need, enterprise, { kinds: ['PERSON', 'ORGANISATION', 'ACHIEVEMENT'] });
    const who = found.filter(({ candidate }) => candidate.__typename === 'Person');
    expect(who[0]!.candidate.name).toBe('林测');
    expect(who[0]!.reasons[0]).toMatchObject({ factor: 'work', terms: ['冻土区管道保温接头'] });
    expect(found.some(({ candidate }) => candidate.__typename === 'Organisation')).toBe(true);
    for (const match of found) expect(Math.abs(sumOf(match) - match.score)).toBeLessThan(1e-6);
    const [work] = found.filter(({ candidate }) => candidate.title === '冻土区管道保温接头');
    expect(who[0]!.score).toBeLessThan(work!.score);
  });

  it('of many needs cost no more statements than those of one', async () => {
    const many = `query($first: Int) { needs(first: $first, filter: { mine: true }) { nodes {
      matches(first: 3) { nodes { score reasons { text } } } } } }`;
    const count = (first: number): Promise<number> =>
      statementCount(app, () => enterprise.query(many, { first }));
    // What was judged is read as well, once for all needs.
    const judged = await openNeed({ title: '戈壁光伏组件无水清洗' });
    const [best] = idsOf(await matchesOf(judged));
    await enterprise.mutate(JUDGE, { subject: judged, candidate: best, verdict: 'USEFUL' });
    await count(1);
    expect(await count(6)).toBe(await count(1));
  });
});

describe('matches of an achievement', () => {
  it('are the needs that its owner may read', async () => {
    const found = await offer({ title: '青稞秸秆黄贮发酵菌剂' });
    const open = await openNeed({ title: '青稞秸秆黄贮发酵菌剂选育' }, rival, 'rival');
    const secret = await openNeed(
      { title: '青稞秸秆黄贮发酵（保密）', visibility: 'CONFIDENTIAL' },
      rival,
      'rival',
    );
    const matches = (await tju.query(OF_ACHIEVEMENT, { id: found })).achievement.matches.nodes as Data[];
    expect(matches[0]!.candidate).toMatchObject({ __typename: 'Need', id: open });
    expect(idsOf(matches)).not.toContain(secret);
    expect((await enterprise.query(OF_ACHIEVEMENT, { id: found })).achievement.matches.nodes).toEqual([]);
  });
});

describe('a verdict', () => {
  it('is the owner’s alone, and about what it can read', async () => {
    const need = await openNeed();
    const found = await offer({ title: '锂吸附剂' });
    const secret = await offer({ title: '锂吸附剂（保密）', visibility: 'CONFIDENTIAL' });
    const ask = { subject: need, candidate: found, verdict: 'USEFUL' };
    await rival.refused('matches.not-owner', JUDGE, ask);
    await bureau.refused('matches.not-owner', JUDGE, ask);
    await app.anonymous().refused('UNAUTHENTICATED', JUDGE, ask);
    await enterprise.refused('NOT_FOUND', JUDGE, { ...ask, candidate: secret });
    await enterprise.refused('matches.subject', JUDGE, { ...ask, subject: await app.organisation('tju') });
    await enterprise.mutate(JUDGE, { ...ask, verdict: 'NOT_RELEVANT' });
    await enterprise.mutate(JUDGE, ask);
    const judged = (await matchesOf(need, enterprise, { first: 100 })).find(
      ({ candidate }) => candidate.id === found,
    );
    expect(judged).toMatchObject({ feedback: 'USEFUL' });
  });
});

describe('the index', () => {
  it('learns from notifications what another process changed', async () => {
    const index = app.get(MatchIndex);
    await index.current();
    await pause(700);
    const found = await offer({ title: '无人机巡检避雷器' });
    await index.current();
    const { uuid } = parseId(found);
    expect(index.corpus.sides.achievement.meta(uuid)).toBeDefined();
    await app.sql(`UPDATE achievements SET state = 'CLOSED', version = version + 1 WHERE id = $1`, [uuid]);
    const [fact] = await app.sql<{ id: string }>(
      `SELECT id FROM facts WHERE subject_id = $1 ORDER BY seq DESC LIMIT 1`,
      [uuid],
    );
    await app.sql(`SELECT pg_notify('benfu_facts', $1)`, [fact!.id]);
    await until(async () => {
      await index.current();
      return index.corpus.sides.achievement.meta(uuid) === undefined;
    });
  });
});

interface Paper {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly keywords: string[];
}

const PAPERS = join(__dirname, '../../../../shared/bench/csl/csl-2000.jsonl');

describe('over 2,000 real papers', () => {
  const read = (): Paper[] =>
    readFileSync(PAPERS, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Paper);

  it('finds the paper that a need was made of', async () => {
    if (!existsSync(PAPERS)) {
      process.stderr.write(`SKIPPED: no ${PAPERS}\n`);
      return;
    }
    const papers = read();
    const service = app.get(AchievementsService);
    const organisationId = await app.personas.organisation('isl');
    const started = Date.now();
    for (let at = 0; at < papers.length; at += 200) {
      const rows = papers.slice(at, at + 200).map(({ id, title, abstract, keywords }) => {
        const content: AchievementContent = {
          title,
          abstract,
          keywords: keywords.slice(0, 20),
          visibility: 'PUBLIC',
        };
        return { externalId: id, content };
      });
      const made = await service.importBatch(SYSTEM, organisationId, rows);
      expect(made).toHaveLength(rows.length);
    }
    expect(Date.now() - started).toBeLessThan(30_000);
    expect(
      await service.importBatch(SYSTEM, organisationId, [{ externalId: papers[0]!.id, content: papers[0]! }]),
    ).toEqual([]);
    for (const place of [17, 803, 1499]) {
      const { title, keywords } = papers[place]!;
      const need = await openNeed({
        title: `寻求${title}相关合作`.slice(0, 200),
        keywords,
        metrics: NEED.metrics,
      });
      const [best] = await matchesOf(need, enterprise, { first: 3 });
      expect(best!.candidate.title).toBe(title);
    }
  });
});
