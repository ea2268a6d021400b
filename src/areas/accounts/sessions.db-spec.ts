import { decodeJwt } from 'jose';
import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient } from '../../../test/support/client';
import { PASSWORD } from '../../../test/support/personas';

const SESSION = '{ accessToken refreshToken expiresAt viewer { email } }';
const SIGN_IN = `mutation($email: String!, $password: String!) { signIn(email: $email, password: $password) ${SESSION} }`;
const REFRESH = `mutation($token: String!) { refreshSession(refreshToken: $token) ${SESSION} }`;
const SIGN_UP = `mutation($input: SignUpInput!) { signUp(input: $input) ${SESSION} }`;

interface Session {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: string;
}

let app: TestApp;
let door: ApiClient;
const signIn = async (email: string, password = PASSWORD): Promise<Session> =>
  (await door.mutate(SIGN_IN, { email, password })).signIn as Session;
const refresh = async (token: string): Promise<Session> =>
  (await door.mutate(REFRESH, { token })).refreshSession as Session;
const whoIs = async (token: string): Promise<string> =>
  (await app.bearing(token).query('{ viewer { email } }')).viewer.email;
const ended = (token: string): Promise<unknown> =>
  app.bearing(token).refused('accounts.session-ended', '{ viewer { email } }');

beforeAll(async () => {
  app = await startApp({ now: '2025-03-14T09:00:00+08:00' });
  door = app.anonymous();
  for (const name of ['enterprise', 'rival', 'tju', 'guest'] as const) await app.personas.account(name);
});
afterAll(() => app.close());

describe('signing up and in', () => {
  it('keeps a password as argon2id, m = 47104 KiB, t = 1, p = 1', async () => {
    const rows = await app.sql<{ password_hash: string }>('SELECT password_hash FROM accounts');
    expect(rows.length).toBeGreaterThan(0);
    for (const { password_hash } of rows)
      expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
  });

  it('gives an access token for 10 minutes that holds no right', async () => {
    const { accessToken, expiresAt } = await signIn('Enterprise@Test.example ');
    const claims = decodeJwt(accessToken);
    expect(claims.exp! - claims.iat!).toBe(600);
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'sid', 'sub', 'turn']);
    expect(Math.abs(new Date(expiresAt).getTime() - app.clock.now().getTime() - 600_000)).toBeLessThan(5_000);
    expect(await whoIs(accessToken)).toBe('enterprise@test.example');
    app.clock.advance({ seconds: 601 });
    await ended(accessToken);
  });

  it('says the same of a wrong password and of an unknown e-mail', async () => {
    const wrong = await door.refused('accounts.wrong', SIGN_IN, {
      email: 'rival@test.example',
      password: 'not-this-one',
    });
    const unknown = await door.refused('accounts.wrong', SIGN_IN, {
      email: 'nobody@test.example',
      password: 'x',
    });
    expect(unknown).toEqual(wrong);
  });

  it.each(['a\u0000b@test.example', 'x'.repeat(5_000), '', "' OR 1=1 --"])(
    'takes an odd e-mail for a wrong one: %.20j',
    (email) => door.refused('accounts.wrong', SIGN_IN, { email, password: 'x' }),
  );

  it.each([
    ['short', 'accounts.password'],
    ['password', 'accounts.password'],
    ['new@test.example', 'accounts.password'],
    ['长'.repeat(129), 'accounts.password'],
    [' \u0000          ', 'input.not-printable'],
  ])('refuses the password %j', async (password, code) => {
    const input = { email: 'new@test.example', password, name: '新人' };
    expect((await door.refused(code, SIGN_UP, { input })).extensions.path).toEqual(['input', 'password']);
  });

  it('refuses a taken e-mail in any case', () =>
    door.refused('accounts.email-taken', SIGN_UP, {
      input: { email: 'RIVAL@test.example', password: PASSWORD, name: '另一人' },
    }));

  it('takes a password of 64 characters and of any script', async () => {
    const input = { email: 'long@test.example', password: '奔赴🤝'.repeat(16), name: '長名' };
    await door.mutate(SIGN_UP, { input });
    await signIn(input.email, input.password);
  });

  it('makes and counts one attempt, though fifteen are put in one request', async () => {
    const attempts = Array.from(
      { length: 15 },
      (_, at) => `a${at}: signIn(email: "tju@test.example", password: "wrong-${at}") { accessToken }`,
    );
    const { errors, data } = await door.ask(`mutation { ${attempts.join('\n')} }`);
    // What may not be null ends the mutation at its first refusal: the other fourteen are not tried.
    expect({ data, paths: errors!.map(({ path }) => path) }).toEqual({ data: null, paths: [['a0']] });
    const [count] = await app.sql<{ points: number }>(
      "SELECT points FROM rate_limits WHERE key LIKE '%tju@test.example'",
    );
    expect(count!.points).toBe(1);
  });

  it('refuses the eleventh attempt on one account, and lets others in', async () => {
    const email = 'tju@test.example';
    const tried = await Promise.all(
      Array.from({ length: 14 }, (_, at) => door.ask(SIGN_IN, { email, password: `wrong-${at}` })),
    );
    const codes = tried.map(({ errors }) => errors![0]!.extensions.code).sort();
    expect(codes).toEqual([
      ...Array<string>(5).fill('RATE_LIMITED'),
      ...Array<string>(9).fill('accounts.wrong'),
    ]);
    const refused = await door.refused('RATE_LIMITED', SIGN_IN, { email, password: PASSWORD });
    expect(refused.extensions.params!['seconds']).toBeGreaterThan(0);
    await signIn('guest@test.example');
  });

  it('forgets the attempts once the owner has come in', async () => {
    const email = 'guest@test.example';
    for (let attempt = 0; attempt < 9; attempt++)
      await door.refused('accounts.wrong', SIGN_IN, { email, password: 'x' });
    await signIn(email);
    await door.refused('accounts.wrong', SIGN_IN, { email, password: 'x' });
  });
});

