import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { codegen } from '@graphql-codegen/core';
import { preset } from '@graphql-codegen/client-preset';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { cacheExchange, Client, fetchExchange } from '@urql/core';
import { parse, printSchema, type GraphQLSchema } from 'graphql';
import { GraphQLClient } from 'graphql-request';
import ts from 'typescript';
import { until } from '../src/kernel/kernel.testing';
import { startApp, type TestApp } from './support/app';
import type { Data } from './support/client';
import { ROOT } from './support/sources';

const NEEDS =
  'query Needs($first: Int) { needs(first: $first) { nodes { id title organisation { id name } } } }';
const DRAFT = 'mutation Draft($input: DraftNeedInput!) { draftNeed(input: $input) { id title } }';

let app: TestApp;
let url: string;
let headers: Record<string, string>;
let schema: GraphQLSchema;
let input: object;
const directory = mkdtempSync(join(tmpdir(), 'benfu-clients-'));

beforeAll(async () => {
  app = await startApp();
  url = `${app.url}/graphql`;
  headers = await (await app.as('enterprise')).sent();
  schema = app.get(GraphQLSchemaHost).schema;
  input = { organisationId: await app.organisation('enterprise'), title: '客户端', description: '不加修改' };
});
afterAll(async () => {
  await app.close();
  rmSync(directory, { recursive: true, force: true });
});

describe('clients as they come', () => {
  it('Apollo Client, which posts', async () => {
    const client = new ApolloClient({
      link: new HttpLink({ uri: url, headers }),
      cache: new InMemoryCache(),
    });
    const made = await client.mutate<Data>({ mutation: gql(DRAFT), variables: { input } });
    expect(made.data.draftNeed.title).toBe('客户端');
    const { data } = await client.query<Data>({ query: gql(NEEDS), variables: { first: 5 } });
    expect(data.needs.nodes[0].title).toBe('客户端');
    client.stop();
  });

  it('Apollo Client with GET', async () => {
    const link = new HttpLink({ uri: url, headers, useGETForQueries: true });
    const client = new ApolloClient({ link, cache: new InMemoryCache() });
    const { data } = await client.query<Data>({ query: gql(NEEDS), variables: { first: 5 } });
    expect(data.needs.nodes).toHaveLength(1);
    client.stop();
  });

  it('urql, which sends GET', async () => {
    const client = new Client({ url, exchanges: [cacheExchange, fetchExchange], fetchOptions: { headers } });
    const { data, error } = await client.query<Data>(NEEDS, { first: 5 }).toPromise();
    expect(error).toBeUndefined();
    expect(data.needs.nodes[0].organisation.name).toBe('青海测试锂盐有限公司');
    const made = await client.mutation<Data>(DRAFT, { input }).toPromise();
    expect(made.data.draftNeed.title).toBe('客户端');
    const refused = await client.query<Data>('{ needs(first: -1) { nodes { id } } }', {}).toPromise();
    expect(refused.error?.graphQLErrors[0]?.extensions).toMatchObject({ code: 'page.first' });
  });

  it('graphql-request', async () => {
    const client = new GraphQLClient(url, { headers });
    expect((await client.request<Data>(NEEDS, { first: 1 })).needs.nodes).toHaveLength(1);
    await expect(client.request('{ needs(first: 101) { nodes { id } } }')).rejects.toMatchObject({
      response: { errors: [{ extensions: { code: 'page.first' } }] },
    });
  });

  it('graphql-ws, for facts as they happen', async () => {
    const enterprise = await app.as('enterprise');
    const received = await enterprise.subscribe<Data>(
      'subscription { facts { id topic at actorName hash } }',
    );
    await until(async () => {
      // The subscription stands once a fact arrives; those before are not for it.
      await enterprise.mutate(DRAFT, { input });
      return received.all.length > 0;
    });
    expect(received.all[0]!.data.facts).toMatchObject({
      topic: 'need.drafted',
      actorName: '测试 enterprise',
    });
    received.stop();
  });
});

describe('generators on the printed schema', () => {
  const OPERATIONS = [NEEDS, DRAFT].join('\n');

  it('client-preset generates documents that type-check', async () => {
    const [folder, documents] = [
      join(directory, 'gql') + '/',
      [{ document: parse(OPERATIONS), rawSDL: OPERATIONS, location: 'app.ts' }],
    ];
    const sections = await preset.buildGeneratesSection({
      ...{
        baseOutputDir: folder,
        schema: parse(printSchema(schema)),
        schemaAst: schema,
        documents,
        presetConfig: {},
      },
      ...{
        config: { scalars: { DateTime: 'string', Date: 'string', Decimal: 'string' } },
        plugins: [],
        pluginMap: {},
      },
    });
    mkdirSync(folder);
    for (const section of sections) writeFileSync(section.filename, await codegen(section));
    const use = `import { NeedsDocument } from './gql/graphql';
      type Data = NonNullable<(typeof NeedsDocument)['__apiType']> extends (variables: never) => infer R ? R : never;
      export const title = (data: Data): string => data.needs.nodes[0]!.title;`;
    writeFileSync(join(directory, 'use.ts'), use);
    expect(faults(join(directory, 'use.ts'))).toEqual([]);
  });

  it('relay-compiler compiles connections, refetchable fragments and mutations', async () => {
    const source = join(directory, 'relay');
    mkdirSync(join(source, '__generated__'), { recursive: true });
    writeFileSync(join(source, 'schema.graphql'), printSchema(schema));
    writeFileSync(join(source, 'list.ts'), RELAY);
    writeFileSync(
      join(source, 'relay.config.json'),
      JSON.stringify({ src: '.', schema: './schema.graphql', language: 'typescript' }),
    );
    writeFileSync(join(source, 'package.json'), '{}');
    const compiler = join(ROOT, 'node_modules/relay-compiler/cli.js');
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [compiler, 'relay.config.json'], {
      cwd: source,
    });
    expect(stdout + stderr).toMatch(/Compilation completed|compiled documents/i);
    const made = readdirSync(join(source, '__generated__'));
    expect(made).toEqual(
      expect.arrayContaining([
        'list_needs.graphql.ts',
        'listDraftMutation.graphql.ts',
        'NeedsPage.graphql.ts',
      ]),
    );
    expect(readFileSync(join(source, '__generated__/list_need.graphql.ts'), 'utf8')).toContain('title');
  });
});

const RELAY = `
import { graphql } from 'react-relay';
export const needs = graphql\`
  fragment list_needs on Query @refetchable(queryName: "NeedsPage")
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" }) {
    needs(first: $count, after: $cursor) @connection(key: "list_needs") { edges { node { id ...list_need } } }
  }\`;
export const need = graphql\`
  fragment list_need on Need @refetchable(queryName: "NeedAgain") { title state organisation { name } }\`;
export const screen = graphql\`query listQuery { ...list_needs }\`;
export const draft = graphql\`
  mutation listDraftMutation($input: DraftNeedInput!) { draftNeed(input: $input) { id ...list_need } }\`;
`;

/** What TypeScript finds wrong with a file outside the repository, which sees the repository's packages. */
function faults(file: string): string[] {
  const types = '@graphql-typed-document-node/core';
  const seen = join(directory, 'node_modules', types);
  cpSync(join(ROOT, 'node_modules', types), seen, { recursive: true });
  const program = ts.createProgram([file], {
    ...{ strict: true, noEmit: true, skipLibCheck: true, types: [], lib: ['lib.es2022.d.ts'] },
    ...{
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
    },
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}
