import { WebSocket } from 'ws';
import { startApp, type TestApp } from './support/app';
import type { ApiClient } from './support/client';

let app: TestApp;
let stranger: ApiClient;
let enterprise: ApiClient;

beforeAll(async () => {
  const production = { NODE_ENV: 'production', SECRETS_KEY: 'x'.repeat(32) };
  const environment = { ...production, SEED: 'none', PUBLIC_URL: 'https://benfu.example' };
  app = await startApp({ environment });
  stranger = app.anonymous();
  enterprise = await app.as('enterprise');
});
afterAll(() => app.close());

const times = (count: number, make: (at: number) => string, between = ' '): string =>
  Array.from({ length: count }, (_, at) => make(at)).join(between);
const deep =
  '{ organisations { nodes { needs { nodes { organisation { needs { nodes { organisation { needs { nodes { organisation { needs { nodes { id } } } } } } } } } } } } } }';

/** Each must be refused, over HTTP and over WebSocket alike. */
const EXCESSES: [name: string, selection: string, said: RegExp][] = [
  ['16 aliases', `{ ${times(16, (at) => `a${at}: __typename`)} }`, /alias/i],
  ['101 aliases of __typename', `{ ${times(101, (at) => `a${at}: __typename`)} }`, /alias/i],
  ['6 directives', `{ __typename ${times(6, () => '@include(if: true)')} }`, /directive/i],
  ['10 unknown directives', `{ __typename ${times(10, () => '@aa')} }`, /directive/i],
  ['14 levels', deep, /depth/i],
  ['1001 tokens', `{ ${times(1_001, () => '__typename')} }`, /token/i],
  [
    '100 × 100 × 100 rows',
    '{ organisations(first: 100) { nodes { needs(first: 100) { nodes { history(first: 100) { nodes { id } } } } } } }',
    /too costly/i,
  ],
];
const subscription = (selection: string): string =>
  `subscription { facts ${selection.includes('organisations') ? '{ id }' : selection} } ${
    selection.includes('organisations') ? `query Q ${selection}` : ''
  }`;

