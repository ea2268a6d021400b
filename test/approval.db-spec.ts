import fc from 'fast-check';
import { LEADER_PROJECTS } from '../src/areas/checks/formal-rules';
import { revised } from '../src/areas/programmes/programme.testing';
import { aProject } from '../src/areas/projects/project.testing';
import { SYSTEM } from '../src/kernel/actor';
import { publicId } from '../src/kernel/ids';
import { sql } from '../src/kernel/policy';
import { RoundsReader, RoundsService } from '../src/areas/rounds';
import { startApp, type TestApp } from './support/app';
import { MOVE_APPLICATION, OBJECT, RESOLVE, SIGN } from './support/case-operations';
import type { Answer, ApiClient, Data } from './support/client';
import { brokenInvariants } from './support/invariants';
import { DETERMINE, DRAW, judgement, SUBMIT } from './support/panel';
import type { Persona } from './support/personas';

const PARTIES = ['enterprise', 'tju', 'isl'] as const;
const REVIEWERS = ['reviewer1', 'reviewer2', 'reviewer3', 'reviewer4'] as const;
const START = '2025-10-13T10:00:00+08:00';
const DAY_MS = 86_400_000;

let app: TestApp;
const clients = new Map<Persona, ApiClient>();
let roundId: string;

/** One case as its players know it. */
interface Case {
  readonly projectId: string;
  applicationId: string | null;
  readonly objectionIds: string[];
}

/** A call that somebody makes, whether or not it is their turn or their right. */
type Call = (client: ApiClient, one: Case) => Promise<Answer<Data> | undefined>;

const EDIT = 'mutation ($input: EditProjectInput!) { editProject(input: $input) { state contentHash } }';
const APPLY = 'mutation ($input: ApplyInput!) { applyToRound(input: $input) { id } }';
const moving =
  (verb: string): Call =>
  (client, { applicationId: id }) =>
    id === null ? Promise.resolve(undefined) : client.ask(MOVE_APPLICATION, { id, verb, note: '说明' });

const signing =
  (party: (typeof PARTIES)[number]): Call =>
  async (client, { projectId }) => {
    const { data } = await client.ask('query ($id: ID!) { project(id: $id) { contentHash } }', {
      id: projectId,
    });
    const contentHash = data?.project?.contentHash;
    if (!contentHash) return undefined;
    return client.ask(SIGN, {
      input: { projectId, organisationId: await app.organisation(party), contentHash },
    });
  };

const CALLS = {
  signEnterprise: signing('enterprise'),
  signTju: signing('tju'),
  signIsl: signing('isl'),
  edit: (client, { projectId: id }) => client.ask(EDIT, { input: { id, summary: `改于 ${Math.random()}` } }),
  apply: async (client, one) => {
    const input = { roundId, projectId: one.projectId, requestedFunding: '3500000' };
    const answer = await client.ask(APPLY, { input });
    one.applicationId = answer.data?.applyToRound?.id ?? one.applicationId;
    return answer;
  },
  submit: moving('SUBMIT'),
  accept: moving('ACCEPT'),
  return: moving('RETURN'),
  withdraw: moving('WITHDRAW'),
  notice: moving('START_NOTICE'),
  approve: moving('APPROVE'),
  draw: async (client, { applicationId }) =>
    applicationId === null
      ? undefined
      : client.ask(DRAW, { input: { applicationId, count: 3, seed: `${Math.random()}` } }),
  review: async (client) => {
    const { data } = await client.ask('{ reviews { id submittedAt } }');
    const open = ((data?.reviews ?? []) as Data[]).filter(({ submittedAt }) => submittedAt === null);
    let last: Answer<Data> | undefined;
    for (const { id } of open) last = await client.ask(SUBMIT, judgement({ id }));
    return last;
  },
  determine: async (client, { applicationId }) =>
    applicationId === null
      ? undefined
      : client.ask(DETERMINE, { input: { applicationId, recommend: true, reason: '专家支持' } }),
  object: async (client, one) => {
    if (one.applicationId === null) return undefined;
    const answer = await client.ask(OBJECT, { input: { applicationId: one.applicationId, text: '异议' } });
    if (answer.data) one.objectionIds.push(answer.data.objectToApplication.id as string);
    return answer;
  },
  overrule: async (client, { objectionIds: [objectionId] }) =>
    objectionId === undefined
      ? undefined
      : client.ask(RESOLVE, { input: { objectionId, upheld: false, reason: '不成立' } }),
  wait: () => {
    app.clock.set(new Date(app.clock.now().getTime() + 4 * DAY_MS));
    return Promise.resolve(undefined);
  },
} satisfies Record<string, Call>;

type CallName = keyof typeof CALLS;
const NAMES = Object.keys(CALLS) as CallName[];
const PLAYERS = [...PARTIES, 'rival', 'bureau', ...REVIEWERS] as const satisfies readonly Persona[];

