import { setTimeout as sleep } from 'node:timers/promises';
import { SYSTEM } from '../src/kernel/actor';
import { AccountsService } from '../src/areas/accounts';
import { until } from '../src/kernel/kernel.testing';
import { NeedsResolver } from '../src/areas/needs/needs.resolver';
import { ACCESS } from '../src/kernel/access';
import { startApp, type TestApp } from './support/app';
import type { ApiClient, Data, Received } from './support/client';

const FACTS = 'subscription($id: ID) { facts(subjectId: $id) { topic actorName } }';
const DRAFT = 'mutation($input: DraftNeedInput!) { draftNeed(input: $input) { id } }';
const MOVE = 'mutation($input: MoveNeedInput!) { moveNeed(input: $input) { id state } }';

let app: TestApp;
let enterprise: ApiClient;
let organisationId: string;

const CONTENT = {
  title: '卤水提锂吸附剂的国产化替代',
  description:
    '老卤镁锂比约四十，现用进口吸附剂溶损偏高，需在夏季二十五度、冬季零下工况下稳定运行，已试过两家国产产品，循环两百次后容量衰减三成以上。',
  metrics: [{ name: '溶损率', target: '0.05' }],
};
const draft = async (): Promise<string> =>
  (await enterprise.mutate(DRAFT, { input: { organisationId, ...CONTENT } })).draftNeed.id;
const submit = (id: string): Promise<Data> => enterprise.mutate(MOVE, { input: { id, verb: 'SUBMIT' } });
const topics = (received: Received<Data>): string[] =>
  received.all.flatMap(({ data }) => (data ? [data.facts.topic as string] : []));

/** A subscription that surely stands: the fact of the need it watches has come in. */
async function watch(client: ApiClient, probe: () => Promise<unknown>, id?: string): Promise<Received<Data>> {
  const received = await client.subscribe<Data>(FACTS, { id });
  await sleep(100);
  await probe();
  await until(() => received.all.length > 0 || received.ended);
  return received;
}

beforeAll(async () => {
  app = await startApp();
  enterprise = await app.as('enterprise');
  organisationId = await app.organisation('enterprise');
});
afterAll(() => app.close());

describe('an open subscription', () => {
  it('shows a change of rights with the next fact', async () => {
    const bureau = await app.as('bureau');
    const accounts = app.get(AccountsService);
    const received = await watch(bureau, async () => {
      const id = await draft();
      await sleep(300);
      await submit(id);
    });
    expect(topics(received)).toEqual(['need.submitted']);
    await accounts.setRole(SYSTEM, 'bureau@test.example', 'BUREAU_OFFICER', false);
    const before = topics(received).filter((topic) => topic === 'need.submitted').length;
    await submit(await draft());
    await sleep(300);
    expect(topics(received).filter((topic) => topic === 'need.submitted')).toHaveLength(before);
    await accounts.setRole(SYSTEM, 'bureau@test.example', 'BUREAU_OFFICER', true);
    await submit(await draft());
    await until(() => topics(received).filter((topic) => topic === 'need.submitted').length === before + 1);
    received.stop();
  });

  it('ends for a member who was taken out', async () => {
    const colleague = await app.as('colleague');
    const received = await watch(colleague, draft);
    expect(topics(received)).toEqual(['need.drafted']);
    await enterprise.mutate('mutation($input: RemoveMemberInput!) { removeMember(input: $input) }', {
      input: { organisationId, email: 'colleague@test.example' },
    });
    const count = topics(received).filter((topic) => topic === 'need.drafted').length;
    await draft();
    await sleep(300);
    expect(topics(received).filter((topic) => topic === 'need.drafted')).toHaveLength(count);
    received.stop();
  });

  it('ends with its session', async () => {
    const SIGN_IN =
      'mutation { signIn(email: "rival@test.example", password: "benfu-test-2025") { accessToken refreshToken } }';
    await app.personas.account('rival');
    const { accessToken, refreshToken } = (await app.anonymous().mutate(SIGN_IN)).signIn;
    const client = app.bearing(accessToken);
    const rivalId = await app.organisation('rival');
    const own = async (): Promise<Data> =>
      (await app.as('rival')).mutate(DRAFT, { input: { organisationId: rivalId, ...CONTENT } });
    const received = await watch(client, own);
    expect(topics(received)).toEqual(['need.drafted']);
    await app.anonymous().mutate('mutation($t: String!) { signOut(refreshToken: $t) }', { t: refreshToken });
    await own();
    await until(() => received.ended || received.all.some(({ errors }) => errors !== undefined));
    expect(JSON.stringify([received.all.at(-1)?.errors, received.error])).toContain('accounts.session-ended');
    expect(topics(received)).toEqual(['need.drafted']);
  });

  it('on one record starts only for those who may read it, and hears of nothing else', async () => {
    const id = await draft();
    const rival = await (await app.as('rival')).subscribe(FACTS, { id });
    await until(() => rival.ended || rival.all.length > 0);
    expect(JSON.stringify([rival.all, rival.error])).toContain('NOT_FOUND');
    const received = await watch(enterprise, () => submit(id), id);
    await draft();
    await sleep(200);
    expect(topics(received)).toEqual(['need.submitted']);
    received.stop();
  });
});

