import { setTimeout as sleep } from 'node:timers/promises';
import { SYSTEM } from '../../src/kernel/actor';
import { Facts, type Topic } from '../../src/kernel/facts';
import { publicId } from '../../src/kernel/ids';
import { until } from '../../src/kernel/kernel.testing';
import { UnitOfWork } from '../../src/kernel/unit-of-work';
import type { TestApp } from './app';
import type { ApiClient, Data, Received } from './client';

/** Who looks: every kind of caller that the platform tells apart. */
export const VIEWERS = [
  'anonymous',
  'guest',
  'former',
  'newcomer',
  'rival',
  'tju',
  'enterprise',
  'colleague',
  'reviewer1',
  'reviewer2',
  'bureau',
  'admin',
] as const;
export type Viewer = (typeof VIEWERS)[number];

/** One stored record, what it is called in a message, and who may know of it. */
export interface Row {
  readonly uuid: string;
  readonly name: string;
  readonly seers: readonly Viewer[];
  /** Who may see what happened to it, where that is not everyone who may know of it. */
  readonly followers?: readonly Viewer[];
}

/** The records of one type, and the doors that lead to them. */
export interface Subject {
  readonly prefix: string;
  /** The root field of one record, if there is one: `need`. */
  readonly one?: string;
  /** Connections that hold the records, on a root field or through another record: `needs`, `organisation(id: …) { needs }`. */
  readonly lists: readonly { readonly path: readonly string[]; readonly filters?: readonly string[] }[];
  /** Whether the type shows its `history`. */
  readonly history: boolean;
  /** Any topic, to state a fact about each record. */
  readonly topic: Topic<never>;
  readonly rows: readonly Row[];
}

const BATCH = 15;
/** What a door says that shows nothing: it has no such record, or strangers may not ask. */
const CLOSED = ['NOT_FOUND', 'UNAUTHENTICATED'];

/** The API as a viewer uses it. */
export const asViewer = (app: TestApp, viewer: Viewer): Promise<ApiClient> =>
  viewer === 'anonymous' ? Promise.resolve(app.anonymous()) : app.as(viewer);

const idOf = (subject: Subject, row: Row): string => publicId(subject.prefix, row.uuid);
/** The names of the rows that a viewer may know of. */
export const expected = (subject: Subject, viewer: Viewer): string[] =>
  subject.rows.filter(({ seers }) => seers.includes(viewer)).map(({ name }) => name);

/** The names of the rows that a viewer may follow. */
export const followed = (subject: Subject, viewer: Viewer): string[] =>
  subject.rows
    .filter(({ seers, followers }) => (followers ?? seers).includes(viewer))
    .map(({ name }) => name);

/** The names of the rows whose field answers, asked for in batches; whatever answers must be the record itself. */
async function answered(
  client: ApiClient,
  rows: readonly { id: string; name: string }[],
  field: (id: string) => string,
  counts: (found: Data) => boolean = () => true,
): Promise<string[]> {
  const seen: string[] = [];
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch = rows.slice(from, from + BATCH);
    // Ids as variables: the document is the same for every batch, and compiled once.
    const given = batch.map((_, at) => `$i${at}: ID!`).join(' ');
    const asked = batch.map((_, at) => `a${at}: ${field(`$i${at}`)}`).join(' ');
    const variables = Object.fromEntries(batch.map(({ id }, at) => [`i${at}`, id]));
    const { data, errors } = await client.ask(`query(${given}) { ${asked} }`, variables);
    for (const error of errors ?? []) {
      if (!CLOSED.includes(error.extensions.code))
        throw new Error(`${error.extensions.code}: ${error.message}`);
    }
    batch.forEach(({ name, id }, at) => {
      const found = data?.[`a${at}`];
      if (found && found.id !== id) throw new Error(`${id} answered ${found.id}`);
      if (found && counts(found)) seen.push(name);
    });
  }
  return seen;
}

/** Names of the rows that `node(id)` gives. */
export const throughNode = (subject: Subject, client: ApiClient): Promise<string[]> =>
  answered(client, namedIds(subject), (id) => `node(id: ${id}) { id }`);

/** Names of the rows that the type's own root field gives. */
export const throughOne = (subject: Subject, client: ApiClient): Promise<string[]> =>
  answered(client, namedIds(subject), (id) => `${subject.one}(id: ${id}) { id }`);

/** Names of the rows whose history shows anything, or counts it. */
export const throughHistory = (subject: Subject, client: ApiClient): Promise<string[]> =>
  answered(
    client,
    namedIds(subject),
    (id) => `${subject.one}(id: ${id}) { id history(first: 1) { totalCount nodes { id } } }`,
    ({ history }) => history.totalCount > 0 || history.nodes.length > 0,
  );