describe('one address', () => {
  it('signs up and in at most 300 times in 15 minutes', async () => {
    const input = { email: 'more@test.example', password: PASSWORD, name: '又一人' };
    await app.sql("UPDATE rate_limits SET points = 300 WHERE key LIKE 'address:%'");
    await door.refused('RATE_LIMITED', SIGN_UP, { input });
    await door.refused('RATE_LIMITED', SIGN_IN, { email: 'rival@test.example', password: PASSWORD });
    await app.sql("DELETE FROM rate_limits WHERE key LIKE 'address:%'");
    await door.mutate(SIGN_UP, { input });
  });
});

describe('a session', () => {
  it('goes on by refreshing; each refresh token is good once', async () => {
    const first = await signIn('rival@test.example');
    const second = await refresh(first.refreshToken);
    expect(await whoIs(second.accessToken)).toBe('rival@test.example');
    app.clock.advance({ seconds: 11 });
    await door.refused('accounts.session-ended', REFRESH, { token: first.refreshToken });
    // The theft of a token ends the whole session.
    await door.refused('accounts.session-ended', REFRESH, { token: second.refreshToken });
    await ended(second.accessToken);
    const reused = await app.sql("SELECT 1 FROM facts WHERE topic = 'account.refresh-token-reused'");
    expect(reused).toHaveLength(1);
  });

  it('lets two requests refresh at once, with one successor', async () => {
    const { refreshToken } = await signIn('rival@test.example');
    const [one, other] = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
    expect(other.refreshToken).toBe(one.refreshToken);
    expect(await whoIs(other.accessToken)).toBe('rival@test.example');
    app.clock.advance({ seconds: 30 });
    await refresh(one.refreshToken);
  });

  it('is over for good 30 days after signing in, however often refreshed', async () => {
    let { refreshToken } = await signIn('rival@test.example');
    for (let week = 0; week < 4; week++) {
      app.clock.advance({ days: 7 });
      ({ refreshToken } = await refresh(refreshToken));
    }
    app.clock.advance({ days: 3 });
    await door.refused('accounts.session-ended', REFRESH, { token: refreshToken });
  });

  it('ends with signing out, its access token too', async () => {
    const { accessToken, refreshToken } = await signIn('rival@test.example');
    expect(
      await door.mutate('mutation($t: String!) { signOut(refreshToken: $t) }', { t: refreshToken }),
    ).toEqual({
      signOut: true,
    });
    await ended(accessToken);
    await door.refused('accounts.session-ended', REFRESH, { token: refreshToken });
  });

  it('takes no access token for a refresh token, nor the other way round', async () => {
    const { accessToken, refreshToken } = await signIn('rival@test.example');
    await door.refused('accounts.session-ended', REFRESH, { token: accessToken });
    await ended(refreshToken);
  });

  it.each([
    ['no algorithm', (token: string) => `${btoa('{"alg":"none"}')}.${token.split('.')[1]}.`],
    ['another signature', (token: string) => `${token.slice(0, -4)}AAAA`],
    [
      'another subject',
      (token: string) => {
        const [head, , signature] = token.split('.');
        return `${head}.${Buffer.from(JSON.stringify({ ...decodeJwt(token), sub: 'x' })).toString('base64url')}.${signature}`;
      },
    ],
  ])('refuses a token with %s', async (_name, forge) => {
    const { accessToken } = await signIn('rival@test.example');
    await ended(forge(accessToken));
  });
});
