import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { EmbeddingsServer, says, type Embed } from '../../../test/support/embeddings';
import { SYSTEM } from '../../kernel/actor';
import { newId, parseId } from '../../kernel/ids';
import { seeded } from '../../engine/algebra';
import { AchievementsService } from '../achievements';
import { EMBEDDINGS_SUBJECT } from './embeddings.facts';
import { Filling } from './filling';
import { EmbeddingsInUse } from './models.store';
import { Trials } from './trials';

const STATE = `configured model adopted decidedBy stored sendable
  lastTrial { verdict lossBefore lossAfter certainty needs at } lastFault { code status text }`;
const READ = `{ embeddingsState { ${STATE} } }`;
const USE = `mutation ($on: Boolean!, $reason: String!) { useEmbeddings(on: $on, reason: $reason) { ${STATE} } }`;
const DRAFT = 'mutation($input: DraftNeedInput!) { draftNeed(input: $input) { id } }';
const MOVE = 'mutation($input: MoveNeedInput!) { moveNeed(input: $input) { id } }';

const TOPICS = ['锂吸附剂溶损', '镁合金压铸', '光伏组件清洗', '枸杞多糖提取', '冻土管道保温', '钾石盐浮选', '牦牛乳发酵', '机房液冷散热']; // prettier-ignore
const JUDGES = ['rival', 'tju', 'qmu', 'isl', 'panel'] as const;

let server: EmbeddingsServer;
let app: TestApp;
let bureau: ApiClient;
/** What each text is about, whatever its words are. */
const meanings = new Map<string, number>();
const needs: string[] = [];

const titleOf = (text: string): string => text.split('\n')[0]!;
/** Knows what texts are about. */
const good: Embed = (text) => TOPICS.map((_, topic) => (topic === meanings.get(titleOf(text)) ? 1 : 0.05));
/** Knows nothing. */
const random: Embed = (text) => {
  const number = seeded([...text].reduce((sum, character) => sum * 31 + character.charCodeAt(0), 7));
  return Array.from({ length: 64 }, () => number() - 0.5);
};

const openNeed = async (topic: number): Promise<string> => {
  const enterprise = await app.as('enterprise');
  const title = `${TOPICS[topic]!}的改进`;
  meanings.set(title, topic);
  const input = {
    organisationId: await app.organisation('enterprise'),
    ...{ title, visibility: 'PUBLIC', budgetMax: '800000' },
    description: `${TOPICS[topic]!}：现有做法已用三年，每年损失约四十万元，试过两家供应商，都没有达到要求，希望一年之内在现场稳定运行并完成验收，双方共同投入人员。`,
    metrics: [{ name: '损失', unit: '万元', current: '40', target: '≤ 10' }],
  };
  const { id } = (await enterprise.mutate(DRAFT, { input })).draftNeed as { id: string };
  await enterprise.mutate(MOVE, { input: { id, verb: 'SUBMIT' } });
  await bureau.mutate(MOVE, { input: { id, verb: 'APPROVE' } });
  return parseId(id, 'id').uuid;
};

