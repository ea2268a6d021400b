import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { Courier } from '../letters';
import { TargetsWatch } from './targets.watch';
import { statementCount } from '../../../test/support/statements';
import { SYSTEM } from '../../kernel/actor';
import { newId, publicId } from '../../kernel/ids';
import { FundsService } from '../funds';
import { LiaisonService, MeetingsReader } from '../liaison';
import { MinutesService } from '../minutes';
import { Need } from '../needs';
import { OrganisationsService } from '../organisations';

let app: TestApp;
let bureau: ApiClient;
let enterprise: string;

const SET = `mutation($input: SetTargetInput!) { setTarget(input: $input) {
  id version year indicator owner { name } district goal actual forecast status about { name unit notYetComputed } } }`;
const set = async (indicator: string, more: object = {}): Promise<Data> =>
  (await bureau.mutate(SET, { input: { year: 2026, indicator, goal: '10', ...more } })).setTarget;
const actualOf = async (indicator: string, more: object = {}): Promise<string> =>
  (await set(indicator, more)).actual as string;

/** A need of the enterprise that was first opened then. */
const published = async (publishedAt: string): Promise<void> => {
  const need = {
    id: newId(new Date()),
    version: 1,
    state: 'CLOSED',
    title: '标题',
    description: '描述',
    visibility: 'PUBLIC',
  } as const;
  const rest = {
    metrics: [],
    disclosedTo: [],
    organisationId: enterprise,
    publishedAt: new Date(publishedAt),
  };
  await app.dataSource.manager.insert(Need, { ...need, ...rest });
};

beforeAll(async () => {
  app = await startApp({ now: '2026-03-15T10:00:00+08:00' });
  bureau = await app.as('bureau');
  enterprise = await app.personas.organisation('enterprise');
  await app.sql(`UPDATE organisations SET district = '630104' WHERE id = $1`, [enterprise]);
});
afterAll(() => app.close());

describe('what is counted', () => {
  it('needs first opened within the year, by the city’s clock', async () => {
    expect(await actualOf('needs.published')).toBe('0');
    await published('2025-12-31T15:59:59Z');
    await published('2025-12-31T16:00:00Z');
    await published('2026-12-31T15:59:59Z');
    await published('2026-12-31T16:00:00Z');
    expect(await actualOf('needs.published')).toBe('2');
    expect(await actualOf('needs.published', { year: 2025 })).toBe('1');
    expect(await actualOf('needs.published', { year: 2027 })).toBe('1');
    expect(await actualOf('needs.published', { district: '630104' })).toBe('2');
    expect(await actualOf('needs.published', { district: '630100' })).toBe('2');
    expect(await actualOf('needs.published', { district: '630102' })).toBe('0');
    expect(await actualOf('needs.published', { ownerId: publicId('org', enterprise) })).toBe('2');
    expect(await actualOf('needs.published', { ownerId: await app.organisation('tju') })).toBe('0');
  });

  it('for a government body, everybody’s in its district or the city', async () => {
    const government = await app
      .get(OrganisationsService)
      .register(SYSTEM, { name: '测试科学技术局', kind: 'GOVERNMENT' });
    const ownerId = publicId('org', government.id);
    expect(await actualOf('needs.published', { ownerId })).toBe('2');
    expect(await actualOf('needs.published', { ownerId, district: '630104' })).toBe('2');
    expect(await actualOf('needs.published', { ownerId, district: '630105' })).toBe('0');
  });

  it('organisations registered, by the facts', async () => {
    const [row] = await app.sql<{ n: string }>(
      `SELECT count(*) n FROM facts WHERE topic = 'organisation.registered'`,
    );
    expect(await actualOf('organisations.registered')).toBe(row!.n);
    expect(Number(row!.n)).toBeGreaterThan(1);
    expect(await actualOf('organisations.registered', { year: 2025 })).toBe('0');
    expect(await actualOf('organisations.registered', { district: '630104' })).toBe('1');
  });

  it('liaison meetings held, for their month', async () => {
    const partyIds = [enterprise, await app.personas.organisation('isl')];
    const rule = { rule: 'FIRST_WORKING_DAY', startsOn: '2025-12-01', endsOn: '2026-06-30' } as const;
    await app.get(LiaisonService).start(SYSTEM, { title: '月对接', partyIds, ...rule });
    const { nodes } = await app.get(MeetingsReader).search(SYSTEM, { first: 4 });
    for (const { id } of nodes.slice(0, 3))
      await app.get(MinutesService).hold(SYSTEM, { meetingId: id, minutes: '纪要' });
    expect(await actualOf('liaison.meetings-held')).toBe('2');
    expect(await actualOf('liaison.meetings-held', { year: 2025 })).toBe('1');
    expect(await actualOf('liaison.meetings-held', { ownerId: await app.organisation('isl') })).toBe('2');
    expect(await actualOf('liaison.meetings-held', { ownerId: await app.organisation('tju') })).toBe('0');
  });

  it('what documents have allocated to the special fund in the year', async () => {
    const funds = app.get(FundsService);
    const { id: fundId } = await funds.open(SYSTEM, { code: 'lithium-carbonate', name: '专项资金' });
    const source = { fundId, source: '报道' };
    await funds.announce(SYSTEM, { ...source, year: 2026, amount: '3500000' });
    expect(await actualOf('fund.lithium-carbonate')).toBe('0');
    for (const year of [2026, 2027])
      await funds.allocate(SYSTEM, { fundId, year, amount: '3000000', documentNumber: '1号' });
    await funds.reduce(SYSTEM, { fundId, year: 2026, amount: '0.50', documentNumber: '2号' });
    expect(await actualOf('fund.lithium-carbonate')).toBe('2999999.50');
  });

  it('nothing yet of what the platform does not keep, and says so', async () => {
    const target = await set('salt-lake-engineers.trained', { goal: '500' });
    expect(target).toMatchObject({
      actual: '0',
      about: { name: 'Salt-lake chemical engineers trained', notYetComputed: true },
    });
    expect((await set('projects.approved')).about.notYetComputed).toBe(false);
  });

  it('and raises no alarm about what is not measured, however late in the year', async () => {
    app.clock.set('2026-11-15T10:00:00+08:00');
    try {
      const unmeasured = { actual: '0', forecast: null, status: 'NOT_STARTED' };
      expect(await set('salt-lake-engineers.trained', { goal: '500' })).toMatchObject(unmeasured);
      expect(await set('ai-trainers.trained', { goal: '1000', year: 2025 })).toMatchObject(unmeasured);
      expect(await set('projects.approved')).toMatchObject({ forecast: '0.00', status: 'BEHIND' });
    } finally {
      app.clock.set('2026-03-15T10:00:00+08:00');
    }
  });
});

