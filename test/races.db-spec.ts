import { SYSTEM } from '../src/kernel/actor';
import { publicId } from '../src/kernel/ids';
import { sql } from '../src/kernel/policy';
import { revised } from '../src/areas/programmes/programme.testing';
import { SessionsService } from '../src/areas/accounts';
import { aDraft, moved, TO_NOTICE } from '../src/areas/applications/application.testing';
import type { Project } from '../src/areas/projects';
import { aProject, signed } from '../src/areas/projects/project.testing';
import { RoundsReader, RoundsService } from '../src/areas/rounds';
import { startApp, type TestApp } from './support/app';
import * as operations from './support/case-operations';
import { NEED } from './support/case-texts';
import type { ApiClient, Answer, Data } from './support/client';
import { brokenInvariants } from './support/invariants';
import type { Persona } from './support/personas';

const PARTIES = ['enterprise', 'tju'] as const;
const APPLY = 'mutation ($input: ApplyInput!) { applyToRound(input: $input) { id } }';
const STEP = `mutation ($input: MoveNeedInput!) { moveNeed(input: $input) { state version } }`;
const REFRESH = 'mutation ($token: String!) { refreshSession(refreshToken: $token) { refreshToken } }';

let app: TestApp;
const client: Partial<Record<Persona, ApiClient>> = {};
const as = (who: Persona): ApiClient => client[who]!;

beforeAll(async () => {
  app = await startApp({ now: '2025-10-13T10:00:00+08:00' });
  for (let n = 1; n <= 4; n++) await app.as(`reviewer${n}` as Persona);
  for (const who of ['enterprise', 'tju', 'bureau'] as const) client[who] = await app.as(who);
  await revised(app, { 'applications.leader-projects': 100 });
});
beforeEach(() => app.clock.set('2025-10-13T10:00:00+08:00'));
afterAll(() => app.close());

/** Sends eight at the same moment; gives how many were answered, and the codes of the refusals. None may be a defect. */
async function race(ask: (n: number) => Promise<Answer<Data>>): Promise<{ won: number; codes: string[] }> {
  const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => ask(n)));
  const codes = answers.flatMap(({ errors }) => errors?.map(({ extensions }) => extensions.code) ?? []);
  expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
  return { won: answers.filter(({ errors }) => !errors).length, codes: [...new Set(codes)].sort() };
}

