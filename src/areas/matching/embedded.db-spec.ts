import { startApp, withClient, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { EmbeddingsServer } from '../../../test/support/embeddings';
import { statementsOf } from '../../../test/support/statements';
import { setTimeout as pause } from 'node:timers/promises';
import { SYSTEM } from '../../kernel/actor';
import { publicId } from '../../kernel/ids';
import { AchievementsService } from '../achievements';
import { Filling } from '../embeddings/filling';
import { EmbeddingsInUse, ModelStore } from '../embeddings/models.store';

const MATCH = `score version embedded reasons { factor contribution text }
  candidate { ... on Achievement { id title } ... on Need { id title } }`;
const OF_NEED = `query($id: ID!, $kinds: [MatchKind!]) { need(id: $id) { matches(first: 100, kinds: $kinds) { nodes { ${MATCH} } } } }`;
const OF_NEEDS = `{ needs(first: 5) { nodes { matches(first: 3) { nodes { embedded } } } } }`;
const EXPLAIN = `query($subject: ID!, $candidate: ID!, $version: String) {
  explainMatch(subjectId: $subject, candidateId: $candidate, version: $version) { ${MATCH} } }`;
const MOVE = 'mutation($input: MoveNeedInput!) { moveNeed(input: $input) { id } }';
const MOVE_ACHIEVEMENT = 'mutation($input: MoveAchievementInput!) { moveAchievement(input: $input) { id } }';
const EDIT = 'mutation($input: EditAchievementInput!) { editAchievement(input: $input) { id } }';
const DRAFT = 'mutation($input: DraftNeedInput!) { draftNeed(input: $input) { id } }';

let server: EmbeddingsServer;
let app: TestApp;
let enterprise: ApiClient;
let bureau: ApiClient;
let need: string;

const publish = async (title: string, more: object = {}): Promise<string> => {
  const content = {
    title,
    abstract: '适用于盐湖卤水，溶损低，循环两百次后容量不减，已完成中试。',
    visibility: 'PUBLIC' as const,
    contributorIds: [],
  };
  const at = await app.personas.organisation('tju');
  const made = await app.get(AchievementsService).importOne(SYSTEM, at, { ...content, ...more }, title);
  return publicId('achievement', made!.id);
};
const openNeed = async (title: string): Promise<string> => {
  const input = {
    organisationId: await app.organisation('enterprise'),
    ...{ title, visibility: 'PUBLIC', budgetMax: '3500000' },
    description: `${title}：现用吸附剂溶损偏高，需在夏季二十五度、冬季零下工况下稳定运行，已试过两家国产产品，循环两百次后容量衰减三成以上。`,
    metrics: [{ name: '溶损率', unit: '%', current: '0.3', target: '≤ 0.05' }],
  };
  const { id } = (await enterprise.mutate(DRAFT, { input })).draftNeed as { id: string };
  await enterprise.mutate(MOVE, { input: { id, verb: 'SUBMIT' } });
  await bureau.mutate(MOVE, { input: { id, verb: 'APPROVE' } });
  return id;
};
const matches = async (kinds = ['ACHIEVEMENT']): Promise<Data[]> =>
  (await enterprise.query(OF_NEED, { id: need, kinds })).need.matches.nodes as Data[];
const of = (found: Data[], id: string): Data => found.find(({ candidate }) => candidate.id === id)!;
const sumOf = ({ reasons }: Data): number =>
  (reasons as Data[]).reduce((sum, { contribution }) => sum + (contribution as number), 0);
const fill = async (): Promise<void> => {
  for (let asked = -1; asked < server.asked.length;) {
    asked = server.asked.length;
    await app.get(Filling).fill({});
  }
};
const use = async (on: boolean): Promise<void> => {
  await app.get(ModelStore).decide('two-meanings', on, 'BUREAU');
  app.get(EmbeddingsInUse).hold(on);
};
const timed = async <T>(work: () => Promise<T>): Promise<{ ms: number; done: T }> => {
  const since = performance.now();
  const done = await work();
  return { ms: performance.now() - since, done };
};

let near: string;
let far: string;
let secret: string;

beforeAll(async () => {
  // Texts that speak of a plateau are of one meaning, all others of another.
  server = await EmbeddingsServer.start((text) =>
    /高原|提锂吸附剂国产化/.test(text) ? [1, 0.1] : [-0.2, 1],
  );
  app = await startApp({
    now: '2025-03-14T09:00:00+08:00',
    environment: { EMBEDDINGS_URL: server.url, EMBEDDINGS_MODEL: 'two-meanings' },
  });
  [enterprise, bureau] = [await app.as('enterprise'), await app.as('bureau')];
  need = await openNeed('提锂吸附剂国产化');
  far = await publish('提锂吸附剂');
  near = await publish('吸附剂的高原应用');
  secret = await publish('吸附剂的保密高原应用', { visibility: 'CONFIDENTIAL' });
  await fill();
});
afterAll(async () => {
  await app.close();
  await server.close();
});

describe('matches with embeddings', () => {
  let before: Data[];

  it('are as they were until embeddings are used', async () => {
    before = await matches();
    expect(before.map(({ embedded }) => embedded as boolean)).not.toContain(true);
    expect(before[0]!.candidate.id).toBe(far);
    expect(before[0]!.version.split('.')).toHaveLength(3);
  });

  it('are ordered by them too, and say so in a reason of its own that keeps the sum', async () => {
    await use(true);
    const found = await matches();
    expect(found[0]!.candidate.id).toBe(near);
    for (const match of found) expect(Math.abs(sumOf(match) - match.score)).toBeLessThan(1e-6);
    expect(of(found, near)).toMatchObject({ embedded: true });
    const reason = of(found, near).reasons.find(({ factor }: Data) => factor === 'text.embedding');
    expect(reason.text).toBe('By their embeddings the two texts are alike to 100 %');
    const [was, is] = [of(before, far), of(found, far)];
    expect(is.reasons.find(({ factor }: Data) => factor === 'text.embedding').contribution).toBe(0);
    const words = (match: Data): number =>
      (match.reasons as Data[])
        .filter(({ factor }) => /^text\.(title|body|rest)$/.test(factor as string))
        .reduce((sum, { contribution }) => sum + (contribution as number), 0);
    expect(words(is)).toBeCloseTo(0.7 * words(was), 6);
  });

  it('leave those without a vector their score, and people and organisations as they were', async () => {
    const seen = (await bureau.query(OF_NEED, { id: need })).need.matches.nodes as Data[];
    expect(of(seen, secret)).toMatchObject({ embedded: false });
    const late = await publish('吸附剂的高原应用之二');
    const found = await matches();
    expect(of(found, late).embedded).toBe(false);
    expect(of(found, late).reasons.map(({ factor }: Data) => factor)).not.toContain('text.embedding');
    const organisations = await matches(['ORGANISATION']);
    expect(organisations.map(({ embedded }) => embedded as boolean)).toEqual([false]);
  });

  it('of an edited text wait for its new vector', async () => {
    const id = await publish('吸附剂的高原应用之三');
    await fill();
    expect(of(await matches(), id).embedded).toBe(true);
    const tju = await app.as('tju');
    const move = (client: ApiClient, verb: string): Promise<Data> =>
      client.mutate(MOVE_ACHIEVEMENT, { input: { id, verb } });
    for (const verb of ['WITHDRAW', 'REOPEN']) await move(tju, verb);
    await tju.mutate(EDIT, { input: { id, title: '吸附剂的平原应用' } });
    await move(tju, 'SUBMIT');
    await move(bureau, 'APPROVE');
    expect(of(await matches(), id)).toMatchObject({
      embedded: false,
      candidate: { title: '吸附剂的平原应用' },
    });
  });

  it('can be worked out again under their version, whether embeddings are used or not', async () => {
    const match = of(await matches(), near);
    const again = async (version: string | null): Promise<Data> =>
      (await enterprise.query(EXPLAIN, { subject: need, candidate: near, version })).explainMatch;
    expect(await again(null)).toMatchObject({ score: match.score, version: match.version, embedded: true });
    await use(false);
    const { score, version, embedded } = await again(match.version as string);
    expect([score, version, embedded]).toEqual([match.score, match.version, true]);
    const plain = (match.version as string).split('.').slice(0, 3).join('.');
    expect(await again(plain)).toMatchObject({ embedded: false, version: plain });
    expect((await again(plain)).score).toBeCloseTo(of(before, near).score as number, 9);
    await use(true);
    const gone = { subject: need, candidate: near, version: `${plain}.00000000` };
    await enterprise.refused('insights.embeddings-gone', EXPLAIN, gone);
  });

  it('read the vectors of all subjects of an operation in one statement', async () => {
    await openNeed('钠吸附剂国产化');
    await openNeed('钾吸附剂国产化');
    await enterprise.query(OF_NEEDS);
    const read = await statementsOf(app.dataSource, () => enterprise.query(OF_NEEDS));
    expect(read.filter((text) => text.includes('match_embeddings'))).toHaveLength(1);
  });

  it('are so for the best 200 texts only', async () => {
    for (let n = 0; n < 210; n++) await publish(`提锂吸附剂 ${n}`);
    await fill();
    const ids = new Map<string, boolean>();
    let after: string | null = null;
    do {
      const page: Data = (
        await bureau.query(
          `query($id: ID!, $after: String) { need(id: $id) { matches(first: 100, after: $after) {
             nodes { ${MATCH} } pageInfo { hasNextPage endCursor } } } }`,
          { id: need, after },
        )
      ).need.matches;
      for (const { candidate, embedded } of page.nodes as Data[])
        ids.set(candidate.id as string, embedded as boolean);
      after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor as string) : null;
    } while (after);
    expect(ids.size).toBeGreaterThan(210);
    const embedded = [...ids.values()].filter(Boolean).length;
    expect(embedded).toBeGreaterThan(190);
    expect(embedded).toBeLessThanOrEqual(200);
  });
});

