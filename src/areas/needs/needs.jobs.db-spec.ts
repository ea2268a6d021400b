import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { Need } from './need';
import { NeedsReader } from './needs.reader';
import { newId } from '../../kernel/ids';
import { SYSTEM } from '../../kernel/actor';

let app: TestApp;
let enterprise: ApiClient;

/** An open need, published now by the clock. */
async function open(content: Partial<Need> = {}): Promise<string> {
  const now = app.clock.now();
  const id = newId(now);
  const organisationId = await app.personas.organisation('enterprise');
  const state = { state: 'OPEN', publishedAt: now, confirmedAt: now, disclosedTo: [] } as const;
  const need = {
    id,
    version: 1,
    organisationId,
    title: '标题',
    description: '描述',
    visibility: 'PUBLIC',
    metrics: [],
  } as const;
  await app.dataSource.manager.insert(Need, { ...need, ...state, ...content } as unknown as Need);
  return id;
}
const read = async (id: string): Promise<Need> => app.get(NeedsReader).get(SYSTEM, id);
const topics = async (id: string): Promise<string[]> =>
  (await app.sql<{ topic: string }>('SELECT topic FROM facts WHERE subject_id = $1 ORDER BY seq', [id])).map(
    ({ topic }) => topic,
  );

beforeAll(async () => {
  app = await startApp({ now: '2025-03-14T09:00:00+08:00' });
  enterprise = await app.as('enterprise');
});
afterAll(() => app.close());

describe('time and needs', () => {
  it('asks the owner after 90 days, and lets the need expire 14 days later without an answer', async () => {
    const id = await open();
    app.clock.advance({ days: 89 });
    await app.runTicks();
    expect(await topics(id)).toEqual([]);
    app.clock.advance({ days: 2 });
    await app.runTicks();
    await app.runTicks();
    expect(await topics(id)).toEqual(['need.confirmation-asked']);
    expect((await read(id)).state).toBe('OPEN');
    app.clock.advance({ days: 13 });
    await app.runTicks();
    expect((await read(id)).state).toBe('OPEN');
    app.clock.advance({ days: 2 });
    await app.runTicks();
    await app.runTicks();
    expect((await read(id)).state).toBe('EXPIRED');
    expect(await topics(id)).toEqual(['need.confirmation-asked', 'need.expired']);
  });

  it('keeps a need whose owner answers, and asks again 90 days later', async () => {
    const id = await open();
    app.clock.advance({ days: 91 });
    await app.runTicks();
    const publicId = (await enterprise.query('{ needs(first: 1) { nodes { id } } }')).needs.nodes[0]
      .id as string;
    await (
      await app.as('rival')
    ).refused('needs.not-member', 'mutation($id: ID!) { confirmNeed(id: $id) { id } }', { id: publicId });
    const confirmed: Data = await enterprise.mutate(
      'mutation($id: ID!) { confirmNeed(id: $id) { state version } }',
      { id: publicId },
    );
    expect(confirmed.confirmNeed.state).toBe('OPEN');
    app.clock.advance({ days: 60 });
    await app.runTicks();
    expect((await read(id)).state).toBe('OPEN');
    app.clock.advance({ days: 31 });
    await app.runTicks();
    expect(await topics(id)).toEqual([
      'need.confirmation-asked',
      'need.confirmed',
      'need.confirmation-asked',
    ]);
  });

  it('lets a need expire the day after its deadline, in the city’s time zone', async () => {
    app.clock.set('2026-05-31T23:30:00+08:00');
    const id = await open({ deadline: '2026-05-31' });
    await app.runTicks();
    expect((await read(id)).state).toBe('OPEN');
    app.clock.set('2026-06-01T00:10:00+08:00');
    await app.runTicks();
    expect((await read(id)).state).toBe('EXPIRED');
  });

  it('does for all what one cannot hinder', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => open({ deadline: '2026-06-01' })));
    app.clock.set('2026-06-03T09:00:00+08:00');
    await Promise.all([app.runTicks(), app.runTicks()]);
    for (const id of ids) expect([(await read(id)).state, (await topics(id)).length]).toEqual(['EXPIRED', 1]);
  });
});
