import { usccCheck } from '../../src/areas/organisations';
import { verifyChain } from '../../src/kernel/facts';
import { UnitOfWork } from '../../src/kernel/unit-of-work';
import { startApp, type TestApp } from '../support/app';
import type { ApiClient, Data } from '../support/client';

const REGISTER =
  'mutation($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) { id name uscc ror } }';
const DRAFT = 'mutation($input: DraftNeedInput!) { draftNeed(input: $input) { id version state } }';
const MOVE = 'mutation($input: MoveNeedInput!) { moveNeed(input: $input) { id version state } }';
const PROFILE = 'mutation($input: UpdateProfileInput!) { updateProfile(input: $input) { id orcid } }';

const CONTENT = {
  title: '高镁锂比卤水提锂吸附剂国产化',
  description:
    '老卤镁锂比约四十，现用进口吸附剂溶损偏高，需在夏季二十五度、冬季零下工况下稳定运行，已试过两家国产产品，循环两百次后容量衰减三成以上。',
  metrics: [{ name: '吸附剂溶损率', target: '≤ 0.05' }],
};

let app: TestApp;
let enterprise: ApiClient;
let organisationId: string;

/** Everything that is stored, as counts: what a refusal must leave as it was. */
async function stored(): Promise<Record<string, number>> {
  const tables = await app.sql<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
  );
  const kept = tables.map(({ name }) => name).filter((name) => !['rate_limits', 'sessions'].includes(name));
  const counts = await Promise.all(
    kept.map(
      async (name) =>
        [name, (await app.sql<{ n: string }>(`SELECT count(*) AS n FROM "${name}"`))[0]!.n] as const,
    ),
  );
  return Object.fromEntries(counts.map(([name, n]) => [name, Number(n)]));
}

