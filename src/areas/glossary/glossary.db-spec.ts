import { seedsOf } from '../../commands';
import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { SYSTEM } from '../../kernel/actor';
import { Facts } from '../../kernel/facts';
import { newId, publicId } from '../../kernel/ids';
import { until } from '../../kernel/kernel.testing';
import { formOf, lexiconVersion } from '../../kernel/lexicon';
import { sql } from '../../kernel/policy';
import { seedOnce } from '../../kernel/seeding';
import { analyse } from '../../kernel/text';
import { seedReference } from '../../../seeds/reference';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { conceptEdited } from './concept.facts';

let app: TestApp;
let bureau: ApiClient;

const FIELDS = '{ id version code zh en domain }';
const ADD = `mutation($input: AddConceptInput!) { addConcept(input: $input) ${FIELDS} }`;
const EDIT = `mutation($input: EditConceptInput!) { editConcept(input: $input) ${FIELDS} }`;
const REMOVE = 'mutation($input: RemoveConceptInput!) { removeConcept(input: $input) }';
const LIST = `query($first: Int, $after: String, $text: String, $domain: String) {
  concepts(first: $first, after: $after, text: $text, domain: $domain) {
    totalCount nodes { code zh en domain } pageInfo { hasNextPage endCursor } } }`;

const VANADIUM = {
  code: 'vanadium-flow',
  zh: ['全钒液流', '全釩液流系'],
  en: ['vanadium flow cell'],
  domain: 'storage',
};
const add = async (more: object = {}): Promise<Data> =>
  (await bureau.mutate(ADD, { input: { ...VANADIUM, ...more } })).addConcept;
const topicsOf = async (code: string): Promise<string[]> => {
  const rows = await app.sql<{ topic: string }>(
    `SELECT topic FROM facts WHERE subject_type = 'concept' AND payload->>'code' = $1 ORDER BY id`,
    [code],
  );
  return rows.map(({ topic }) => topic);
};

beforeAll(async () => {
  app = await startApp();
  bureau = await app.as('bureau');
});
afterAll(() => app.close());

describe('without a glossary', () => {
  it('the lexicon is empty, and texts are analysed all the same', () => {
    expect(lexiconVersion()).toBe('0');
    expect(analyse('全钒液流').some(({ kind }) => kind === 'concept')).toBe(false);
  });
});

describe('the bureau', () => {
  it('adds, edits and removes a concept, each a fact, and texts follow', async () => {
    const added = await add();
    expect(added).toMatchObject({ version: 1, code: 'vanadium-flow', zh: ['全钒液流', '全钒液流系'] });
    await until(() => formOf('vanadium-flow', 'en') !== undefined);
    expect(analyse('采用全釩液流').map(({ key }) => key)).toContain('§vanadium-flow');
    const input = { id: added.id, expectedVersion: 1, en: ['vanadium redox cell'] };
    const { editConcept } = await bureau.mutate(EDIT, { input });
    expect(editConcept).toMatchObject({ version: 2, zh: added.zh, en: ['vanadium redox cell'] });
    await until(() => formOf('vanadium-flow', 'en') === 'vanadium redox cell');
    await bureau.refused('CONFLICT', EDIT, { input });
    await bureau.refused('CONFLICT', REMOVE, { input: { id: added.id, expectedVersion: 1 } });
    expect((await bureau.mutate(REMOVE, { input: { id: added.id } })).removeConcept).toBe(true);
    await until(() => lexiconVersion() === '0');
    await bureau.refused('NOT_FOUND', REMOVE, { input: { id: added.id } });
    expect(await topicsOf('vanadium-flow')).toEqual(['concept.added', 'concept.edited', 'concept.removed']);
  });

  it('changes nothing by an edit that says nothing', async () => {
    const { id } = await add({ code: 'still' });
    const { editConcept } = await bureau.mutate(EDIT, { input: { id, zh: null } });
    expect(editConcept).toMatchObject({
      version: 1,
      zh: VANADIUM.zh.map((form) => form.replace('釩', '钒')),
    });
    expect(await topicsOf('still')).toEqual(['concept.added']);
    await bureau.mutate(REMOVE, { input: { id } });
  });

  it.each([
    ['glossary.code', { code: 'Salt lake' }],
    ['glossary.code', { domain: '盐湖' }],
    ['glossary.no-forms', { en: [] }],
    ['glossary.weak-form', { zh: ['钒'] }],
    ['glossary.weak-form', { zh: ['，。'] }],
    ['glossary.weak-form', { en: ['with'] }],
    ['glossary.code-taken', { code: 'taken' }],
    ['glossary.form-taken', { zh: ['佔用詞'] }],
    ['glossary.form-taken', { en: ['Taken  word'] }],
    ['input.empty', { zh: [''] }],
  ])('is refused with %s: %j', async (code, more) => {
    const [known] = await app.sql(`SELECT FROM concepts WHERE code = 'taken'`);
    if (!known) await add({ code: 'taken', zh: ['占用词'], en: ['taken-word'] });
    await bureau.refused(code, ADD, { input: { ...VANADIUM, ...more } });
    expect(await app.sql(`SELECT FROM concepts WHERE code <> 'taken'`)).toEqual([]);
  });

  it('cannot give a word away by an edit, though a concept may keep its own', async () => {
    const { id } = await add({ code: 'other' });
    await bureau.refused('glossary.form-taken', EDIT, { input: { id, en: ['taken word'] } });
    const { editConcept } = await bureau.mutate(EDIT, {
      input: { id, en: [...VANADIUM.en, 'Vanadium-flow cell', 'VRFB'] },
    });
    expect(editConcept.en).toEqual(['vanadium flow cell', 'VRFB']);
    await bureau.mutate(REMOVE, { input: { id } });
  });

  it.each(['enterprise', 'reviewer1', 'admin'] as const)('alone may: not %s', async (persona) => {
    const client = await app.as(persona);
    const input = { id: publicId('concept', newId(new Date())) };
    await client.refused('FORBIDDEN', ADD, { input: VANADIUM });
    await client.refused('FORBIDDEN', EDIT, { input });
    await client.refused('FORBIDDEN', REMOVE, { input });
    await app.anonymous().refused('UNAUTHENTICATED', ADD, { input: VANADIUM });
  });
});

