import { Controller, Get, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Config } from './config';
import { parseExamples } from './graphiql';
import { prepareHttp } from './http';
import { createLogger } from './log';
import { requestScope } from './request';

@Controller()
class Echo {
  @Get('graphql')
  query(): object {
    return requestScope();
  }

  @Post('graphql')
  mutation(): object {
    return { done: true };
  }
}

@Module({ controllers: [Echo] })
class EchoModule {}

describe('what stands before the routes', () => {
  let app: NestExpressApplication;
  let url: string;
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(url + path, { headers });
  const post = (body: string): Promise<Response> =>
    fetch(`${url}/graphql`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });

  beforeAll(async () => {
    const config = Config.load({ AUTH_SECRET: 'x'.repeat(32), PORT: '0', LOG_LEVEL: 'silent' });
    app = await NestFactory.create<NestExpressApplication>(EchoModule, { logger: false, bodyParser: false });
    prepareHttp(app, config, createLogger('silent'));
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });
  afterAll(() => app.close());

  it('says little of itself and keeps answers out of caches', async () => {
    const { headers } = await get('/graphql');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('content-security-policy')).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('takes a sane request id and makes one otherwise', async () => {
    const given = await get('/graphql', { 'x-request-id': 'case-2025-0001', 'accept-language': 'en' });
    expect(given.headers.get('x-request-id')).toBe('case-2025-0001');
    expect(await given.json()).toEqual({ id: 'case-2025-0001', locale: 'en' });
    const odd = await get('/graphql', { 'x-request-id': '<script>' });
    expect(odd.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
  });

  it('refuses a body over 100 kB, and one that is not JSON, and lives on', async () => {
    const large = await post(JSON.stringify({ query: 'x'.repeat(120_000) }));
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({ errors: [{ extensions: { code: 'PAYLOAD_TOO_LARGE' } }] });
    const broken = await post('{');
    expect(broken.status).toBe(400);
    expect(await broken.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
    expect((await post('{}')).status).toBe(201);
  });

  it('shows GraphiQL to a browser, from here alone, and leaves GraphQL over GET to the API', async () => {
    const browser = await get('/graphql', { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    const page = await browser.text();
    expect(page).toContain('/graphiql/graphiql.js');
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(browser.headers.get('content-security-policy')).not.toContain('unsafe-eval');
    for (const [, path] of page.matchAll(/(?:src|href)="(\/graphiql\/[^"]+)"/g))
      expect((await get(path!)).status).toBe(200);
    for (const accept of ['application/json', 'application/graphql-response+json', '*/*']) {
      expect(await (await get('/graphql?query=%7B__typename%7D', { accept })).json()).toHaveProperty(
        'locale',
      );
    }
    expect((await get('/graphiql/..%2f..%2fpackage.json')).status).toBe(404);
  });

  it('allows the page of its own origin and no other', async () => {
    const own = await get('/graphql', { origin: 'http://localhost:0' });
    const other = await get('/graphql', { origin: 'https://evil.example' });
    expect(own.headers.get('access-control-allow-origin')).toBe('http://localhost:0');
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });
});

it('reads examples, with their variables', () => {
  const examples = parseExamples(
    '# === One\n# variables: {"a": 1}\nquery A { a }\n\n# === Two\nquery B { b }\n',
  );
  expect(examples).toEqual([
    { title: 'One', query: '# One\nquery A { a }\n', variables: '{"a": 1}' },
    { title: 'Two', query: '# Two\nquery B { b }\n' },
  ]);
});
