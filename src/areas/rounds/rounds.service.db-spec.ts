import { startApp, type TestApp } from '../../../test/support/app';
import type { Data } from '../../../test/support/client';
import { SYSTEM } from '../../kernel/actor';
import { instantOf } from '../../kernel/clock';
import { RoundsService } from './rounds.service';

const PLAN =
  'mutation ($input: PlanRoundsInput!) { planRounds(input: $input) { id quarter state title opensAt closesAt } }';
const LIST = `query ($year: Int) { rounds(year: $year) { nodes { quarter state actions { name allowed code reason }
  history { nodes { topic } } } totalCount } }`;

let app: TestApp;
const states = async (year: number): Promise<string[]> => {
  const { rounds } = await app.anonymous().query(LIST, { year });
  return rounds.nodes.map(({ state }: Data) => state).reverse();
};

beforeAll(async () => {
  app = await startApp({ now: '2025-12-20T10:00:00+08:00' });
});
afterAll(() => app.close());

describe('rounds', () => {
  it('are planned by the bureau, once', async () => {
    const input = { year: 2026 };
    await app.anonymous().refused('UNAUTHENTICATED', PLAN, { input });
    await (await app.as('enterprise')).refused('FORBIDDEN', PLAN, { input });
    const bureau = await app.as('bureau');
    const { planRounds } = await bureau.mutate(PLAN, { input });
    expect(planRounds.map(({ opensAt }: Data) => opensAt)).toEqual([
      ...[
        '2026-01-04T01:00:00.000Z',
        '2026-04-01T01:00:00.000Z',
        '2026-07-01T01:00:00.000Z',
        '2026-10-08T01:00:00.000Z',
      ],
    ]);
    expect((await bureau.mutate(PLAN, { input: { year: 2026, openDays: 10 } })).planRounds).toEqual(
      planRounds,
    );
    await bureau.refused('input.too-large', PLAN, { input: { year: 2026, openDays: 93 } });
    const twice = await Promise.all([1, 2].map(() => bureau.mutate(PLAN, { input: { year: 2027 } })));
    expect(twice[0]).toEqual(twice[1]);
  });

  it('open and close to the second, and catch up after an outage', async () => {
    const tick = (instant: string): Promise<void> => {
      app.clock.set(instant);
      return app.get(RoundsService).tick();
    };
    await tick('2026-01-04T08:59:58+08:00');
    expect(await states(2026)).toEqual(['PLANNED', 'PLANNED', 'PLANNED', 'PLANNED']);
    await tick('2026-01-04T09:00:00+08:00');
    expect(await states(2026)).toEqual(['OPEN', 'PLANNED', 'PLANNED', 'PLANNED']);
    await tick('2026-02-17T16:59:58+08:00');
    expect(await states(2026)).toEqual(['OPEN', 'PLANNED', 'PLANNED', 'PLANNED']);
    await Promise.all([tick('2026-07-03T09:00:00+08:00'), app.get(RoundsService).tick()]);
    expect(await states(2026)).toEqual(['CLOSED', 'CLOSED', 'OPEN', 'PLANNED']);
    await app.runTicks();
    expect(await states(2026)).toEqual(['DECIDED', 'DECIDED', 'OPEN', 'PLANNED']);
    const { rounds } = await app.anonymous().query(LIST, { year: 2026 });
    expect(rounds.nodes.at(-1).history.nodes.map(({ topic }: Data) => topic)).toEqual([
      ...['round.planned', 'round.opened', 'round.closed', 'round.decided'],
    ]);
  });

  it('tell each viewer whether they can apply, and why not', async () => {
    const apply = async (client: Awaited<ReturnType<TestApp['as']>>): Promise<(string | null)[]> => {
      const { rounds } = await client.query(LIST, { year: 2026 });
      return rounds.nodes
        .map(({ actions }: Data) => actions.find(({ name }: Data) => name === 'APPLY').code)
        .reverse();
    };
    expect(await apply(await app.as('enterprise'))).toEqual([
      'rounds.not-open',
      'rounds.not-open',
      null,
      'rounds.not-open',
    ]);
    expect(new Set(await apply(await app.as('guest')))).toEqual(new Set(['rounds.no-organisation']));
    expect(new Set(await apply(app.anonymous()))).toEqual(new Set(['UNAUTHENTICATED']));
  });

  it('never overlap, whoever plans them', async () => {
    const window = (first: string, last: string): object => ({
      quarter: 4,
      opensAt: instantOf(first, '09:00'),
      closesAt: instantOf(last, '17:00'),
    });
    const plan = (year: number, first: string, last: string): Promise<unknown> =>
      app.get(RoundsService).planWindows(SYSTEM, year, [window(first, last) as never]);
    await expect(plan(2025, '2025-12-01', '2026-01-05')).rejects.toMatchObject({ code: 'rounds.overlap' });
    await expect(plan(2025, '2025-12-02', '2025-12-01')).rejects.toMatchObject({
      code: 'rounds.window-order',
    });
    await expect(plan(2025, '2025-12-01', '2025-12-31')).resolves.toHaveLength(1);
  });
});