describe('the seed', () => {
  const seed = (): Promise<void> => app.get(UnitOfWork).run(() => seedReference(app.app));
  const count = async (): Promise<number> =>
    (await app.sql<{ n: number }>('SELECT count(*)::int n FROM concepts'))[0]!.n;

  it('is part of both SEED=reference and SEED=demo', () => {
    expect(seedsOf('reference', app.clock).map(({ name }) => name)).toEqual(['glossary']);
    expect(seedsOf('demo', app.clock).map(({ name }) => name)).toEqual([
      ...['glossary', 'demo', `demo ${app.clock.today().slice(0, 4)}`],
    ]);
  });

  it('loads the glossary at once, without a fact for each concept, and processes follow', async () => {
    const facts = await app.sql('SELECT FROM facts');
    expect(await seedOnce(app.app, app.databaseUrl, seedsOf('reference', app.clock))).toEqual(['glossary']);
    expect(await count()).toBeGreaterThanOrEqual(600);
    expect(await app.sql('SELECT FROM facts')).toHaveLength(facts.length);
    await until(() => formOf('salt-lake', 'zh') === '盐湖');
    const keys = (text: string): string[] => analyse(text).map(({ key }) => key);
    const [zh, en] = [keys('鹽湖滷水'), keys('salt lake brines')];
    for (const key of ['§salt-lake-brine', '§salt-lake', '§brine'])
      expect([zh.includes(key), en.includes(key)]).toEqual([true, true]);
    expect(await seedOnce(app.app, app.databaseUrl, seedsOf('reference', app.clock))).toEqual([]);
  });

  it('leaves alone what the bureau edited or removed', async () => {
    const before = await count();
    const idOf = async (code: string): Promise<string> =>
      publicId(
        'concept',
        (await app.sql<{ id: string }>(`SELECT id FROM concepts WHERE code = $1`, [code]))[0]!.id,
      );
    await bureau.mutate(EDIT, { input: { id: await idOf('salt-lake'), domain: 'lakes' } });
    await bureau.mutate(REMOVE, { input: { id: await idOf('brine') } });
    await app.sql(`DELETE FROM concepts WHERE code = 'yak'`);
    await seed();
    expect(await count()).toBe(before - 1);
    expect(await app.sql(`SELECT code, domain FROM concepts WHERE code IN ('salt-lake', 'brine')`)).toEqual([
      { code: 'salt-lake', domain: 'lakes' },
    ]);
  });

  it('is there for everybody to look through', async () => {
    const stranger = app.anonymous();
    const first = (await stranger.query(LIST, { first: 3, domain: 'salt-lake' })).concepts;
    expect(first.nodes.map(({ domain }: Data) => domain)).toEqual(['salt-lake', 'salt-lake', 'salt-lake']);
    expect(first.totalCount).toBeGreaterThan(100);
    const after = first.pageInfo.endCursor as string;
    const second = (await stranger.query(LIST, { first: 3, domain: 'salt-lake', after })).concepts;
    const codes = [...first.nodes, ...second.nodes].map(({ code }: Data) => code as string);
    expect(new Set(codes).size).toBe(6);
    const found = async (text: string): Promise<string[]> =>
      (await stranger.query(LIST, { first: 100, text })).concepts.nodes.map(({ code }: Data) => code);
    expect(await found('鹽湖滷水')).toContain('salt-lake-brine');
    expect(await found('Li₂CO₃')).toContain('lithium-carbonate');
    expect(await found('LAKE BRINE')).toContain('salt-lake-brine');
    expect(await found('100%')).toEqual([]);
  });
});

describe('another process', () => {
  it('hears of a change within two seconds', async () => {
    const [{ id }] = (await app.sql<{ id: string }>(`SELECT id FROM concepts WHERE code = 'salt-lake'`)) as [
      { id: string },
    ];
    const version = lexiconVersion();
    // Facts of their own, as another process has them: this one's are not told of the commit.
    const uow = new UnitOfWork(app.dataSource);
    const facts = new Facts(uow, app.clock);
    await uow.run(async () => {
      await uow.query(sql`UPDATE concepts SET en = '{saline lake}', version = version + 1 WHERE id = ${id}`);
      const payload = { code: 'salt-lake', fields: ['en'] };
      await facts.state(conceptEdited, { subject: { type: 'concept', id }, actor: SYSTEM, payload });
    });
    const started = Date.now();
    await until(() => formOf('salt-lake', 'en') === 'saline lake');
    expect(Date.now() - started).toBeLessThan(2_000);
    expect(lexiconVersion()).not.toBe(version);
    await uow.onApplicationShutdown();
  });
});
