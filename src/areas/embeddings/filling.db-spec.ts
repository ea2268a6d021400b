import { startApp, type TestApp } from '../../../test/support/app';
import { EmbeddingsServer, gives, says, type Answer } from '../../../test/support/embeddings';
import { eventually } from '../../../test/support/eventually';
import { SYSTEM } from '../../kernel/actor';
import { Jobs } from '../../kernel/jobs';
import { AchievementsService } from '../achievements';
import { Filling } from './filling';
import { ModelStore } from './models.store';
import { VectorStore } from './vectors.store';

const MODEL = 'letters-3';
const KEY = 'sk-letters';
let server: EmbeddingsServer;
let app: TestApp;

const start = (works: boolean): Promise<TestApp> =>
  startApp({
    now: '2025-03-14T09:00:00+08:00',
    works,
    environment: { EMBEDDINGS_URL: server.url, EMBEDDINGS_MODEL: MODEL, EMBEDDINGS_KEY: KEY },
  });
const publish = async (title: string, visibility: 'PUBLIC' | 'CONFIDENTIAL' = 'PUBLIC'): Promise<string> => {
  const content = { title, abstract: `${title}，适用于盐湖卤水。`, visibility, contributorIds: [] };
  const organisationId = await app.personas.organisation('tju');
  return (await app.get(AchievementsService).importOne(SYSTEM, organisationId, content, title))!.id;
};
const stored = async (): Promise<string[]> =>
  (await app.sql<{ id: string }>('SELECT id FROM match_embeddings ORDER BY id')).map(({ id }) => id);
const when = (done: () => Promise<boolean>): Promise<true> =>
  eventually(async () => ((await done()) ? (true as const) : undefined));

beforeEach(async () => {
  server = await EmbeddingsServer.start((text) => [text.length, text.charCodeAt(0), -1]);
});
afterEach(async () => {
  await server.close(); // a request in progress would keep the program from ending
  await app.close();
});

describe('vectors', () => {
  it('are got by a job after a publication, and again after a change', async () => {
    app = await start(true);
    const id = await publish('锂吸附剂');
    await when(async () => (await stored()).includes(id));
    expect(server.texts).toEqual(['锂吸附剂\n锂吸附剂，适用于盐湖卤水。']);
    expect(server.asked[0]!.authorization).toBe(`Bearer ${KEY}`);
    await app.sql(`UPDATE achievements SET title = '锰系锂吸附剂', version = version + 1 WHERE id = $1`, [
      id,
    ]);
    await app.get(Jobs).runTicks();
    await when(() => Promise.resolve(server.texts.length === 2));
    expect(server.texts[1]).toContain('锰系锂吸附剂\n');
    await when(async () => (await app.get(VectorStore).count(MODEL)).stored === 1);
  });

  it('are never asked for confidential texts, nor kept of a text that has become so', async () => {
    app = await start(true);
    const open = await publish('公开的吸附剂');
    await publish('保密的吸附剂', 'CONFIDENTIAL');
    await when(async () => (await stored()).includes(open));
    const later = await publish('后来的吸附剂');
    await when(async () => (await stored()).includes(later));
    expect(server.texts).toHaveLength(2);
    expect(JSON.stringify(server.asked)).not.toContain('保密');
    await app.sql(
      `UPDATE achievements SET visibility = 'CONFIDENTIAL', version = version + 1 WHERE id = $1`,
      [open],
    );
    await app.get(Jobs).runTicks();
    expect(await stored()).toEqual([later]);
    await app.get(Filling).fill({});
    expect(server.texts).toHaveLength(2);
  });

  it('come in batches of at most 64, until none is missing', async () => {
    app = await start(false);
    for (let n = 0; n < 70; n++) await publish(`成果 ${n}`);
    await app.get(Filling).fill({});
    expect(await app.get(VectorStore).count(MODEL)).toEqual({ stored: 64, sendable: 70 });
    await app.get(Filling).fill({});
    expect(await app.get(VectorStore).count(MODEL)).toEqual({ stored: 70, sendable: 70 });
    await app.get(Filling).fill({});
    expect(server.asked.map(({ input }) => input.length)).toEqual([64, 6]);
  });

  it('of another model are got anew', async () => {
    app = await start(false);
    const id = await publish('锂吸附剂');
    await app.sql(`INSERT INTO match_embeddings VALUES ($1, 1, 'other', '\\x7f')`, [id]);
    expect(await app.get(VectorStore).read(MODEL, [id])).toEqual(new Map());
    await app.get(Filling).fill({});
    expect((await app.get(VectorStore).read(MODEL, [id])).get(id)!.direction).toHaveLength(3);
  });

  it('are asked for by one process at a time', async () => {
    app = await start(false);
    await publish('锂吸附剂');
    await Promise.all([1, 2, 3].map(() => app.get(Filling).fill({})));
    expect(server.asked).toHaveLength(1);
  });
});

describe('an endpoint that misbehaves', () => {
  it.each<[string, Answer, object]>([
    ['500', says(500, {}), { fault: 'STATUS', faultStatus: 500 }],
    ['a page', says(200, '<html>'), { fault: 'MALFORMED', faultStatus: null }],
    ['vectors of other lengths', gives([1], [1, 2]), { fault: 'MALFORMED', faultStatus: null }],
  ])('is asked again by the queue, and its fault is kept: %s', async (_, answer, fault) => {
    app = await start(true);
    server.instead = answer;
    const [one, two] = [await publish('锂吸附剂'), await publish('钠吸附剂')];
    await when(() => Promise.resolve(server.asked.length > 2)); // two publications are two wake-ups at most
    expect(await app.get(ModelStore).find(MODEL)).toMatchObject(fault);
    server.instead = undefined;
    await when(async () => (await stored()).length === 2);
    expect(await stored()).toEqual([one, two].sort());
  });

  it('is left alone for as long as it asks', async () => {
    app = await start(false);
    server.instead = says(429, {}, { 'retry-after': '120' });
    const id = await publish('锂吸附剂');
    await app.get(Filling).fill({});
    server.instead = undefined;
    app.clock.advance({ seconds: 100 });
    await app.get(Filling).fill({});
    expect(server.asked).toHaveLength(1);
    app.clock.advance({ seconds: 30 });
    await app.get(Filling).fill({});
    expect(await stored()).toEqual([id]);
    expect(await app.get(ModelStore).find(MODEL)).toMatchObject({ fault: 'STATUS', faultStatus: 429 });
  });

  it('keeps back no text for another that it does not take', async () => {
    app = await start(true);
    server.instead = (response, asked) => {
      const bad = asked.input.some((text) => text.startsWith('坏'));
      const vectors = asked.input.map(() => [1, 2, 3]);
      (bad ? says(400, {}) : gives(...vectors))(response, asked);
    };
    await publish('坏的文本');
    for (let n = 0; n < 5; n++) await publish(`成果 ${n}`);
    await app.get(Jobs).runTicks();
    await when(async () => (await stored()).length === 5);
  });

  it('delays no start', async () => {
    server.instead = () => undefined;
    app = await start(true);
    await publish('锂吸附剂');
    const since = performance.now();
    await app.get(Jobs).runTicks();
    expect(performance.now() - since).toBeLessThan(5_000);
  });
});
