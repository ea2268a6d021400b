import { GraphQLSchemaHost } from '@nestjs/graphql';
import { getNamedType, isLeafType, isObjectType, isRequiredArgument, type GraphQLObjectType } from 'graphql';
import type { TestApp } from './app';
import type { ApiClient, Data } from './client';

/** Types that lead on to other records: their id says enough, and their own fields are their own matter. */
const AS_ID = new Set(['Application', 'Person', 'Round', 'Project', 'Organisation']);

/** Every field of a type that asks for no argument, as a selection; nested records of the case are left to their own doors. */
export function everyField(app: TestApp, typeName: string, without: readonly string[] = []): string {
  const { schema } = app.get(GraphQLSchemaHost);
  const select = (type: GraphQLObjectType, left: readonly string[]): string =>
    Object.values(type.getFields())
      .filter(({ name, args }) => !left.includes(name) && !args.some(isRequiredArgument))
      .flatMap(({ name, type: of }) => {
        const inner = getNamedType(of);
        if (isLeafType(inner)) return [name];
        if (inner.name === 'FactConnection') return [`${name} { totalCount nodes { topic actorName note } }`];
        if (AS_ID.has(inner.name)) return [`${name} { id }`];
        if (!isObjectType(inner) || inner.name === 'Review') return [];
        return [`${name} { ${select(inner, left)} }`];
      })
      .join(' ');
  return select(schema.getType(typeName) as GraphQLObjectType, without);
}

/** Whether a field tells anything: no null, no empty list, no empty history. */
const tells = (value: Data): boolean =>
  value !== null && !(Array.isArray(value) && value.length === 0) && value.totalCount !== 0;

/** The names of the fields of a record that tell the viewer anything, sorted; none of a record that is not there. */
export const told = (record: Data): string[] =>
  record === null || record === undefined
    ? []
    : Object.keys(record as object)
        .filter((field) => tells(record[field]))
        .sort();

/** What the records of a case are called outside. */
export interface CaseIds {
  readonly application: string;
  readonly round: string;
  readonly project: string;
  readonly reviews: readonly string[];
  readonly draw: string;
  readonly panel: string | null;
}

/** What a viewer has found behind every door: fields by record, and every answer as it came. */
export interface Sight {
  /** The fields that tell something, by door and record. */
  readonly doors: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;
  /** The answers themselves, to be searched for names. */
  readonly text: string;
}

/** Fields of an application that are about its review. */
const JUDGEMENT = ['averageScore', 'assessment', 'panel', 'determinations', 'draws'] as const;

/** The doors to the case: each a query, and where in its answer an application stands. */
const DOORS: Readonly<
  Record<string, { query: (ids: CaseIds, of: string) => string; at: (data: Data, ids: CaseIds) => Data }>
> = {
  application: {
    query: ({ application }, of) => `application(id: "${application}") { id ${of} }`,
    at: ({ application }) => application,
  },
  applications: {
    query: ({ round }, of) =>
      `applications(first: 2, filter: { roundId: "${round}" }) { nodes { id ${of} } }`,
    at: ({ applications }, ids) => only(applications.nodes, ids),
  },
  round: {
    query: ({ round }, of) => `round(id: "${round}") { applications(first: 2) { nodes { id ${of} } } }`,
    at: ({ round }, ids) => only(round.applications.nodes, ids),
  },
  project: {
    query: ({ project }, of) => `project(id: "${project}") { application { id ${of} } }`,
    at: ({ project }) => project?.application,
  },
  node: {
    query: ({ application }, of) => `node(id: "${application}") { ... on Application { id ${of} } }`,
    at: ({ node }) => node,
  },
};
const only = (nodes: Data[], { application }: CaseIds): Data => nodes.find(({ id }) => id === application);

/** One viewer on the way from door to door. */
class Visit {
  readonly doors = new Map<string, Map<string, string[]>>();
  readonly answers: unknown[] = [];

  constructor(
    private readonly client: ApiClient,
    private readonly ids: CaseIds,
  ) {}

  /** What a query gives; who may not know of a record gets nothing, and no other refusal is borne. */
  async ask(query: string): Promise<Data> {
    const { data, errors } = await this.client.ask(`{ ${query} }`);
    const bad = errors?.find(({ extensions }) => !['NOT_FOUND', 'UNAUTHENTICATED'].includes(extensions.code));
    if (bad) throw new Error(`${bad.extensions.code}: ${bad.message}\n${query}`);
    this.answers.push(data);
    return data ?? {};
  }

  enter(door: string, records: readonly Data[]): void {
    this.doors.set(door, new Map(records.map((record) => [record.id as string, told(record)])));
  }

  /** An application as it stands behind a door, with all that hangs on it. */
  enterCase(door: string, found: Data): void {
    this.enter(`${door}.reviews`, found?.reviews ?? []);
    const drawn = (found?.draws ?? []).flatMap(({ reviews }: Data) => reviews as Data[]);
    this.enter(`${door}.draws.reviews`, drawn);
    this.enter(`${door}.panel`, found?.panel ? [found.panel] : []);
    const judged = JUDGEMENT.filter((field) => found && tells(found[field]));
    this.doors.set(`${door}.judgement`, new Map([[this.ids.application, judged]]));
  }
}

/** Looks behind every door with every field that there is. */
export async function lookEverywhere(app: TestApp, client: ApiClient, ids: CaseIds): Promise<Sight> {
  const review = `id ${everyField(app, 'Review')}`;
  const parts = {
    panel: `panel { ${everyField(app, 'Panel')} }`,
    draws: `draws { id reviews { ${review} } }`,
    determinations: `determinations { ${everyField(app, 'Determination')} }`,
    assessment: `assessment { ${everyField(app, 'ReviewAssessment')} }`,
  };
  const of = `averageScore ${Object.values(parts).join(' ')} reviews { ${review} } history(first: 50) { totalCount nodes { topic actorName note } }`;
  const visit = new Visit(client, ids);
  for (const [door, { query, at }] of Object.entries(DOORS))
    visit.enterCase(door, at(await visit.ask(query(ids, of)), ids));
  visit.enter('reviews', (await visit.ask(`reviews { ${review} }`)).reviews ?? []);
  for (const [type, all] of [
    ['Review', ids.reviews],
    ['Panel', ids.panel === null ? [] : [ids.panel]],
    ['Draw', [ids.draw]],
  ] as const) {
    const fields = everyField(app, type);
    const found: Data[] = [];
    for (const id of all)
      found.push((await visit.ask(`node(id: "${id}") { ... on ${type} { ${fields} } }`)).node);
    visit.enter(`node.${type}`, found.filter(Boolean));
  }
  return { doors: visit.doors, text: JSON.stringify(visit.answers) };
}
