import { startApp, type TestApp } from '../../test/support/app';
import type { Data } from '../../test/support/client';
import { DEMO_PASSWORD } from './cast';
import { CARBONATE, LIAISON, ORGANISATIONS } from './facts';
import { DEMO_ACCOUNTS, programmeOfTheYear, seedDemo } from './index';

// A working day, the holiday before a quarter's first one, and the evening after a quarter's last one.
const DAYS = ['2025-03-14T10:00:00+08:00', '2025-10-03T10:00:00+08:00', '2025-12-31T20:00:00+08:00'];

describe.each(DAYS)('the demonstration on %s', (now) => {
  let app: TestApp;
  let token: string;

  const signIn = async (email: string): Promise<string> => {
    const mutation = `mutation($email: String!, $password: String!) { signIn(email: $email, password: $password) { accessToken } }`;
    const { data } = await app.anonymous().ask<Data>(mutation, { email, password: DEMO_PASSWORD });
    return data.signIn.accessToken as string;
  };
  const asked = async (query: string): Promise<Data> => {
    const { data, errors } = await app.bearing(token).ask<Data>(query);
    expect(errors).toBeUndefined();
    return data;
  };

  beforeAll(async () => {
    app = await startApp({ now });
    await seedDemo(app.app);
    await programmeOfTheYear(app.app);
    token = await signIn('bureau@xining.example');
  });
  afterAll(() => app.close());

  it('has every organisation, verified', async () => {
    const { organisations } = await asked('{ organisations(first: 100) { nodes { name verified } } }');
    const names = Object.values(ORGANISATIONS).map(({ name }) => name);
    const nodes = organisations.nodes as { name: string; verified: boolean }[];
    expect(nodes.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
    expect(nodes.every(({ verified }) => verified)).toBe(true);
  });

  it('lets every account sign in', async () => {
    for (const { email } of DEMO_ACCOUNTS) expect(await signIn(email)).toEqual(expect.any(String));
  });

  it('knows what was announced of the technology contracts of 2024', async () => {
    const { contractStatistics } = await asked(
      '{ contractStatistics(year: 2024) { registered announced { registered turnover turnoverGrowth } } }',
    );
    const announced = { registered: 1693, turnover: '1839000000.00', turnoverGrowth: 0.22 };
    expect(contractStatistics).toEqual({ registered: 0, announced });
  });

  it('has four rounds of the year, one of them open now', async () => {
    const { rounds } = await asked('{ rounds(first: 10) { nodes { year quarter state } } }');
    const quarter = Math.ceil(Number(app.clock.today().slice(5, 7)) / 3);
    const states = [4, 3, 2, 1].map((at) => (at > quarter ? 'PLANNED' : at === quarter ? 'OPEN' : 'CLOSED'));
    const expected = states.map((state, at) => ({ year: 2025, quarter: 4 - at, state }));
    expect(rounds.nodes).toEqual(expected);
  });

  it('has rounds and targets of a later year when it is played again then', async () => {
    const year =
      '{ rounds(first: 10, year: 2026) { nodes { quarter state } } targets(year: 2026) { indicator } }';
    expect(await asked(year)).toEqual({ rounds: { nodes: [] }, targets: [] });
    const before = app.clock.now();
    app.clock.set('2026-02-10T10:00:00+08:00');
    for (let start = 0; start < 2; start++) await programmeOfTheYear(app.app);
    token = await signIn('bureau@xining.example');
    const { rounds, targets } = await asked(year);
    expect(rounds.nodes.map(({ state }: Data) => state)).toEqual(['PLANNED', 'PLANNED', 'PLANNED', 'OPEN']);
    expect(targets).toHaveLength(5);
    app.clock.set(before);
  });

  it('has the project of the special fund in proposal, not signed', async () => {
    const query =
      '{ projects(first: 5) { nodes { title state requestedFunding parties { organisation { name } signedAt } } } }';
    token = await signIn('qmu@xining.example');
    const { projects } = await asked(query);
    const parties = CARBONATE.partners.map((key) => ({
      organisation: { name: ORGANISATIONS[key].name },
      signedAt: null,
    }));
    const { title, fund } = CARBONATE;
    expect(projects.nodes).toEqual([{ title, state: 'PROPOSED', requestedFunding: fund, parties }]);
  });

  it('has what was announced for it with its day and source, and no money that nobody allocated', async () => {
    token = await signIn('bureau@xining.example');
    const query = '{ funds(year: 2025) { planned dueOn source budget available fund { code name } } }';
    const { funds } = await asked(query);
    const [{ source, ...fund }] = funds as Data[];
    expect(fund).toEqual({
      ...{ planned: '3500000.00', dueOn: '2025-06-30', budget: '0.00', available: '0.00' },
      fund: { code: 'lithium-carbonate', name: `${CARBONATE.title}专项资金` },
    });
    expect(source).toContain('2025 年 1 月');
  });

  it('has met every month so far, with minutes', async () => {
    token = await signIn('isl@xining.example');
    const query =
      '{ liaisonSeries(first: 5) { nodes { title meetings(first: 40) { nodes { meetsOn state } } } } }';
    const { liaisonSeries } = await asked(query);
    const [series] = liaisonSeries.nodes as {
      title: string;
      meetings: { nodes: { meetsOn: string; state: string }[] };
    }[];
    expect(series!.title).toContain(LIAISON.title);
    const today = app.clock.today();
    const states = series!.meetings.nodes.map(({ meetsOn, state }) => [meetsOn < today, state]);
    expect(states).toEqual(states.map(([past]) => [past, past ? 'HELD' : 'PLANNED']));
  });
});