describe('a right that is taken', () => {
  it('is gone with the very next request', async () => {
    const colleague = await app.as('isl');
    const id = await app.organisation('isl');
    const input = { organisationId: id, ...CONTENT };
    const { draftNeed } = await colleague.mutate(DRAFT, { input });
    await app.get(AccountsService).removeMember(SYSTEM, {
      organisationId: await app.personas.organisation('isl'),
      email: 'isl@test.example',
    });
    await colleague.refused('NOT_FOUND', 'query($id: ID!) { need(id: $id) { id } }', { id: draftNeed.id });
    await colleague.refused('NOT_FOUND', MOVE, { input: { id: draftNeed.id, verb: 'SUBMIT' } });
    await colleague.refused('needs.not-member', DRAFT, { input });
    expect(
      (await colleague.query('{ needs(filter: { mine: true }) { totalCount nodes { id } } }')).needs,
    ).toEqual({ totalCount: 0, nodes: [] });
  });
});

it('a stranger reads what happened to a round, but no names', async () => {
  const { planRounds } = await (
    await app.as('bureau')
  ).mutate('mutation { planRounds(input: { year: 2031 }) { id } }');
  const query = 'query($id: ID!) { round(id: $id) { history { nodes { topic actorName } } } }';
  const names = async (client: ApiClient): Promise<(string | null)[]> =>
    (await client.query(query, { id: planRounds[0].id })).round.history.nodes.map(
      ({ actorName }: Data) => actorName as string | null,
    );
  expect(await names(enterprise)).toContain('测试 bureau');
  expect(new Set(await names(app.anonymous()))).toEqual(new Set([null]));
});

describe('a field resolver', () => {
  it('is guarded like a root field, and closed where nobody said who may ask', async () => {
    const id = await draft();
    const query = 'query($id: ID!) { need(id: $id) { hints { field } } }';
    expect((await enterprise.query(query, { id })).need.hints.length).toBeGreaterThan(0);
    const method: object = Object.getOwnPropertyDescriptor(NeedsResolver.prototype, 'hints')!.value;
    const stated: unknown = Reflect.getMetadata(ACCESS, method);
    try {
      Reflect.deleteMetadata(ACCESS, method);
      await enterprise.refused('FORBIDDEN', query, { id });
      Reflect.defineMetadata(ACCESS, { signedIn: true, roles: ['ADMIN'] }, method);
      await enterprise.refused('FORBIDDEN', query, { id });
    } finally {
      Reflect.defineMetadata(ACCESS, stated, method);
    }
  });
});
