import type { TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { outside, Panel, REVIEWERS } from '../../../test/support/panel';
import { statementCount } from '../../../test/support/statements';
import { SYSTEM } from '../../kernel/actor';
import { parseId, publicId } from '../../kernel/ids';
import { AccountsService } from '../accounts';
import type { Application } from '../applications';
import { AssignmentsReader } from './assignments.reader';
import { Problems } from './problems';
import { Solving } from './solving';

const COMMIT = 'mutation ($roundId: ID!) { commitSeed(roundId: $roundId) { hash } }';
const CLOSE = 'mutation ($input: ClosePoolInput!) { closePool(input: $input) { poolHash } }';
const DRAW = 'mutation ($input: DrawFromPoolInput!) { drawFromPool(input: $input) { reviewer { id } } }';
const PROPOSE = 'mutation ($id: ID!) { proposeAssignment(roundId: $id) { id state } }';
const CANCEL = 'mutation ($id: ID!) { cancelAssignment(id: $id) { state endedAt } }';
const ADOPT = 'mutation ($id: ID!) { adoptAssignment(id: $id) { state } }';
const LATEST = `query ($id: ID!) { assignments(roundId: $id, first: 1) { nodes {
  id state progress reason record loads { before added } applications { experts { id } } } } }`;
const DRAWS = 'query ($id: ID!) { application(id: $id) { draws { id excluded { unfit person { name } } } } }';

let panel: Panel;
let t: TestApp;
let bureau: ApiClient;

beforeAll(async () => {
  panel = await Panel.open();
  ({ app: t, bureau } = panel);
});
afterAll(() => t.close());

/** Applications of one round whose pool is closed and whose seed is known. */
async function round(...parties: Parameters<Panel['application']>[0][]): Promise<Application[]> {
  const made = [await panel.application(parties[0])];
  for (const more of parties.slice(1)) made.push(await panel.application(more, made[0]!.roundId));
  const roundId = publicId('round', made[0]!.roundId);
  await bureau.mutate(COMMIT, { roundId });
  await bureau.mutate(CLOSE, { input: { roundId } });
  return made;
}
const idOf = ([first]: Application[]): { id: string } => ({ id: publicId('round', first!.roundId) });
const latest = async (of: Application[], client = bureau): Promise<Data> =>
  (await client.query(LATEST, idOf(of))).assignments.nodes[0];
/** Asks, computes as a worker would, and gives the outcome. */
async function propose(of: Application[]): Promise<Data> {
  const { proposeAssignment } = await bureau.mutate(PROPOSE, idOf(of));
  await t.get(Solving).solve({ id: parseId(proposeAssignment.id).uuid });
  return latest(of);
}
const OF_DRAWS = "facts WHERE topic ~ '^(draw|review|assignment)'";
const countOf = async (table: string): Promise<number> =>
  (await t.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]!.n;

describe('an assignment', () => {
  it('says in either language which applications lack how many experts', async () => {
    const of = await round(['enterprise', 'tju'], ['rival', 'isl']);
    await t.sql(
      `UPDATE rounds SET terms = jsonb_set(terms, '{values,reviewers.load-limit}', '1') WHERE id = $1`,
      [of[0]!.roundId],
    );
    expect(await propose(of)).toMatchObject({ state: 'PROPOSED', progress: 1, reason: null });
    await t.sql(`UPDATE rounds SET terms = jsonb_set(terms, '{values,reviews.minimum}', '4') WHERE id = $1`, [
      of[0]!.roundId,
    ]);
    const failed = await propose(of);
    expect(failed).toMatchObject({ state: 'FAILED', record: null, loads: [], applications: [] });
    expect(failed.reason).toMatch(
      /^There are not experts enough for “测试项目 .*” \(6 eligible, \d missing\)/,
    );
    const chinese = bureau.with({ 'accept-language': 'zh-CN' });
    expect((await latest(of, chinese)).reason).toMatch(
      /^专家不足：“测试项目 .*”（符合条件者 6 名，还缺 \d 名）/,
    );
    await bureau.refused('assignments.not-proposed', ADOPT, { id: failed.id });
  });

  it('is computed one at a time, can be cancelled, and is then not adopted', async () => {
    const of = await round(['enterprise', 'tju']);
    const { proposeAssignment } = await bureau.mutate(PROPOSE, idOf(of));
    await bureau.refused('assignments.under-way', PROPOSE, idOf(of));
    const { cancelAssignment } = await bureau.mutate(CANCEL, proposeAssignment);
    expect(cancelAssignment).toEqual({ state: 'CANCELLED', endedAt: expect.any(String) });
    await t.get(Solving).solve({ id: parseId(proposeAssignment.id).uuid });
    expect(await latest(of)).toMatchObject({ state: 'CANCELLED', record: null });
    const proposed = await propose(of);
    await bureau.mutate(CANCEL, { id: proposed.id });
    await bureau.refused('assignments.not-proposed', ADOPT, { id: proposed.id });
    await bureau.refused('assignments.over', CANCEL, { id: proposed.id });
  });

  it('is adopted whole or not at all', async () => {
    const of = await round(['enterprise', 'tju'], ['rival', 'isl'], ['newcomer', 'qmu']);
    const proposed = await propose(of);
    const before = [await countOf('draws'), await countOf('reviews'), await countOf(OF_DRAWS)];
    // One of the three leaves the review in the meantime.
    await t.sql(`UPDATE applications SET state = 'WITHDRAWN' WHERE id = $1`, [of[2]!.id]);
    await bureau.refused('reviews.not-under-review', ADOPT, { id: proposed.id });
    // An expert takes up work for a party of the second.
    await t.sql(`UPDATE applications SET state = 'UNDER_REVIEW' WHERE id = $1`, [of[2]!.id]);
    const accounts = t.get(AccountsService);
    const organisationId = await t.personas.organisation('isl');
    for (const name of REVIEWERS)
      await accounts.addMember(SYSTEM, { organisationId, email: `${name}@test.example`, role: 'MEMBER' });
    await bureau.refused('experts.too-few-eligible', ADOPT, { id: proposed.id });
    expect([await countOf('draws'), await countOf('reviews'), await countOf(OF_DRAWS)]).toEqual(before);
    expect(await latest(of)).toMatchObject({ state: 'PROPOSED' });
    for (const name of REVIEWERS)
      await accounts.removeMember(SYSTEM, { organisationId, email: `${name}@test.example` });
    await t.sql(`DELETE FROM affiliations WHERE organisation_id = $1`, [organisationId]);
    expect((await bureau.mutate(ADOPT, { id: proposed.id })).adoptAssignment.state).toBe('ADOPTED');
    expect(await countOf('reviews')).toBe(before[1]! + 9);
  });

  it('is out of date when somebody was drawn since it was computed', async () => {
    const of = await round(['enterprise', 'tju'], ['rival', 'isl']);
    const proposed = await propose(of);
    const input = { applicationId: outside(of[0]!), count: 3 };
    await bureau.mutate(DRAW, { input });
    await bureau.refused('assignments.outdated', ADOPT, { id: proposed.id });
    expect((await propose(of)).loads.map(({ before, added }: Data) => before + added)).toEqual(
      Array(6).fill(1),
    );
  });

  it('is not made or seen by an officer who belongs to a party', async () => {
    const of = await round(['enterprise', 'tju'], ['newcomer', 'isl']);
    const proposed = await propose(of);
    const accounts = t.get(AccountsService);
    const organisationId = await t.personas.organisation('newcomer');
    const member = { organisationId, email: 'bureau@test.example' };
    await accounts.addMember(SYSTEM, { ...member, role: 'MEMBER' });
    await bureau.refused('experts.officer-conflict', PROPOSE, idOf(of));
    await bureau.refused('NOT_FOUND', ADOPT, { id: proposed.id });
    expect(await latest(of)).toBeUndefined();
    await accounts.removeMember(SYSTEM, member);
    await t.sql(`DELETE FROM affiliations WHERE organisation_id = $1`, [organisationId]);
  });

  it('asks the database as often for three applications as for one', async () => {
    const counts = [];
    for (const of of [
      await round(['enterprise', 'tju']),
      await round(['enterprise', 'tju'], ['rival', 'isl'], ['newcomer', 'qmu']),
    ]) {
      const { proposeAssignment } = await bureau.mutate(PROPOSE, idOf(of));
      const made = await t.get(AssignmentsReader).get(SYSTEM, parseId(proposeAssignment.id).uuid);
      counts.push(await statementCount(t, () => t.get(Problems).of(made)));
    }
    expect(counts[1]).toBe(counts[0]);
  });
});

describe('a draw from the closed pool', () => {
  it('takes who has least to do first, and says who is left out for what', async () => {
    const [first, second, third] = await round(['enterprise', 'tju'], ['rival', 'isl'], ['newcomer', 'qmu']);
    const drawn = async (one: Application): Promise<string[]> => {
      const input = { applicationId: outside(one), count: 3 };
      return (await bureau.mutate(DRAW, { input })).drawFromPool.map(({ reviewer }: Data) => reviewer.id);
    };
    const both = [...(await drawn(first!)), ...(await drawn(second!))];
    expect(new Set(both).size).toBe(6);
    await t.sql(
      `UPDATE rounds SET terms = jsonb_set(terms, '{values,draws.expertise-floor}', '50') WHERE id = $1`,
      [first!.roundId],
    );
    const refused = await bureau.refused('experts.too-few-eligible', DRAW, {
      input: { applicationId: outside(third!), count: 3 },
    });
    expect(refused.extensions.params).toEqual({ count: 3, eligible: 0 });
    await t.sql(`UPDATE rounds SET terms = terms #- '{values,draws.expertise-floor}' WHERE id = $1`, [
      first!.roundId,
    ]);
    const accounts = t.get(AccountsService);
    await accounts.setRole(SYSTEM, 'reviewer6@test.example', 'REVIEWER', false);
    expect(await drawn(third!)).toHaveLength(3);
    const { draws } = (await bureau.query(DRAWS, { id: outside(third!) })).application;
    expect(draws[0].excluded).toEqual([{ unfit: 'NOT_LISTED_ANY_MORE', person: { name: '测试 reviewer6' } }]);
    await accounts.setRole(SYSTEM, 'reviewer6@test.example', 'REVIEWER', true);
  });
});
