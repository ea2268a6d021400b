import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { newId, publicId } from '../../kernel/ids';
import { Jobs } from '../../kernel/jobs';

let app: TestApp;
let bureau: ApiClient;
let isl: ApiClient;
let parties: string[];

const START = `mutation($input: StartLiaisonInput!) { startLiaison(input: $input) {
  id title rule time remindDaysBefore parties { name } actions { name allowed }
  meetings(first: 100) { nodes { id version state month meetsOn startsAt provisional sequence } } } }`;
const monthly = { rule: 'NTH_WEEKDAY', nth: 3, weekday: 3, startsOn: '2026-01-01', endsOn: '2026-12-31' };

const start = async (input: object = {}): Promise<Data> =>
  (await bureau.mutate(START, { input: { title: '盐湖所月对接', partyIds: parties, ...monthly, ...input } }))
    .startLiaison;
const tick = (): Promise<void> => app.get(Jobs).runTicks();

beforeAll(async () => {
  app = await startApp({ now: '2026-01-15T10:00:00+08:00' });
  [bureau, isl] = [await app.as('bureau'), await app.as('isl')];
  parties = [await app.organisation('isl'), await app.organisation('enterprise')];
});
afterAll(() => app.close());
beforeEach(() => app.clock.set('2026-01-15T10:00:00+08:00'));
afterEach(() => app.sql('TRUNCATE liaison_series, meetings CASCADE'));

describe('starting a liaison', () => {
  it('plans a year of meetings, off the holidays', async () => {
    const series = await start();
    expect(series).toMatchObject({ rule: 'NTH_WEEKDAY', time: '09:30', remindDaysBefore: [7, 1] });
    expect(series.parties.map(({ name }: Data) => name)).toEqual(['测试盐湖研究所', '青海测试锂盐有限公司']);
    expect(series.actions.map(({ name, allowed }: Data) => [name, allowed])).toEqual([
      ...[
        ['CHANGE', true],
        ['SET_CONTACTS', true],
        ['ADD_MEETING', true],
        ['PAUSE', true],
        ['RESUME', false],
        ['END', true],
      ],
    ]);
    const { nodes } = series.meetings;
    expect(nodes).toHaveLength(12);
    expect(nodes.slice(0, 3)).toMatchObject([
      {
        month: '2026-01',
        meetsOn: '2026-01-21',
        startsAt: '2026-01-21T01:30:00.000Z',
        state: 'PLANNED',
        version: 1,
      },
      { month: '2026-02', meetsOn: '2026-02-24', provisional: false },
      { month: '2026-03', meetsOn: '2026-03-18' },
    ]);
  });

  it.each([
    ['liaison.parties', { partyIds: [] }],
    ['liaison.rule-weekday', { weekday: null }],
    ['liaison.rule-weekday', { nth: 0 }],
    ['liaison.rule-day', { rule: 'DAY_OF_MONTH' }],
    ['liaison.time', { time: '9:30' }],
    ['liaison.time', { time: '24:00' }],
    ['liaison.dates', { endsOn: '2025-12-31' }],
    ['liaison.no-meeting', { endsOn: '2026-01-02' }],
    ['liaison.starts-on', { startsOn: '2019-01-01' }],
    ['NOT_FOUND', { partyIds: [publicId('org', newId(new Date())), publicId('org', newId(new Date()))] }],
    ['input.too-large', { day: 32 }],
    ['input.too-large', { remindDaysBefore: [61] }],
  ])('refuses with %s: %j', async (code, input) => {
    await bureau.refused(code, START, {
      input: { title: '月对接', partyIds: parties, ...monthly, ...input },
    });
    expect(await app.sql('SELECT FROM liaison_series')).toEqual([]);
  });

  it('counts a party once, and is the bureau’s to do', async () => {
    const input = { title: '月对接', partyIds: [parties[0], parties[0]], ...monthly };
    await bureau.refused('liaison.parties', START, { input });
    await isl.refused('FORBIDDEN', START, { input });
    await app.anonymous().refused('UNAUTHENTICATED', START, { input });
  });
});

describe('time', () => {
  it('rolls a series forward, once for each month, however late and however many ask', async () => {
    await start({ endsOn: null });
    const months = async (): Promise<string[]> =>
      (await app.sql<{ month: string }>('SELECT month FROM meetings ORDER BY month')).map(
        ({ month }) => month,
      );
    expect(await months()).toHaveLength(13);
    await tick();
    expect(await months()).toHaveLength(13);
    app.clock.set('2026-05-02T00:00:00+08:00');
    await Promise.all([tick(), tick(), tick()]);
    expect(await months()).toHaveLength(17);
    expect((await months()).at(-1)).toBe('2027-05');
    const facts = await app.sql(
      `SELECT FROM facts f JOIN meetings m ON m.id = f.subject_id WHERE f.topic = 'meeting.planned'`,
    );
    expect(facts).toHaveLength(17);
  });

  it('works a guessed day out anew once the holidays are known, unless a person chose it', async () => {
    const { meetings } = await start();
    const [january, february, march] = meetings.nodes;
    // As it stood before the holidays were announced.
    await app.sql(
      `UPDATE meetings SET provisional = true, meets_on = '2026-02-18', starts_at = '2026-02-18T01:30Z' WHERE month = '2026-02'`,
    );
    await app.sql(`UPDATE meetings SET provisional = true WHERE month = '2026-03'`);
    await app.sql(
      `UPDATE meetings SET provisional = true, fixed = true, meets_on = '2026-01-22' WHERE month = '2026-01'`,
    );
    await tick();
    await tick();
    const query =
      '{ meetings(first: 3) { nodes { id meetsOn startsAt provisional sequence history { nodes { topic } } } } }';
    expect((await bureau.query(query)).meetings.nodes).toMatchObject([
      { id: january.id, meetsOn: '2026-01-22', sequence: 0 },
      { id: february.id, meetsOn: '2026-02-24', startsAt: '2026-02-24T01:30:00.000Z', provisional: false, sequence: 1,
        history: { nodes: [{ topic: 'meeting.planned' }, { topic: 'meeting.recomputed' }] } },
      { id: march.id, meetsOn: '2026-03-18', provisional: false, sequence: 0 },
    ]); // prettier-ignore
  });
});