/** The way that leads to an approval when nobody disturbs it. */
const WAY: readonly (readonly [Persona, CallName])[] = [
  ['enterprise', 'signEnterprise'],
  ['tju', 'signTju'],
  ['isl', 'signIsl'],
  ['enterprise', 'apply'],
  ['enterprise', 'submit'],
  ['bureau', 'accept'],
  ['bureau', 'draw'],
  ...REVIEWERS.map((name) => [name, 'review'] as const),
  ['bureau', 'determine'],
  ['bureau', 'notice'],
  ['bureau', 'wait'],
  ['bureau', 'wait'],
  ['bureau', 'overrule'],
  ['bureau', 'approve'],
];

/** A step of the way, perhaps left out, and who calls what beside it at the same moment. */
const step = fc.record({
  left: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
  beside: fc.array(fc.tuple(fc.constantFrom(...PLAYERS), fc.constantFrom(...NAMES)), { maxLength: 2 }),
});

beforeAll(async () => {
  app = await startApp({ now: START });
  for (const who of PLAYERS) clients.set(who, await app.as(who));
  await revised(app, { [LEADER_PROJECTS.key]: 100 });
  await app.get(RoundsService).plan(SYSTEM, { year: 2025 });
  const [open] = await app.get(RoundsReader).list(SYSTEM, sql`t.state = 'OPEN'`);
  roundId = publicId('round', open!.id);
});
afterAll(() => app.close());

/** Calls, and takes a refusal for an answer, but no defect. */
async function call(who: Persona, name: CallName, one: Case): Promise<void> {
  const answer = await (CALLS[name] as Call)(clients.get(who)!, one);
  const codes = answer?.errors?.map(({ extensions }) => extensions.code) ?? [];
  if (codes.includes('INTERNAL_SERVER_ERROR')) throw new Error(`${who} ${name} broke something`);
}

/** What an approval must stand on, each a statement that finds what is missing. */
const MISSING = {
  'every signature on the present content': `
    SELECT 1 FROM project_parties y JOIN projects p ON p.id = y.project_id
    WHERE p.id = (SELECT project_id FROM applications WHERE id = $1) AND y.signed_hash IS DISTINCT FROM p.content_hash`,
  'a quorum of reviews handed in': `
    SELECT 1 WHERE 3 > (SELECT count(*) FROM reviews WHERE application_id = $1 AND state = 'DISCLOSED' AND submitted_at IS NOT NULL)`,
  'a notice that was over': `
    SELECT 1 FROM applications WHERE id = $1 AND (notice_ends_on IS NULL OR notice_ends_on >= approved_on)`,
  'no open objection': `SELECT 1 FROM objections WHERE application_id = $1 AND resolved_at IS NULL`,
  'every step before it, in order': `
    SELECT 1 WHERE (SELECT array_agg(topic ORDER BY seq) FROM (
      SELECT topic, max(seq) AS seq FROM facts WHERE subject_id = $1 AND topic = ANY($2) GROUP BY topic) last) <> $2::text[]`,
} as const;
const STEPS = ['submitted', 'accepted', 'recommended', 'notice-started', 'approved'].map(
  (name) => `application.${name}`,
);

/** The names of what the approved applications lack. */
async function lacking(): Promise<string[]> {
  const lacks: string[] = [];
  for (const { id } of await app.sql<{ id: string }>(
    `SELECT id FROM applications WHERE state = 'APPROVED'`,
  )) {
    for (const [name, statement] of Object.entries(MISSING)) {
      const rows = await app.sql(statement, name.startsWith('every step') ? [id, STEPS] : [id]);
      if (rows.length > 0) lacks.push(name);
    }
  }
  return lacks;
}

it('no order of calls, by whomever and at the same moment, reaches an approval without what it stands on', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: WAY.length, maxLength: WAY.length }), async (steps) => {
      app.clock.set(START);
      const project = await aProject(app);
      const one: Case = {
        projectId: publicId('project', project.id),
        applicationId: null,
        objectionIds: [],
      };
      for (const [n, [who, name]] of WAY.entries()) {
        const { left, beside } = steps[n]!;
        const calls = left ? beside : [[who, name] as const, ...beside];
        await Promise.all(calls.map(([caller, what]) => call(caller, what, one)));
      }
      expect(await lacking()).toEqual([]);
    }),
    {
      numRuns: 50,
      seed: 20_251_013,
      endOnFailure: true,
      examples: [[WAY.map(() => ({ left: false, beside: [] }))]],
    },
  );
  const [{ n }] = (await app.sql(`SELECT count(*)::int AS n FROM applications WHERE state = 'APPROVED'`)) as [
    { n: number },
  ];
  // Where none is approved, nothing was shown.
  expect(n).toBeGreaterThan(3);
  expect(await brokenInvariants(app)).toEqual({});
}, 120_000);
