import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { eventually } from '../../../test/support/eventually';
import { SYSTEM } from '../../kernel/actor';
import { seeded } from '../../engine/algebra';
import { Facts, verifyChain } from '../../kernel/facts';
import { Jobs } from '../../kernel/jobs';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { eachFactor, FACTORS, scoreOf, type Weights } from '../../engine/factors';
import { WEIGHTS_SUBJECT } from './weights';
import { WeightsReader } from './weights.reader';
import { JudgedPairs, WeightsService, type JudgedMatch } from './weights.service';

const VERSION = 'version weights { text field trl budget mode region record fresh } origin note active';
const LIST = `query ($first: Int, $after: String) { matchWeights(first: $first, after: $after) { totalCount
  nodes { ${VERSION} lossBefore lossAfter needsJudged madeAt } pageInfo { endCursor hasNextPage } } }`;
const SET = `mutation ($input: SetMatchWeightsInput!) { setMatchWeights(input: $input) { ${VERSION} } }`;
const USE = `mutation ($version: Int!, $reason: String!) {
  useMatchWeights(version: $version, reason: $reason) { ${VERSION} } }`;

const DEFAULTS: Weights = {
  ...{ text: 0.7, field: 0.12, trl: 0.06, budget: 0.02 },
  ...{ mode: 0.02, region: 0.04, record: 0.03, fresh: 0.01 },
};
const weights = (given: Partial<Weights>): Weights => eachFactor((factor) => given[factor] ?? 0);
const input = (given: Partial<Weights>, reason = '试点') => ({ input: { weights: weights(given), reason } });

let app: TestApp;
let bureau: ApiClient;

beforeAll(async () => {
  app = await startApp({ now: '2026-03-10T03:10:00+08:00' });
  bureau = await app.as('bureau');
});
afterAll(() => app.close());

const set = async (given: Partial<Weights>, reason?: string): Promise<Data> =>
  (await bureau.mutate(SET, input(given, reason))).setMatchWeights;
const use = async (version: number): Promise<Data> =>
  (await bureau.mutate(USE, { version, reason: '回退' })).useMatchWeights;
const facts = (): Promise<Data[]> =>
  app.sql('SELECT topic, note, payload FROM facts WHERE subject_id = $1 ORDER BY seq', [WEIGHTS_SUBJECT.id]);
const actives = (): Promise<{ version: number }[]> =>
  app.sql('SELECT version FROM match_weights WHERE active');
const held = (): Weights => app.get(WeightsReader).current();