const counted = async (statement: string, values: unknown[]): Promise<number> =>
  (await app.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${statement}`, values))[0]!.n;
const projectOf = (project: Project): Promise<Data[]> =>
  app.sql(
    `SELECT p.state, p.content_hash AS hash, array_agg(y.signed_hash) AS signed FROM projects p
     JOIN project_parties y ON y.project_id = p.id WHERE p.id = $1 GROUP BY p.id`,
    [project.id],
  );

describe('of eight requests at the same moment', () => {
  const signing = async (project: Project, who: (typeof PARTIES)[number]): Promise<object> => ({
    input: {
      projectId: publicId('project', project.id),
      organisationId: await app.organisation(who),
      contentHash: project.contentHash,
    },
  });

  it('to sign, each party signs once and the last signature concludes once', async () => {
    const project = await aProject(app, PARTIES);
    const inputs = { enterprise: await signing(project, 'enterprise'), tju: await signing(project, 'tju') };
    await race((n) => as(PARTIES[n % 2]!).ask(operations.SIGN, inputs[PARTIES[n % 2]!]));
    const { contentHash: hash } = project;
    expect(await projectOf(project)).toEqual([{ state: 'SIGNED', hash, signed: [hash, hash] }]);
    const steps = `facts WHERE subject_id = $1 AND payload->>'verb' = 'SIGN'`;
    expect(await counted(steps, [project.id])).toBe(1);
  });

  it('to edit and to sign, no signature stays under a content that it was not given for', async () => {
    const project = await aProject(app, PARTIES);
    const input = await signing(project, 'enterprise');
    const edit = { input: { id: publicId('project', project.id), requestedFunding: '1200000' } };
    await race((n) =>
      n % 2 ? as('tju').ask(operations.EDIT, edit) : as('enterprise').ask(operations.SIGN, input),
    );
    const [{ state, hash, signed: hashes }] = await projectOf(project);
    expect(state).toBe('PROPOSED');
    // Who came first is open: an edit voids what was signed before it, and a signature refuses the edits that did not see it.
    const edited = hash !== project.contentHash;
    const valid = edited ? [null] : [null, hash];
    expect(hashes.filter((signedHash: string | null) => !valid.includes(signedHash))).toEqual([]);
  });

  it('to approve two applications, each is approved once and the numbers follow each other', async () => {
    const both = [await aDraft(app, PARTIES), await aDraft(app, PARTIES)];
    for (const draft of both) await moved(app, draft, ...TO_NOTICE);
    app.clock.set('2025-10-27T10:00:00+08:00');
    const approve = (n: number): Promise<Answer<Data>> =>
      as('bureau').ask(operations.MOVE_APPLICATION, {
        id: publicId('application', both[n % 2]!.id),
        verb: 'APPROVE',
      });
    expect(await race(approve)).toMatchObject({ won: 2 });
    const rows = await app.sql<{ number: string; same: boolean }>(
      `SELECT a.number, a.number = p.number AS same FROM applications a JOIN projects p ON p.id = a.project_id
       WHERE a.id = ANY($1) AND a.state = 'APPROVED' AND p.state = 'APPROVED' ORDER BY 1`,
      [both.map(({ id }) => id)],
    );
    expect(rows).toEqual(['XN-2025-001', 'XN-2025-002'].map((number) => ({ number, same: true })));
  });

  it('to draw reviewers, one draw is made', async () => {
    const { id } = await moved(app, await aDraft(app, PARTIES), 'SUBMIT', 'ACCEPT');
    const draw = (n: number): Promise<Answer<Data>> =>
      as('bureau').ask(operations.DRAW, {
        input: { applicationId: publicId('application', id), count: 3, seed: `seed ${n}` },
      });
    expect(await race(draw)).toMatchObject({ won: 1 });
    expect(await counted('draws WHERE application_id = $1', [id])).toBe(1);
    expect(await counted('reviews WHERE application_id = $1', [id])).toBe(3);
  });

  it('to apply with one project, one application comes to be', async () => {
    await app.get(RoundsService).plan(SYSTEM, { year: 2025 });
    const [open] = await app.get(RoundsReader).list(SYSTEM, sql`t.state = 'OPEN'`);
    const project = await signed(app, await aProject(app, PARTIES), PARTIES);
    const ids = { roundId: publicId('round', open!.id), projectId: publicId('project', project.id) };
    const apply = { input: { ...ids, requestedFunding: '3000000' } };
    expect(await race(() => as('enterprise').ask(APPLY, apply))).toMatchObject({ won: 1 });
    expect(await counted('applications WHERE project_id = $1', [project.id])).toBe(1);
  });

  const openNeed = async (): Promise<{ id: string; version: number }> => {
    const input = { ...NEED, organisationId: await app.organisation('enterprise') };
    const { id } = (await as('enterprise').mutate(operations.DRAFT_NEED, { input })).draftNeed;
    return {
      id,
      version: (await as('enterprise').mutate(STEP, { input: { id, verb: 'SUBMIT' } })).moveNeed.version,
    };
  };

  it('to judge a need that all looked at in the same version, one is heard', async () => {
    const { id, version } = await openNeed();
    const judge = (n: number): Promise<Answer<Data>> =>
      as('bureau').ask(STEP, {
        input: { id, verb: ['APPROVE', 'RETURN', 'REJECT'][n % 3], note: '理由', expectedVersion: version },
      });
    expect(await race(judge)).toEqual({ won: 1, codes: ['CONFLICT'] });
    expect(await as('enterprise').query('query ($id: ID!) { need(id: $id) { version } }', { id })).toEqual({
      need: { version: version + 1 },
    });
  });

  it('to answer an interest with yes and with no, one answer counts', async () => {
    const { id: needId } = await openNeed();
    await as('bureau').mutate(STEP, { input: { id: needId, verb: 'APPROVE' } });
    const input = { needId, organisationId: await app.organisation('tju'), message: '我们希望合作。' };
    const { id } = (await as('tju').mutate(operations.EXPRESS, { input })).expressInterest;
    const answer = (n: number): Promise<Answer<Data>> =>
      as('enterprise').ask(operations.ANSWER, { input: { id, accept: n % 2 === 0, message: '答复' } });
    expect(await race(answer)).toMatchObject({ won: 1 });
    const told = `facts f JOIN interests i ON i.id = f.subject_id
      WHERE i.need_id = (SELECT max(need_id::text)::uuid FROM interests) AND f.payload->>'to' = i.state
        AND f.payload->>'from' IS NOT NULL`;
    expect(await counted(told, [])).toBe(1);
  });

  it('to refresh a session with one token, the session turns once and lives on', async () => {
    const { accountId } = await app.personas.account('guest');
    const { refreshToken: token } = await app.get(SessionsService).open(accountId);
    expect(await race(() => app.anonymous().ask(REFRESH, { token }))).toEqual({ won: 8, codes: [] });
    expect(await app.sql('SELECT turn, revoked_at FROM sessions WHERE account_id = $1', [accountId])).toEqual(
      [{ turn: 2, revoked_at: null }],
    );
  });

  it('with one Idempotency-Key, one has an effect', async () => {
    const title = '同一把钥匙';
    const input = { ...NEED, title, organisationId: await app.organisation('enterprise') };
    const keyed = as('enterprise').with({ 'idempotency-key': 'race' });
    const { won, codes } = await race(() => keyed.ask(operations.DRAFT_NEED, { input }));
    expect(won).toBeGreaterThan(0);
    expect(['', 'CONFLICT_IN_PROGRESS']).toContain(codes.join());
    expect(await counted('needs WHERE title = $1', [title])).toBe(1);
  });

  it('nothing is left in disorder', async () => expect(await brokenInvariants(app)).toEqual({}));
});