describe('setting a target', () => {
  it('again changes its goal, and tells both in its facts', async () => {
    const first = await set('projects.approved', { goal: '8', year: 2028 });
    const again = await set('projects.approved', { goal: '10.00', year: 2028 });
    expect(again).toMatchObject({
      id: first.id,
      version: 2,
      goal: '10.00',
      actual: '0',
      forecast: null,
      status: 'NOT_STARTED',
    });
    const facts =
      await app.sql(`SELECT payload FROM facts WHERE topic = 'target.set' AND payload->>'goal' IN ('8.00', '10.00')
      AND subject_id = (SELECT id FROM targets WHERE year = 2028) ORDER BY seq`);
    expect(facts).toEqual([
      { payload: { goal: '8.00', previous: null } },
      { payload: { goal: '10.00', previous: '8.00' } },
    ]);
  });

  it.each([
    ['targets.indicator', { indicator: 'projects.aproved' }],
    ['targets.district', { district: '110000' }],
    ['input.negative', { goal: '-1' }],
    ['input.too-small', { year: 1 }],
    ['NOT_FOUND', { ownerId: publicId('org', newId(new Date())) }],
  ])('refuses with %s: %j', async (code, more) => {
    await bureau.refused(code, SET, {
      input: { year: 2030, indicator: 'projects.approved', goal: '10', ...more },
    });
    expect(await app.sql('SELECT FROM targets WHERE year IN (1, 2030)')).toEqual([]);
  });

  it('names the indicators there are, and is the bureau’s to do', async () => {
    const input = { year: 2026, indicator: 'x', goal: '10' };
    expect((await bureau.refused('targets.indicator', SET, { input })).message).toContain(
      'projects.approved, needs.published',
    );
    await (await app.as('isl')).refused('FORBIDDEN', SET, { input });
  });
});

describe('the targets of a year', () => {
  const LIST = '{ targets(year: 2026) { id indicator owner { name } district goal actual forecast status } }';

  it('are public, the city’s before those of its parts', async () => {
    const { targets } = await app.anonymous().query(LIST);
    const needs = targets.filter(({ indicator }: Data) => indicator === 'needs.published');
    expect(needs[0]).toMatchObject({ owner: null, district: null, actual: '2', goal: '10.00' });
    expect(Number(needs[0].forecast)).toBeCloseTo((2 * 365) / 73, 2);
    expect(needs[0].status).toBe('ON_TRACK');
    expect(needs.length).toBeGreaterThan(4);
  });

  it('cost one statement for each indicator, however many they are', async () => {
    // The list, the records of the batch, the owners, and the five indicators that are counted.
    expect(await statementCount(app, () => app.anonymous().query(LIST))).toBeLessThanOrEqual(3 + 5);
  });
});

it('warn officers once a month of what is behind', async () => {
  const behind = async (): Promise<string[]> => {
    await app.get(TargetsWatch).watch();
    await app.get(Courier).deliver();
    const { inbox } = await (
      await app.as('bureau')
    ).query('{ inbox(first: 100, kind: TARGETS) { nodes { title subject { id } } } }');
    return inbox.nodes.map(({ title }: Data) => title as string);
  };
  const first = await behind();
  expect(first.some((title) => title.startsWith('Behind its target'))).toBe(true);
  expect(await behind()).toHaveLength(first.length);
  app.clock.advance({ days: 31 });
  expect((await behind()).length).toBeGreaterThan(first.length);
});