describe('the weights of matching', () => {
  it('begin with those of the design', async () => {
    expect(held()).toEqual(DEFAULTS);
    const { matchWeights } = await bureau.query(LIST);
    expect(matchWeights).toMatchObject({
      totalCount: 1,
      nodes: [
        { version: 1, weights: DEFAULTS, origin: 'DEFAULT', note: null, active: true, lossBefore: null },
      ],
    });
  });

  it('are set by an officer as a new version, scaled to 1, and hold at once', async () => {
    expect(await set({ text: 0.6, trl: 0.2 }, '重视就绪度')).toEqual({
      ...{ version: 2, origin: 'BUREAU', note: '重视就绪度', active: true },
      weights: weights({ text: 0.6 / 0.8, trl: 0.2 / 0.8 }),
    });
    expect(held()).toEqual(weights({ text: 0.6 / 0.8, trl: 0.2 / 0.8 }));
    expect(await actives()).toEqual([{ version: 2 }]);
    expect(await set({ text: 0.6, trl: 0.2 }, '再说一次')).toMatchObject({ version: 2, note: '重视就绪度' });
  });

  it('go back, and forward, by one step; each change tells who, why and from where', async () => {
    expect(await use(1)).toMatchObject({ version: 1, weights: DEFAULTS, origin: 'DEFAULT', active: true });
    expect(held()).toEqual(DEFAULTS);
    expect(await use(1)).toMatchObject({ version: 1 });
    await use(2);
    expect(await actives()).toEqual([{ version: 2 }]);
    expect(await facts()).toMatchObject([
      { topic: 'weights.set', note: '重视就绪度', payload: { version: 2, previous: 1 } },
      { topic: 'weights.used', note: '回退', payload: { version: 1, previous: 2 } },
      { topic: 'weights.used', note: '回退', payload: { version: 2, previous: 1 } },
    ]);
    expect(await verifyChain(app.get(UnitOfWork))).toBeNull();
  });

  it('of any version can be had, to explain a match of the past', async () => {
    expect(await app.get(WeightsReader).byVersion(1)).toEqual(DEFAULTS);
    await expect(app.get(WeightsReader).byVersion(99)).rejects.toThrow('no version 99');
  });

  it.each<[string, Partial<Weights>, string]>([
    ['weights.text', { trl: 1 }, '试点'],
    ['input.too-large', { text: 1.5 }, '试点'],
    ['input.too-small', { text: 1, trl: -0.1 }, '试点'],
    ['input.empty', { text: 1 }, ' '],
  ])('are refused: %s', async (code, given, reason) => {
    await bureau.refused(code, SET, input(given, reason));
  });

  it('are refused by the service as well', async () => {
    const service = app.get(WeightsService);
    for (const text of [NaN, -1, 1.01])
      expect(() => service.set(SYSTEM, input({ text }).input)).toThrow('must be from 0 to 1');
    await bureau.refused('weights.unknown', USE, { version: 99, reason: '试' });
    await bureau.refused('input.empty', USE, { version: 1, reason: ' ' });
  });

  it('are for the bureau alone', async () => {
    for (const who of ['enterprise', 'admin', 'reviewer1'] as const) {
      const client = await app.as(who);
      await client.refused('FORBIDDEN', LIST);
      await client.refused('FORBIDDEN', SET, input({ text: 1 }));
      await client.refused('FORBIDDEN', USE, { version: 1, reason: '试' });
    }
    await app.anonymous().refused('UNAUTHENTICATED', LIST);
    const enterprise = await app.personas.actor('enterprise');
    expect(() => app.get(WeightsService).set(enterprise, input({ text: 1 }).input)).toThrow('may not');
    expect(() => app.get(WeightsService).use(enterprise, { version: 1, reason: '' })).toThrow('may not');
  });

  it('changed at the same moment are versions one after another, of which one is in use', async () => {
    const before = (await facts()).length;
    const texts = [0.11, 0.22, 0.33, 0.44];
    await Promise.all([...texts.map((trl) => set({ text: 0.5, trl })), use(1), use(1)]);
    const rows = await app.sql<{ version: number }>('SELECT version FROM match_weights ORDER BY 1');
    expect(rows.map(({ version }) => version)).toEqual([1, 2, 3, 4, 5, 6]);
    const [active] = await actives();
    const told = (await facts()).slice(before).map(({ payload }) => payload);
    expect(told.map(({ previous }) => previous)).toEqual([
      2,
      ...told.slice(0, -1).map(({ version }) => version),
    ]);
    expect(told.at(-1)!.version).toBe(active!.version);
    await app.get(WeightsReader).refresh();
    expect(app.get(WeightsReader).active.version).toBe(active!.version);
  });

  it('cannot be in use twice, whoever writes', async () => {
    await expect(app.sql('UPDATE match_weights SET active = true')).rejects.toThrow(
      'match_weights_one_active',
    );
  });

  it('that another process changes hold here within two seconds', async () => {
    await use(1);
    await app.sql(`UPDATE match_weights SET active = false WHERE active`);
    await app.sql(`UPDATE match_weights SET active = true WHERE version = 2`);
    const since = performance.now();
    await eventually(() => Promise.resolve(app.get(WeightsReader).active.version === 2 || undefined));
    expect(performance.now() - since).toBeLessThan(2_000);
  });

  it('are listed newest first, page by page, and a foreign cursor is refused', async () => {
    const seen: number[] = [];
    let after: string | null = null;
    for (let page = 0; page < 3; page++) {
      const { matchWeights }: Data = await bureau.query(LIST, { first: 2, after });
      seen.push(...matchWeights.nodes.map(({ version }: Data) => version));
      after = matchWeights.pageInfo.endCursor;
      expect(matchWeights.pageInfo.hasNextPage).toBe(page < 2);
    }
    expect(seen).toEqual([6, 5, 4, 3, 2, 1]);
    const foreign = Buffer.from(`${WEIGHTS_SUBJECT.id}2025-01-01`).toString('base64url');
    await bureau.refused('page.cursor', LIST, { after: foreign });
  });
});

