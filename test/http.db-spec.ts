import { serverAudits } from 'graphql-http';
import { pino } from 'pino';
import { startApp, type TestApp } from './support/app';

const JSON_TYPE = { 'content-type': 'application/json' };
const logged: string[] = [];
let app: TestApp;
let url: string;

interface Body {
  data?: unknown;
  errors?: { message: string; extensions: { code: string; params?: Record<string, string> } }[];
}

const send = (init: RequestInit & { path?: string }): Promise<Response> =>
  fetch(url + (init.path ?? ''), {
    method: 'POST',
    ...init,
    headers: { ...JSON_TYPE, ...(init.headers as object) },
  });
const post = (body: object | string, headers: Record<string, string> = {}): Promise<Response> =>
  send({ body: typeof body === 'string' ? body : JSON.stringify(body), headers });
const read = async (response: Response): Promise<Body> => (await response.json()) as Body;

beforeAll(async () => {
  const logger = pino({ level: 'error' }, { write: (line: string) => void logged.push(line) });
  app = await startApp({ logger });
  url = `${app.url}/graphql`;
});
afterAll(() => app.close());

describe('the audit of graphql-http', () => {
  const audits = serverAudits({ url: () => url, fetchFn: fetch });

  it('has 61 questions', () => expect(audits).toHaveLength(61));
  it.each(audits.map((audit) => [`${audit.id} ${audit.name}`, audit] as const))(
    '%s',
    async (_name, audit) => {
      expect(await audit.fn()).toMatchObject({ status: 'ok' });
    },
  );
});

describe('the door', () => {
  it('answers GET queries without a preflight header, since no cookie authenticates', async () => {
    const { accountId } = await app.personas.account('enterprise');
    const token = (await (await app.as('enterprise')).sent())['authorization']!.slice(7);
    const path = `?query=${encodeURIComponent('{ viewer { email } }')}`;
    expect(accountId).toBeTruthy();
    const cookies = ['authorization', 'token', 'accessToken', 'session', 'sid', 'benfu', 'connect.sid'];
    const cookie = cookies.map((name) => `${name}=Bearer%20${token}; ${name}2=${token}`).join('; ');
    const asked = await fetch(url + path, { headers: { cookie } });
    expect([asked.status, await asked.json()]).toEqual([200, { data: { viewer: null } }]);
    expect(asked.headers.get('set-cookie')).toBeNull();
  });

  it('takes no mutation by GET', async () => {
    const path = `?query=${encodeURIComponent('mutation { signOut(refreshToken: "x") }')}`;
    expect((await fetch(url + path)).status).toBe(405);
  });

  it.each([
    ['half a JSON', '{"query":', 400, 'BAD_REQUEST'],
    ['ten megabytes', JSON.stringify({ query: 'x'.repeat(10_000_000) }), 413, 'PAYLOAD_TOO_LARGE'],
  ])('refuses %s clearly', async (_name, body, status, code) => {
    const response = await post(body, { 'accept-language': 'en' });
    expect(response.status).toBe(status);
    const [error] = (await read(response)).errors!;
    expect(error).toMatchObject({ extensions: { code } });
    expect(error!.message).toMatch(/valid JSON|at most 100 kB/);
  });

  it('takes one operation per request', async () => {
    const response = await post([{ query: '{ __typename }' }, { query: '{ __typename }' }]);
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toMatch(/batching disabled/i);
  });

  it('refuses a token that does not hold with 401, in both languages', async () => {
    const body = { query: '{ __typename }' };
    const english = await post(body, { authorization: 'Bearer x.y.z', 'accept-language': 'en' });
    expect(english.status).toBe(401);
    expect((await read(english)).errors).toMatchObject([
      { message: 'The session has ended; sign in again', extensions: { code: 'accounts.session-ended' } },
    ]);
    const chinese = await post(body, { authorization: 'Basic eDp5' });
    expect((await read(chinese)).errors![0]!.message).toBe('登录已失效，请重新登录');
  });

  it('does not finish a stranger’s words', async () => {
    const text = await (
      await post({ query: '{ need { id } nede { id } needs(frist: 1) { nodez { id } } }' })
    ).text();
    expect(text).toContain('GRAPHQL_VALIDATION_FAILED');
    expect(text).not.toMatch(/did you mean/i);
    const enumeration = await post({ query: '{ needs(filter: { states: [OPNE] }) { nodes { id } } }' });
    expect(await enumeration.text()).not.toMatch(/did you mean/i);
    const variables = { f: { states: ['OPNE'], txet: 'x' } };
    const coerced = await post({
      query: 'query($f: NeedFilter) { needs(filter: $f) { nodes { id } } }',
      variables,
    });
    expect(await coerced.text()).not.toMatch(/did you mean/i);
  });
});

describe('a refusal', () => {
  it('is an answer and no error in the log', async () => {
    const before = logged.length;
    const query = 'mutation { verifyOrganisation(id: "org_01h455vb4pex5vsknk084sn02q") { id } }';
    expect((await read(await post({ query }))).errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
    expect((await read(await post({ query: '{ need(id: "x") { id } }' }))).errors![0]!.extensions.code).toBe(
      'ids.malformed',
    );
    expect(logged.slice(before)).toEqual([]);
  });
});

describe('what goes wrong inside', () => {
  it('is told as a number only, and logged under it', async () => {
    await app.sql('ALTER TABLE people RENAME TO people_secret');
    try {
      const response = await post({ query: '{ people { nodes { id } } }' }, { 'accept-language': 'en' });
      const text = await response.text();
      expect(text).not.toMatch(/relation|does not exist|select|stack|\.ts:/i);
      const [error] = (JSON.parse(text) as Body).errors!;
      expect(error!.extensions.code).toBe('INTERNAL_SERVER_ERROR');
      const { id } = error!.extensions.params as { id: string };
      expect(error!.message).toContain(id);
      expect(id).toBe(response.headers.get('x-request-id'));
      const line = logged.find((one) => one.includes(id));
      expect(line).toMatch(/relation \\"people\\" does not exist/);
    } finally {
      await app.sql('ALTER TABLE people_secret RENAME TO people');
    }
  });
});