describe('a query', () => {
  it('never waits for an endpoint that does not answer', async () => {
    server.instead = () => undefined;
    await openNeed('镁吸附剂国产化');
    const filling = app.get(Filling).fill({});
    await pause(50);
    const { ms, done } = await timed(() => matches());
    expect(ms).toBeLessThan(500);
    expect(done.some(({ embedded }) => embedded as boolean)).toBe(true);
    server.instead = undefined;
    server.drop();
    await expect(filling).rejects.toThrow('UNREACHABLE');
  });

  it('goes on without vectors that cannot be read in time, and says so', async () => {
    await withClient(app.databaseUrl, async (client) => {
      await client.query('BEGIN');
      await client.query('LOCK TABLE match_embeddings IN ACCESS EXCLUSIVE MODE');
      const { ms, done } = await timed(() => matches());
      expect(ms).toBeGreaterThan(150);
      expect(ms).toBeLessThan(1_000);
      expect(done.length).toBeGreaterThan(2);
      expect(done.some(({ embedded }) => embedded as boolean)).toBe(false);
      // Nobody else waits for what has just kept one waiting.
      expect((await timed(() => matches())).ms).toBeLessThan(150);
      await client.query('ROLLBACK');
    });
    await pause(5_100);
    expect((await matches()).some(({ embedded }) => embedded as boolean)).toBe(true);
  });

  it('goes on where reading fails', async () => {
    await app.sql('ALTER TABLE match_embeddings RENAME TO elsewhere');
    const { ms, done } = await timed(() => matches());
    expect(ms).toBeLessThan(500);
    expect(done.some(({ embedded }) => embedded as boolean)).toBe(false);
    expect(done.length).toBeGreaterThan(2);
    await app.sql('ALTER TABLE elsewhere RENAME TO match_embeddings');
  });
});
