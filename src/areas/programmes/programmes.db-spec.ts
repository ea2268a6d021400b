import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { SYSTEM } from '../../kernel/actor';
import { RoundsReader, RoundsService } from '../rounds';
import { ProgrammesService } from './programmes.service';
import { revised } from './programme.testing';

let app: TestApp;
let bureau: ApiClient;

const REVISE = `mutation ($input: ReviseProgrammeInput!) { reviseProgramme(input: $input) {
  version reason author { name } terms { key value default } criteria { code name weight } } }`;
const termsIn = (values: Record<string, number>): object[] =>
  Object.entries(values).map(([key, value]) => ({ key, value }));
const valueOf = ({ terms }: Data, key: string): unknown =>
  (terms as Data[]).find((term) => term.key === key)?.value;

beforeAll(async () => {
  app = await startApp({ now: '2025-01-10T10:00:00+08:00' });
  bureau = await app.as('bureau');
});
afterAll(() => app.close());

describe('the programme', () => {
  it('has a first version with every default and criteria that weigh 1, for everybody to read', async () => {
    const { programme } = await app
      .anonymous()
      .query('{ programme { version terms { key value default text } criteria { code weight } } }');
    expect(programme.version).toBe(1);
    for (const { value, default: fallback } of programme.terms) expect(value).toBe(fallback);
    const weights = (programme.criteria as Data[]).map(({ weight }) => weight as number);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('is revised as a whole or not at all, and says which field breaks which rule', async () => {
    const refused = (code: string, input: object) =>
      bureau.refused(code, REVISE, { input: { reason: '测试', ...input } });
    const twice = { code: 'A', zh: '甲', en: 'a', weight: 0.5 };
    await refused('programmes.term-unknown', { terms: termsIn({ 'reviews.minimum': 5, 'no.such': 1 }) });
    await refused('programmes.term-range', { terms: termsIn({ 'reviews.minimum': 0 }) });
    await refused('programmes.term-whole', { terms: termsIn({ 'reviews.minimum': 3.5 }) });
    await refused('programmes.criterion-twice', { criteria: [twice, twice] });
    await refused('programmes.criteria-sum', { criteria: [twice] });
    await refused('programmes.outdated', { terms: termsIn({ 'reviews.minimum': 5 }), expectedVersion: 7 });
    const { programme } = await bureau.query('{ programme { version } }');
    expect(programme.version).toBe(1);
    await (await app.as('enterprise')).refused('FORBIDDEN', REVISE, { input: { reason: '测试' } });
  });

  it('makes a version of what changes and of nothing else, by whoever is first', async () => {
    const input = {
      terms: termsIn({ 'reviews.minimum': 5 }),
      reason: '每项至少五位专家',
      expectedVersion: 1,
    };
    const { reviseProgramme: second } = await bureau.mutate(REVISE, { input });
    expect(second).toMatchObject({ version: 2, reason: '每项至少五位专家' });
    expect(valueOf(second, 'reviews.minimum')).toBe(5);
    const same = await app
      .get(ProgrammesService)
      .revise(SYSTEM, { terms: input.terms as never, reason: 'x' });
    expect(same.version).toBe(2);
    const raced = await Promise.all([4, 6, 7].map((value) => revised(app, { 'reviews.minimum': value })));
    expect(raced.map(({ version }) => version).sort()).toEqual([3, 4, 5]);
  });

  it('stays with a round as it opened, whatever comes later', async () => {
    await app.get(RoundsService).plan(SYSTEM, { year: 2025 });
    await revised(app, { 'rounds.notice-workdays': 9 });
    app.clock.set('2025-04-10T10:00:00+08:00');
    await app.get(RoundsService).tick();
    const rounds = await app.get(RoundsReader).ofYear(2025);
    const days = rounds.map(({ terms }) => terms.values['rounds.notice-workdays']);
    expect(rounds.map(({ state }) => state)).toEqual(['CLOSED', 'OPEN', 'PLANNED', 'PLANNED']);
    expect(days.slice(0, 2)).toEqual([5, 9]);
    const { rounds: shown } = await app
      .anonymous()
      .query('{ rounds(first: 4, year: 2025) { nodes { quarter programme { version } } } }');
    expect(shown.nodes.find((round: Data) => round.quarter === 1).programme.version).toBe(5);
    expect(shown.nodes.find((round: Data) => round.quarter === 2).programme.version).toBe(6);
  });
});