describe('the nightly fit', () => {
  const PLANTED = { ...DEFAULTS, text: 0.3, trl: 0.46 };

  /** Verdicts that a test can change. */
  class Verdicts extends JudgedPairs {
    pairs: JudgedMatch[] = [];
    meanwhile: () => Promise<unknown> = () => Promise.resolve();

    async all(): Promise<JudgedMatch[]> {
      await this.meanwhile();
      return this.pairs;
    }

    judge(needs: number, by: Weights): void {
      const random = seeded(needs);
      this.pairs = Array.from({ length: needs * 8 }, (_, n) => {
        const features = eachFactor(() => random());
        const need = Math.floor(n / 8);
        const grade = Math.round(4 * scoreOf(features, by));
        const ids = {
          needId: `need-${need}`,
          candidateId: `candidate-${n}`,
          organisationId: `org-${need % 8}`,
        };
        return { ...ids, features, grade };
      });
    }
  }

  const verdicts = new Verdicts();
  const night = async (): Promise<void> => {
    app.clock.advance({ days: 1 });
    const [uow, told, clock] = [app.get(UnitOfWork), app.get(Facts), app.clock];
    await new WeightsService(uow, told, clock, app.get(WeightsReader), verdicts).refit();
  };
  const last = async (): Promise<Data> => (await facts()).at(-1)!;

  it('does nothing where nobody keeps verdicts', async () => {
    const before = await facts();
    await app.get(Jobs).runTicks();
    expect(await facts()).toEqual(before);
  });

  it('keeps the weights while there is little to learn from, and says so', async () => {
    await use(1);
    verdicts.judge(10, PLANTED);
    await night();
    const payload = { version: 1, why: 'TOO_FEW_NEEDS', needs: 10 };
    expect(await last()).toMatchObject({ topic: 'weights.kept', payload });
    expect(held()).toEqual(DEFAULTS);
  });

  it('adopts what orders held-out needs better, with its numbers', async () => {
    verdicts.judge(120, PLANTED);
    await night();
    expect((await last()).topic).toBe('weights.fitted');
    const [made] = (await bureau.query(LIST, { first: 1 })).matchWeights.nodes as Data[];
    expect(made).toMatchObject({ version: 7, origin: 'FITTED', active: true, needsJudged: 120, note: null });
    expect(made!.lossAfter).toBeLessThan(made!.lossBefore);
    expect(held()).toEqual(made!.weights);
    for (const factor of FACTORS) expect(Math.abs(held()[factor] - PLANTED[factor])).toBeLessThan(0.1);
  });

  it('runs once a night, however often the program starts', async () => {
    const before = await facts();
    app.clock.advance({ days: -1 });
    await night();
    expect(await facts()).toEqual(before);
    await night();
    expect(await last()).toMatchObject({ topic: 'weights.kept', payload: { why: 'NOT_BETTER', version: 7 } });
  });

  it('gives way to an officer who sets weights meanwhile', async () => {
    verdicts.judge(120, { ...DEFAULTS, text: 0.2, record: 0.53 });
    verdicts.meanwhile = () => set({ text: 0.5, region: 0.5 }, '同时');
    await night();
    expect(await last()).toMatchObject({ topic: 'weights.kept', payload: { why: 'OVERTAKEN', version: 8 } });
    expect(held()).toEqual(weights({ text: 0.5, region: 0.5 }));
  });
});