/** An achievement of topic `n` whose words, in two of five, are those of another; and what its owner says of four needs. */
const judge = async (n: number): Promise<void> => {
  const organisationId = await app.personas.organisation(JUDGES[n % JUDGES.length]!);
  const topic = n % TOPICS.length;
  const said = Math.floor(n / 5) % 5 < 2 ? (topic + 1) % TOPICS.length : topic;
  const title = `${TOPICS[said]!}技术 ${n}`;
  meanings.set(title, topic);
  const content = { title, abstract: `${TOPICS[said]!}的方法。`, visibility: 'PUBLIC' as const };
  const made = await app.get(AchievementsService).importOne(SYSTEM, organisationId, content, title);
  for (let step = 0; step < 4; step++) {
    const verdict = step === 0 ? 'USEFUL' : 'NOT_RELEVANT';
    const candidate = needs[(topic + step) % needs.length];
    await app.sql(
      `INSERT INTO match_verdicts (id, subject_id, candidate_id, organisation_id, verdict, at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [newId(app.clock.now()), made!.id, candidate, organisationId, verdict, app.clock.now()],
    );
  }
};

/** The vectors of this endpoint in place of those before, and a night's trial. */
const night = async (embed: Embed): Promise<Data> => {
  server.embed = embed;
  await app.sql('DELETE FROM match_embeddings');
  for (let asked = -1; asked < server.asked.length;) {
    asked = server.asked.length;
    await app.get(Filling).fill({});
  }
  app.clock.advance({ days: 1 });
  await app.get(Trials).try();
  return state();
};
const state = async (): Promise<Data> => (await bureau.query(READ)).embeddingsState;
const use = async (on: boolean): Promise<Data> =>
  (await bureau.mutate(USE, { on, reason: '试点' })).useEmbeddings;
const facts = (): Promise<Data[]> =>
  app.sql('SELECT topic, note, payload FROM facts WHERE subject_id = $1 ORDER BY seq', [
    EMBEDDINGS_SUBJECT.id,
  ]);

beforeAll(async () => {
  server = await EmbeddingsServer.start(good);
  app = await startApp({
    now: '2026-03-10T03:40:00+08:00',
    environment: { EMBEDDINGS_URL: server.url, EMBEDDINGS_MODEL: 'planted' },
  });
  bureau = await app.as('bureau');
  for (let topic = 0; topic < TOPICS.length; topic++) needs.push(await openNeed(topic));
});
afterAll(async () => {
  await app.close();
  await server.close();
});

describe('embeddings', () => {
  it('are not used at first', async () => {
    expect(await state()).toEqual({
      ...{ configured: true, model: 'planted', adopted: false, decidedBy: null, stored: 0, sendable: 8 },
      ...{ lastTrial: null, lastFault: null },
    });
    await app.get(Trials).try();
    expect((await state()).lastTrial).toBeNull();
  });

  it('are not adopted on few judgements, however well they do', async () => {
    for (let n = 0; n < 10; n++) await judge(n);
    const { adopted, lastTrial } = await night(good);
    expect(adopted).toBe(false);
    expect(lastTrial).toMatchObject({ verdict: 'TOO_FEW_NEEDS', needs: 10, lossBefore: null });
  });

  it('that know nothing are refused', async () => {
    for (let n = 10; n < 60; n++) await judge(n);
    const { adopted, lastTrial } = await night(random);
    expect(adopted).toBe(false);
    expect(['NOT_BETTER', 'NOT_SURE']).toContain(lastTrial.verdict);
    expect(lastTrial.needs).toBe(60);
    expect(await facts()).toEqual([]);
  });

  it('that order judged needs better are adopted, with their numbers', async () => {
    const { adopted, decidedBy, lastTrial, stored, sendable } = await night(good);
    expect({ adopted, decidedBy, stored, sendable }).toEqual({
      ...{ adopted: true, decidedBy: 'TRIAL', stored: 68, sendable: 68 },
    });
    expect(lastTrial.verdict).toBe('ADOPT');
    expect(lastTrial.lossBefore - lastTrial.lossAfter).toBeGreaterThan(0.05);
    expect(lastTrial.certainty).toBeGreaterThanOrEqual(0.95);
    expect(app.get(EmbeddingsInUse).value).toBe(true);
    const { lossBefore, lossAfter } = lastTrial;
    const payload = { model: 'planted', verdict: 'ADOPT', needs: 60, lossBefore, lossAfter };
    expect(await facts()).toMatchObject([{ topic: 'embeddings.adopted', payload }]);
  });

  it('are tried once a night, however often the program starts', async () => {
    const { at } = (await state()).lastTrial;
    await app.get(Trials).try();
    expect((await state()).lastTrial.at).toBe(at);
  });

  it('are dropped when they do not win any more', async () => {
    expect(await night(random)).toMatchObject({ adopted: false, decidedBy: 'TRIAL' });
    expect(app.get(EmbeddingsInUse).value).toBe(false);
    expect((await facts()).at(-1)).toMatchObject({ topic: 'embeddings.dropped' });
  });

  it('are switched by an officer at once, and no trial changes that', async () => {
    expect(await use(true)).toMatchObject({ adopted: true, decidedBy: 'BUREAU' });
    expect(app.get(EmbeddingsInUse).value).toBe(true);
    expect(await night(random)).toMatchObject({ adopted: true, lastTrial: { needs: 60 } });
    expect(await use(false)).toMatchObject({ adopted: false, decidedBy: 'BUREAU' });
    expect(app.get(EmbeddingsInUse).value).toBe(false);
    expect(await night(good)).toMatchObject({ adopted: false, lastTrial: { verdict: 'ADOPT' } });
    await use(false);
    const told = (await facts()).slice(2);
    expect(told).toMatchObject([
      { topic: 'embeddings.switched', note: '试点', payload: { on: true } },
      { topic: 'embeddings.switched', payload: { on: false } },
    ]);
    expect(told).toHaveLength(2);
  });

  it('are for the bureau, which is told what went wrong', async () => {
    server.instead = says(503, {});
    await app.sql('DELETE FROM match_embeddings');
    await expect(app.get(Filling).fill({})).rejects.toThrow('503');
    const text = 'The endpoint of embeddings answered with HTTP status 503';
    expect((await state()).lastFault).toEqual({ code: 'STATUS', status: 503, text });
    const enterprise = await app.as('enterprise');
    await enterprise.refused('FORBIDDEN', READ);
    await enterprise.refused('FORBIDDEN', USE, { on: true, reason: '试' });
    await (await app.as('admin')).refused('FORBIDDEN', USE, { on: true, reason: '试' });
    await app.anonymous().refused('UNAUTHENTICATED', READ);
    await bureau.refused('input.empty', USE, { on: true, reason: ' ' });
  });
});

describe('without an endpoint', () => {
  it('nothing is configured, nothing is tried and nothing can be switched on', async () => {
    const plain = await startApp();
    try {
      const officer = await plain.as('bureau');
      const nothing = { configured: false, model: null, adopted: false, stored: 0, lastFault: null };
      expect((await officer.query(READ)).embeddingsState).toMatchObject(nothing);
      await officer.refused('embeddings.off', USE, { on: true, reason: '试' });
      await plain.get(Trials).try();
      await plain.get(Filling).fill({});
      expect(await plain.sql('SELECT FROM match_embedding_models')).toEqual([]);
    } finally {
      await plain.close();
    }
  });
});