describe('limits over HTTP', () => {
  it.each(EXCESSES)('refuses %s with 400', async (_name, query, said) => {
    const { status, errors, data } = await stranger
      .with({ accept: 'application/graphql-response+json' })
      .ask(query);
    expect({ status, data }).toEqual({ status: 400, data: undefined });
    expect(errors![0]!.message).toMatch(said);
    expect(errors![0]!.extensions.code).toMatch(/^(GRAPHQL_(VALIDATION|PARSE)_FAILED|QUERY_TOO_COSTLY)$/);
  });

  it('refuses fragments that turn in circles, and a bomb of fragments', async () => {
    const circle = '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }';
    await stranger.refused('GRAPHQL_VALIDATION_FAILED', circle);
    const bomb = `{ ...F0 } ${times(20, (at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`)}
      fragment F20 on Query { __typename }`;
    const started = Date.now();
    await stranger.refused('GRAPHQL_VALIDATION_FAILED', bomb);
    expect(Date.now() - started).toBeLessThan(1_000);
  });

  it.each([
    ['query ($first: Int) { needs(first: $first) { totalCount } }', { first: 1.5 }],
    ['query ($first: Int) { needs(first: $first) { totalCount } }', { first: '20' }],
    ['query ($id: ID!) { need(id: $id) { id } }', {}],
    ['query ($id: ID!) { need(id: $id) { id } }', { id: [] }],
    ['mutation ($id: ID!) { verifyOrganisation(id: $id) { id } }', { id: null }],
  ])('tells who sends variables of another type what is wrong: %s %j', async (query, variables) => {
    const { message } = await enterprise.refused('BAD_USER_INPUT', query, variables);
    expect(message).toMatch(/^Variable "\$(first|id)"/);
  });

  it('still answers an ordinary screen', async () => {
    const { needs } = await enterprise.query(
      `{ needs(first: 50) { totalCount pageInfo { endCursor } nodes {
          id title organisation { name } actions { name allowed reason } history(first: 5) { nodes { topic } } } } }`,
    );
    expect(needs.totalCount).toBe(0);
  });
});

describe('the schema in production', () => {
  const introspection = '{ __schema { types { name } } }';
  const hidden = '{ __type(name: "Need") { name } }';

  it.each([introspection, hidden])('is closed to strangers: %s', (query) =>
    stranger.refused('GRAPHQL_VALIDATION_FAILED', query),
  );
  it('is open to those who have signed in', async () => {
    expect((await enterprise.query(introspection)).__schema.types.length).toBeGreaterThan(20);
  });
});

describe('limits over WebSocket', () => {
  it.each(EXCESSES)('refuses %s', async (_name, selection, said) => {
    const received = await enterprise.subscribe(subscription(selection));
    await until(() => received.ended);
    expect(JSON.stringify(received.error)).toMatch(
      selection.includes('organisations') ? /operation|subscriptions/ : said,
    );
  });

  it.each(['{ __typename }', '{ __schema { types { name } } }', 'mutation { signOut(refreshToken: "x") }'])(
    'serves no %s',
    async (query) => {
      const received = await enterprise.subscribe(query);
      await until(() => received.ended);
      expect(JSON.stringify(received.error)).toMatch(/only subscriptions/);
      expect(received.all).toEqual([]);
    },
  );

  it('does not break on a document that cannot be read', async () => {
    const received = await enterprise.subscribe('subscription {');
    await until(() => received.ended);
    expect(JSON.stringify(received.error)).toMatch(/Syntax Error/);
  });

  it('asks strangers to sign in', async () => {
    const received = await stranger.subscribe('subscription { facts { id } }');
    await until(() => received.ended || received.all.length > 0);
    expect(JSON.stringify([received.error, received.all])).toContain('UNAUTHENTICATED');
  });
});

/** A socket by hand, to see how it is closed. */
function raw(options: { origin?: string; path?: string }, ...messages: unknown[]): Promise<number> {
  const { origin, path = '/graphql' } = options;
  return new Promise((resolve) => {
    const socket = new WebSocket(app.url.replace('http', 'ws') + path, 'graphql-transport-ws', {
      ...(origin ? { origin } : {}),
    });
    socket.on('open', () => messages.forEach((message) => socket.send(JSON.stringify(message))));
    socket.on('close', resolve);
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode!));
    socket.on('error', () => undefined);
  });
}

describe('the protocol of the socket', () => {
  const init = { type: 'connection_init', payload: {} };
  const subscribe = { type: 'subscribe', id: '1', payload: { query: 'subscription { facts { id } }' } };

  it.each([
    ['a page of another origin', { origin: 'https://evil.example' }, [init], 4403],
    ['a token that does not hold', {}, [{ ...init, payload: { authorization: 'Bearer x' } }], 4403],
    ['a subscription before the greeting', {}, [subscribe], 4401],
    ['two greetings', {}, [init, init], 4429],
    ['a message that is none', {}, [{ type: 'nonsense' }], 4400],
    ['a message over 64 kB', {}, [{ ...init, payload: { x: 'x'.repeat(70_000) } }], 1009],
    [
      'over 100 messages in a minute',
      {},
      [init, ...Array.from({ length: 101 }, () => ({ type: 'ping' }))],
      4429,
    ],
    ['another path', { path: '/graphql-x' }, [], 404],
  ])('ends at %s', async (_name, options, messages, code) => {
    expect(await raw(options, ...messages)).toBe(code);
  });

  it('opens to its own origin', async () => {
    const socket = new WebSocket(app.url.replace('http', 'ws') + '/graphql', 'graphql-transport-ws', {
      origin: 'https://benfu.example',
    });
    socket.on('open', () => socket.send(JSON.stringify(init)));
    const said = await new Promise<string>((resolve) =>
      socket.on('message', (data: Buffer) => resolve(data.toString())),
    );
    expect(JSON.parse(said)).toEqual({ type: 'connection_ack' });
    socket.close();
  });
});

async function until(met: () => boolean): Promise<void> {
  for (let turn = 0; !met(); turn++) {
    if (turn > 500) throw new Error('not met within 5 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
