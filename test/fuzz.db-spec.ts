import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { GraphQLField } from 'graphql';
import { aFund } from '../src/areas/grants/grant.testing';
import { aDraft, moved, TO_NOTICE } from '../src/areas/applications/application.testing';
import { aContract, movedContract } from '../src/areas/contracts/contract.testing';
import { approved, confirmed } from '../src/areas/taskbooks/taskbook.testing';
import { publicId } from '../src/kernel/ids';
import { createLogger } from '../src/kernel/log';
import { startApp, type TestApp } from './support/app';
import { ACHIEVEMENT, NEED } from './support/case-texts';
import type { ApiClient } from './support/client';
import { Fuzzer, random, type Operation } from './support/fuzz';
import { brokenInvariants } from './support/invariants';

const SEED = 20_251_012;
const OPERATIONS = 2_000;
const PERSONAS = ['enterprise', 'tju', 'bureau'] as const;
/** Passwords cost a tenth of a second each, and a walk that ends its own rights sees nothing more. */
const ELSEWHERE = new Set(['signUp', 'signIn', 'removeMember']);

let app: TestApp;
const logged: string[] = [];
const fuzzer = new Fuzzer(random(SEED));

/** Records for the walk to stumble over: a need and an achievement in the open, applications at three stages. */
async function prepare(): Promise<void> {
  const [enterprise, tju, bureau] = [await app.as('enterprise'), await app.as('tju'), await app.as('bureau')];
  for (const [client, name, type, content] of [
    [enterprise, 'enterprise', 'Need', NEED],
    [tju, 'tju', 'Achievement', ACHIEVEMENT],
  ] as const) {
    const input = { ...content, organisationId: await app.organisation(name) };
    const draft = `mutation($input: Draft${type}Input!) { draft${type}(input: $input) { id } }`;
    const { id } = (await client.mutate(draft, { input }))[`draft${type}`] as { id: string };
    const move = `mutation($input: Move${type}Input!) { move${type}(input: $input) { id } }`;
    await client.mutate(move, { input: { id, verb: 'SUBMIT' } });
    await bureau.mutate(move, { input: { id, verb: 'APPROVE' } });
    fuzzer.learn(id);
  }
  for (const verbs of [[], ['SUBMIT', 'ACCEPT'], TO_NOTICE] as const) {
    const { id, projectId } = await moved(app, await aDraft(app, ['enterprise', 'tju']), ...verbs);
    fuzzer.learn([publicId('application', id), publicId('project', projectId)]);
  }
  await execute();
  await contract();
  for (const name of ['enterprise', 'tju', 'rival', 'newcomer'] as const)
    fuzzer.learn(await app.organisation(name));
}

/** A project in progress, with what it owes, and a fund that pays for it. */
async function execute(): Promise<void> {
  fuzzer.learn(publicId('fund', await aFund(app, '10000000')));
  const { id } = await confirmed(app, await approved(app, '2025-10-20', ['tju', 'enterprise']));
  fuzzer.learn(publicId('project', id));
  for (const [prefix, table] of [
    ['grant', 'grants'],
    ['taskbook', 'task_books'],
    ['milestone', 'milestones'],
    ['report', 'progress_reports'],
  ] as const) {
    const rows = await app.sql<{ id: string }>(`SELECT id FROM ${table} WHERE project_id = $1`, [id]);
    fuzzer.learn(rows.map((row) => publicId(prefix, row.id)));
  }
}

/** Contracts of isl with the enterprise, a draft and one that was filed. */
async function contract(): Promise<void> {
  const filed = await movedContract(
    app,
    await aContract(app, { title: '已申请', signedOn: '2025-09-01' }),
    'FILE',
  );
  for (const { id } of [filed, await aContract(app, { signedOn: '2025-09-01' })])
    fuzzer.learn(publicId('contract', id));
}

beforeAll(async () => {
  const logger = createLogger('error', (line) => logged.push(line));
  app = await startApp({ now: '2025-10-13T10:00:00+08:00', logger });
  for (const reviewer of ['reviewer1', 'reviewer2', 'reviewer3'] as const) await app.as(reviewer);
  await prepare();
});
afterAll(() => app.close());

/** What a defect needs to be repeated. */
const told = (persona: string, { query, variables }: Operation): string =>
  `${persona}: ${query.slice(0, 80)} ${JSON.stringify(variables).slice(0, 600)}`;

type Roots = Readonly<Record<'query' | 'mutation', readonly GraphQLField<unknown, unknown>[]>>;

/** One random operation; tells of it when it broke something. */
async function send(persona: string, client: ApiClient, operation: Operation): Promise<string[]> {
  const { data, errors, status } = await client.ask(operation.query, operation.variables);
  fuzzer.learn(data);
  const defect = errors?.some(({ extensions }) => extensions?.code === 'INTERNAL_SERVER_ERROR');
  return defect || status >= 500 ? [told(persona, operation)] : [];
}

/** Random operations, three callers' at a time; gives those that broke something. */
async function walk(roots: Roots): Promise<string[]> {
  const clients = await Promise.all(PERSONAS.map((persona) => app.as(persona)));
  const defects: string[] = [];
  for (let n = 0; n < OPERATIONS / PERSONAS.length; n++) {
    const together = PERSONAS.map((persona, at) => {
      const kind = fuzzer.pick(['query', 'mutation', 'mutation', 'mutation'] as const);
      return send(persona, clients[at]!, fuzzer.operation(kind, fuzzer.pick(roots[kind])));
    });
    defects.push(...(await Promise.all(together)).flat());
  }
  return defects;
}

/** How many steps of lifecycles have been taken. */
async function steps(): Promise<number> {
  const [row] = await app.sql<{ n: number }>("SELECT count(*)::int AS n FROM facts WHERE payload ? 'verb'");
  return row!.n;
}

it('whatever three callers send at once, no defect answers and the records stay consistent', async () => {
  const { schema } = app.get(GraphQLSchemaHost);
  const [query, mutation] = [schema.getQueryType(), schema.getMutationType()].map((type) =>
    Object.values(type!.getFields()).filter(({ name }) => !ELSEWHERE.has(name)),
  ) as [GraphQLField<unknown, unknown>[], GraphQLField<unknown, unknown>[]];
  const before = await steps();
  const defects = await walk({ query, mutation });
  expect({ defects, logged }).toEqual({ defects: [], logged: [] });
  await app.drain();
  expect((await steps()) - before).toBeGreaterThan(5);
  expect(await brokenInvariants(app)).toEqual({});
}, 180_000);