/** Names of the rows whose facts `node(id)` gives. */
export async function throughFacts(app: TestApp, subject: Subject, client: ApiClient): Promise<string[]> {
  const uuids = subject.rows.map(({ uuid }) => uuid);
  const facts = await app.sql<{ id: string; subject: string }>(
    'SELECT id, subject_id AS subject FROM facts WHERE subject_id = ANY($1)',
    [uuids],
  );
  const name = new Map(subject.rows.map((row) => [row.uuid, row.name]));
  const ids = facts.map(({ id, subject: of }) => ({ id: publicId('fact', id), name: name.get(of)! }));
  return [...new Set(await answered(client, ids, (id) => `node(id: ${id}) { id }`))];
}

/** Names of the rows in a list, walked to its end; its `totalCount` must be what was walked. */
export async function throughList(
  subject: Subject,
  client: ApiClient,
  path: readonly string[],
  filter = '',
): Promise<string[]> {
  const names = new Map(namedIds(subject).map(({ id, name }) => [id, name]));
  const found: string[] = [];
  let after = '';
  for (;;) {
    const page = await onePage(client, path, [
      `first: 40`,
      ...(after ? [`after: "${after}"`] : []),
      ...(filter ? [filter] : []),
    ]);
    found.push(...page.nodes.map(({ id }) => id));
    if (page.edges.length !== page.nodes.length) throw new Error('edges and nodes differ');
    if (!page.pageInfo.hasNextPage) {
      if (page.totalCount !== null && page.totalCount !== found.length)
        throw new Error(`totalCount ${page.totalCount}, but ${found.length} rows`);
      return found.flatMap((id) => names.get(id) ?? []);
    }
    after = page.pageInfo.endCursor;
  }
}

interface PageShape {
  nodes: { id: string }[];
  edges: unknown[];
  totalCount: number | null;
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

const NOTHING: PageShape = {
  ...{ nodes: [], edges: [], totalCount: 0 },
  pageInfo: { hasNextPage: false, endCursor: '' },
};

async function onePage(
  client: ApiClient,
  path: readonly string[],
  args: readonly string[],
): Promise<PageShape> {
  const parents = path.slice(0, -1);
  const field = path.at(-1)!;
  const leaf = `${field}(${args.join(', ')}) { totalCount nodes { id } edges { cursor } pageInfo { hasNextPage endCursor } }`;
  const query = parents.reduceRight((inner, parent) => `${parent} { ${inner} }`, leaf);
  const answer = await client.ask<Data>(`{ ${query} }`);
  if (answer.errors?.every(({ extensions }) => extensions.code === 'UNAUTHENTICATED')) return NOTHING;
  if (answer.errors) throw new Error(`refused: ${JSON.stringify(answer.errors)}\n${query}`);
  let data = answer.data!;
  for (const part of path) data = data[/^\w+/.exec(part)![0]];
  return data as PageShape;
}

/** For each viewer, the names of the rows whose facts arrive on an open subscription. Strangers may not open one. */
export async function throughSubscription(app: TestApp, subject: Subject): Promise<Map<Viewer, string[]>> {
  const open = new Map<Viewer, Received<Data>>();
  for (const viewer of VIEWERS.filter((one) => one !== 'anonymous')) {
    open.set(viewer, await (await asViewer(app, viewer)).subscribe<Data>('subscription { facts { id } }'));
  }
  await sleep(300);
  const factIds = await state(app, subject);
  const arrived = (received: Received<Data>): string[] => [
    ...new Set(received.all.flatMap(({ data }) => factIds.get(data?.facts.id as string) ?? [])),
  ];
  const complete = (): boolean =>
    [...open].every(([viewer, received]) => arrived(received).length >= followed(subject, viewer).length);
  await until(complete, 10_000).catch(() => undefined); // what is missing then is the test's finding
  await sleep(200); // what should not arrive has had its time
  for (const received of open.values()) received.stop();
  return new Map([...open].map(([viewer, received]) => [viewer, arrived(received)]));
}

/** States one fact about each record; gives their public ids and the records' names. */
async function state(app: TestApp, { topic, prefix, rows }: Subject): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  for (const { uuid, name } of rows) {
    const id = await app
      .get(UnitOfWork)
      .run(() =>
        app
          .get(Facts)
          .state(topic, { subject: { type: prefix, id: uuid }, actor: SYSTEM, payload: {} as never }),
      );
    made.set(publicId('fact', id), name);
  }
  return made;
}

const namedIds = (subject: Subject): { id: string; name: string }[] =>
  subject.rows.map((row) => ({ id: idOf(subject, row), name: row.name }));
