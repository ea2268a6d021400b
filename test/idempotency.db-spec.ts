import { startApp, type TestApp } from './support/app';
import type { ApiClient } from './support/client';

const DRAFT = 'mutation($input: DraftNeedInput!) { draftNeed(input: $input) { id title } }';

let app: TestApp;
let enterprise: ApiClient;
let organisationId: string;
const needs = async (): Promise<number> =>
  (await enterprise.query('{ needs(filter: { mine: true }) { totalCount } }')).needs.totalCount;
const input = (title: string): object => ({ input: { organisationId, title, description: '说明' } });
const under = (key: string): ApiClient => enterprise.with({ 'idempotency-key': key });

beforeAll(async () => {
  app = await startApp();
  enterprise = await app.as('enterprise');
  organisationId = await app.organisation('enterprise');
});
afterAll(() => app.close());

describe('an Idempotency-Key', () => {
  it('gives the first answer again, and says so', async () => {
    const first = await under('k-1').ask(DRAFT, input('盐湖提锂'));
    const again = await under('k-1').ask(DRAFT, input('盐湖提锂'));
    expect(again.data).toEqual(first.data);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(await needs()).toBe(1);
  });

  it('reads a body as JSON: the order of its keys is no difference', async () => {
    const first = await under('k-2').ask(DRAFT, input('镁合金'));
    const turned = {
      input: Object.fromEntries(
        Object.entries({ ...(input('镁合金') as { input: object }).input }).reverse(),
      ),
    };
    expect((await under('k-2').ask(DRAFT, turned)).data).toEqual(first.data);
  });

  it('is refused for another body', async () => {
    const before = await needs();
    await under('k-1').refused('idempotency.reused', DRAFT, input('另一个'));
    expect(await needs()).toBe(before);
  });

  it('belongs to one account', async () => {
    const rival = (await app.as('rival')).with({ 'idempotency-key': 'k-1' });
    const own = {
      input: { organisationId: await app.organisation('rival'), title: '自己的', description: '说明' },
    };
    expect((await rival.ask(DRAFT, own)).headers.get('idempotency-replayed')).toBeNull();
  });

  it('lets one of several at once through; the others wait or get its answer', async () => {
    const before = await needs();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => under('k-3').ask(DRAFT, input('同时'))),
    );
    const ids = answers.flatMap(({ data }) => (data?.draftNeed?.id as string | undefined) ?? []);
    expect(new Set(ids).size).toBe(1);
    for (const { errors } of answers)
      if (errors) expect(errors[0]!.extensions.code).toBe('CONFLICT_IN_PROGRESS');
    expect(await needs()).toBe(before + 1);
  });

  it('does not keep a refusal: the same key may try again', async () => {
    await under('k-4').refused('input.empty', DRAFT, input(' '));
    const wrong = {
      input: { ...(input('预算') as { input: object }).input, budgetMin: '2', budgetMax: '1' },
    };
    await under('k-4').refused('needs.budget-order', DRAFT, wrong);
    expect((await under('k-4').ask(DRAFT, input('预算'))).headers.get('idempotency-replayed')).toBeNull();
  });

  it('leaves nothing behind where one of several mutations is refused', async () => {
    const before = await needs();
    const two = `mutation($a: DraftNeedInput!, $b: DraftNeedInput!) { a: draftNeed(input: $a) { id } b: draftNeed(input: $b) { id } }`;
    const a = (input('第一') as { input: object }).input;
    await under('k-5').refused('needs.budget-order', two, { a, b: { ...a, budgetMin: '2', budgetMax: '1' } });
    expect(await needs()).toBe(before);
    await under('k-5').mutate(two, { a, b: a });
    expect(await needs()).toBe(before + 2);
  });

  it('has 1 to 255 characters', async () => {
    await under('k'.repeat(256)).refused('idempotency.key', DRAFT, input('长'));
    await under('k'.repeat(255)).mutate(DRAFT, input('长'));
  });

  it('is no matter of queries', async () => {
    const asked = await under('k-1').ask('{ viewer { email } }');
    expect(asked.headers.get('idempotency-replayed')).toBeNull();
  });
});