/** Runs a refused operation; nothing may be half done, and both languages speak. */
async function refusedWhole(
  client: ApiClient,
  code: string,
  query: string,
  variables: object,
): Promise<Data> {
  const before = await stored();
  const english = await client.refused(code, query, variables);
  const chinese = await client.with({ 'accept-language': 'zh-CN' }).refused(code, query, variables);
  expect(await stored()).toEqual(before);
  expect(english.message).not.toMatch(/\{\w+\}|undefined|null|\[object/);
  expect(chinese.message).toMatch(/\p{Script=Han}/u);
  return english.extensions;
}

beforeAll(async () => {
  app = await startApp({ now: '2025-03-14T09:00:00+08:00' });
  enterprise = await app.as('enterprise');
  organisationId = await app.organisation('enterprise');
  await app.organisation('rival');
});
afterAll(() => app.close());

describe('wrong numbers', () => {
  const right = `91630100MA75TEXA0${usccCheck('91630100MA75TEXA0')}`;
  const input = { name: '校验位测试有限公司', kind: 'ENTERPRISE', uscc: right };

  it.each([
    [
      'a wrong check character',
      { uscc: right.slice(0, 17) + (right[17] === '1' ? '2' : '1') },
      'organisations.uscc',
      'uscc',
    ],
    ['two digits exchanged', { uscc: `19${right.slice(2)}` }, 'organisations.uscc', 'uscc'],
    ['a letter that the code does not use', { uscc: right.replace('M', 'I') }, 'organisations.uscc', 'uscc'],
    ['no code of an enterprise', { uscc: null }, 'organisations.uscc-required', 'uscc'],
    ['a wrong ROR id', { ror: '02ma4wv75' }, 'organisations.ror', 'ror'],
    ['a district that is none', { district: '63010x' }, 'organisations.district', 'district'],
    ['a name that is taken', { name: '青海测试锂盐有限公司' }, 'organisations.duplicate', 'name'],
  ])('an organisation with %s', async (_name, part, code, field) => {
    const { path } = await refusedWhole(enterprise, code, REGISTER, { input: { ...input, ...part } });
    expect(path).toEqual(['input', field]);
  });

  it('one legal entity under two names', async () => {
    const { registerOrganisation } = await enterprise.mutate(REGISTER, {
      input: { ...input, uscc: right.toLowerCase() },
    });
    expect(registerOrganisation.uscc).toBe(right);
    const { params } = await refusedWhole(enterprise, 'organisations.duplicate', REGISTER, {
      input: { ...input, name: '换个名字有限公司' },
    });
    expect(params).toMatchObject({ field: 'uscc' });
  });

  it.each(['0000-0002-1825-0098', '0000-0002-1825-009', '1234', '0000-0002-1825-009x7'])(
    'the ORCID iD %s',
    async (orcid) => {
      const { path } = await refusedWhole(enterprise, 'people.orcid', PROFILE, { input: { orcid } });
      expect(path).toEqual(['input', 'orcid']);
    },
  );
});

describe('wrong steps', () => {
  let id: string;
  beforeAll(async () => {
    id = (await enterprise.mutate(DRAFT, { input: { organisationId, ...CONTENT } })).draftNeed.id;
  });

  it('out of turn', () => refusedWhole(enterprise, 'move.illegal', MOVE, { input: { id, verb: 'CLOSE' } }));
  it('on an old version', async () => {
    const { params, path } = await refusedWhole(enterprise, 'CONFLICT', MOVE, {
      input: { id, verb: 'SUBMIT', expectedVersion: 7 },
    });
    expect([params, path]).toEqual([{ version: 1 }, ['input', 'expectedVersion']]);
  });
  it('by a stranger, who does not learn that it is there', async () => {
    const rival = await app.as('rival');
    const missing = { id: 'need_01h455vb4pex5vsknk084sn02q', verb: 'SUBMIT' };
    const there = await refusedWhole(rival, 'NOT_FOUND', MOVE, { input: { id, verb: 'SUBMIT' } });
    expect(there).toEqual(await refusedWhole(rival, 'NOT_FOUND', MOVE, { input: missing }));
  });
  it('by nobody', () =>
    refusedWhole(app.anonymous(), 'UNAUTHENTICATED', MOVE, { input: { id, verb: 'SUBMIT' } }));
  it('that people do not take', () =>
    enterprise.refused('BAD_USER_INPUT', MOVE, { input: { id, verb: 'EXPIRE' } }));
  it('after the deadline', async () => {
    const late = await enterprise.mutate(DRAFT, {
      input: { organisationId, ...CONTENT, deadline: '2025-03-14' },
    });
    app.clock.set('2025-03-15T00:00:01+08:00');
    await refusedWhole(enterprise, 'needs.deadline-past', MOVE, {
      input: { id: late.draftNeed.id, verb: 'SUBMIT' },
    });
  });
});

describe('the same request twice', () => {
  it('with another body under one key', async () => {
    const keyed = enterprise.with({ 'idempotency-key': 'journey-4' });
    await keyed.mutate(DRAFT, { input: { organisationId, ...CONTENT } });
    await refusedWhole(keyed, 'idempotency.reused', DRAFT, {
      input: { organisationId, ...CONTENT, title: '换了内容的需求' },
    });
    const again = await keyed.ask(DRAFT, { input: { organisationId, ...CONTENT } });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  });
});

describe('what is too much or not readable', () => {
  const post = (body: string): Promise<Response> =>
    fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'en' },
      body,
    });

  it('a description of 10 MB', async () => {
    const before = await stored();
    const response = await post(
      JSON.stringify({
        query: DRAFT,
        variables: { input: { organisationId, title: '大', description: '大'.repeat(3_500_000) } },
      }),
    );
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'The request is too large: at most 100 kB',
          extensions: { code: 'PAYLOAD_TOO_LARGE', params: {} },
        },
      ],
    });
    expect(await stored()).toEqual(before);
  });

  it('a description of 20,001 characters', async () => {
    const { path, params } = await refusedWhole(enterprise, 'input.too-long', DRAFT, {
      input: { organisationId, title: '大', description: 'x'.repeat(20_001) },
    });
    expect([path, params]).toEqual([['input', 'description'], expect.objectContaining({ max: 20_000 })]);
  });

  it.each(['{', '[', '"query"', 'null', '{"query":1}', '', '{"query":"{ needs { nodes { id } }"}'])(
    'the body %j',
    async (body) => {
      const response = await post(body);
      expect([200, 400]).toContain(response.status);
      const { errors } = await response.json();
      expect(errors[0].message).toEqual(expect.any(String));
      expect(JSON.stringify(errors)).not.toMatch(/\.ts:|\.js:|node_modules/);
    },
  );

  it('and yet emoji and traditional characters are welcome', async () => {
    const title = '鹽湖提鋰🔋與𠮷';
    const { draftNeed } = await enterprise.mutate(DRAFT, { input: { organisationId, ...CONTENT, title } });
    expect(
      (await enterprise.query('query($id: ID!) { need(id: $id) { title } }', { id: draftNeed.id })).need
        .title,
    ).toBe(title);
  });

  it.each([
    ['first: -1', 'page.first'],
    ['first: 101', 'page.first'],
    ['after: "forged"', 'page.cursor'],
  ])('a page of %s', (args, code) =>
    refusedWhole(enterprise, code, `{ needs(${args}) { nodes { id } } }`, {}),
  );

  it.each([
    ['need_forged', 'ids.malformed'],
    ['org_01h455vb4pex5vsknk084sn02q', 'ids.wrong-type'],
    ['need_01h455vb4pex5vsknk084sn02q', 'NOT_FOUND'],
  ])('the id %s', (id, code) =>
    refusedWhole(enterprise, code, 'query($id: ID!) { need(id: $id) { id } }', { id }),
  );
});

it('and the chain of facts holds after all that', async () => {
  expect(await verifyChain(app.get(UnitOfWork))).toBeNull();
});
