import type { TestApp } from '../../../test/support/app';
import type { ApiClient } from '../../../test/support/client';
import { outside, Panel } from '../../../test/support/panel';
import { SYSTEM } from '../../kernel/actor';
import { newId, publicId } from '../../kernel/ids';
import { AccountsService } from '../accounts';
import type { Application } from '../applications';
import { ConflictsService } from './conflicts.service';

let panel: Panel;
let t: TestApp;
let bureau: ApiClient;
let second: ApiClient;
let expert: { personId: string; email: string };

const CONFLICTS = `query ($input: ConflictsInput!) {
  conflicts(input: $input) { ground text dismissible source dismissal { reason confirmedAt dismissedBy { name } } }
}`;
const DISMISS =
  'mutation ($input: DismissConflictInput!) { dismissConflict(input: $input) { id confirmedAt } }';
const CONFIRM = 'mutation ($id: ID!) { confirmDismissal(id: $id) { confirmedBy { name } } }';
const SUGGEST = `query ($id: ID!) { suggestedReviewers(applicationId: $id, first: 100) {
  person { name } score load loadLimit hindrances { ground }
} }`;
const MOVE = 'mutation ($input: MoveApplicationInput!) { moveApplication(input: $input) { state } }';
const DECLARE = 'mutation ($input: DeclareRelationInput!) { declareRelation(input: $input) { id } }';
const PARENT =
  'mutation ($input: SetParentOrganisationInput!) { setParentOrganisation(input: $input) { id } }';

interface Shown {
  ground: string;
  text: string;
  dismissal: { reason: string; confirmedAt: string | null } | null;
}

const shown = async (application: Application, personId = expert.personId): Promise<Shown[]> => {
  const input = { applicationId: outside(application), personId: publicId('person', personId) };
  return (await bureau.query<{ conflicts: Shown[] }>(CONFLICTS, { input })).conflicts;
};
const grounds = async (application: Application): Promise<string[]> =>
  (await shown(application)).map(({ ground }) => ground);

/** A contributor's record without an account. */
async function record(name: string, organisation?: string): Promise<string> {
  const id = newId(t.clock.now());
  await t.sql('INSERT INTO people (id, name, organisation_id) VALUES ($1, $2, $3)', [
    id,
    name,
    organisation ?? null,
  ]);
  return id;
}

/** An achievement that these people made. */
async function published(contributors: readonly string[], daysAgo: number): Promise<void> {
  const id = newId(t.clock.now());
  await t.sql(
    `INSERT INTO achievements (id, version, state, organisation_id, title, abstract, visibility, keywords, published_at)
     VALUES ($1, 1, 'OPEN', $2, '高镁锂比卤水提锂吸附剂', '盐湖卤水提锂', 'PUBLIC', '{}', $3)`,
    [id, await t.personas.organisation('panel'), new Date(t.clock.now().getTime() - daysAgo * 86_400_000)],
  );
  for (const [position, person] of contributors.entries())
    await t.sql('INSERT INTO achievement_contributors VALUES ($1, $2, $3)', [id, person, position]);
}

beforeAll(async () => {
  panel = await Panel.open();
  ({ app: t, bureau } = panel);
  expert = await t.personas.account('reviewer1');
  await t.personas.account('guest');
  await t.get(AccountsService).setRole(SYSTEM, 'guest@test.example', 'BUREAU_OFFICER', true);
  second = await t.as('guest');
});
afterAll(() => t.close());

it('a case looks as far back as the rules that its round opened with, beside others that look further', async () => {
  const [near, far] = [
    await panel.application(['newcomer', 'isl']),
    await panel.application(['newcomer', 'isl']),
  ];
  const years = `UPDATE rounds SET terms = jsonb_set(terms, '{values,reviews.conflict-years}', '1') WHERE id = $1`;
  await t.sql(years, [near.roundId]);
  const leftOn = new Date(t.clock.now().getTime() - 600 * 86_400_000);
  await t.sql(
    `INSERT INTO affiliations (id, person_id, organisation_id, since, until, confirmed) VALUES ($1, $2, $3, '2015-01-01', $4, true)`,
    [newId(t.clock.now()), expert.personId, await t.personas.organisation('newcomer'), leftOn],
  );
  const found = await t.get(ConflictsService).between([near, far], [expert.personId]);
  const of = ({ id }: Application): string[] =>
    found
      .get(id)!
      .get(expert.personId)!
      .map(({ ground }) => ground);
  expect([of(near), of(far)]).toEqual([[], ['FORMER_ENTITY']]);
  await t.sql('DELETE FROM affiliations WHERE person_id = $1', [expert.personId]);
});

describe('a conflict is found before anybody is invited, though', () => {
  it('the expert’s organisation is another legal entity of the family', async () => {
    const application = await panel.application(['enterprise', 'qmu']);
    expect(await grounds(application)).toEqual([]);
    const input = { organisationId: await t.organisation('qmu'), parentId: await t.organisation('panel') };
    await bureau.mutate(PARENT, { input });
    const circle = { organisationId: await t.organisation('panel'), parentId: await t.organisation('qmu') };
    await bureau.refused('organisations.parent-circle', PARENT, { input: circle });
    await (await t.as('qmu')).refused('FORBIDDEN', PARENT, { input: circle });
    expect(await shown(application)).toEqual([
      expect.objectContaining({
        ground: 'SAME_FAMILY',
        text: expect.stringContaining('测试评审研究院') as string,
      }),
    ]);
    await bureau.mutate(PARENT, { input: { ...input, parentId: null } });
    expect(await grounds(application)).toEqual([]);
  });

  it('only the e-mail says where they belong', async () => {
    const application = await panel.application(['rival', 'isl']);
    await t.personas.account('isl');
    await t.sql(`UPDATE accounts SET email = 'a@isl.qhlab.cn' WHERE email = 'isl@test.example'`);
    await t.sql(`UPDATE accounts SET email = 'b@isl.qhlab.cn' WHERE person_id = $1`, [expert.personId]);
    expect(await grounds(application)).toEqual(['SAME_DOMAIN']);
    await t.sql(`UPDATE accounts SET email = 'isl@test.example' WHERE email = 'a@isl.qhlab.cn'`);
    await t.sql(`UPDATE accounts SET email = $2 WHERE person_id = $1`, [expert.personId, expert.email]);
  });

  it('they are entered twice, unless two ORCID iDs tell two people apart', async () => {
    const application = await panel.application(['rival', 'isl']);
    const double = await record(' 测试reviewer1 ', await t.personas.organisation('isl'));
    expect(await grounds(application)).toEqual(['SAME_NAME']);
    await t.sql(`UPDATE people SET orcid = '0000-0002-1825-0097' WHERE id = $1`, [double]);
    await t.sql(`UPDATE people SET orcid = '0000-0002-1694-233X' WHERE id = $1`, [expert.personId]);
    expect(await grounds(application)).toEqual([]);
  });

  it('it lies in what they did together, for as long as that counts', async () => {
    const application = await panel.application(['rival', 'isl']);
    const leader = await record('带头人');
    await t.sql('UPDATE projects SET leader_id = $1 WHERE id = $2', [leader, application.projectId]);
    await published([leader, expert.personId], 4 * 366);
    expect(await grounds(application)).toEqual([]);
    await published([leader, expert.personId], 30);
    const earlier = await panel.application(['tju', 'isl']);
    await t.sql('UPDATE projects SET leader_id = $1 WHERE id = $2', [expert.personId, earlier.projectId]);
    expect(new Set(await grounds(application))).toEqual(new Set(['CO_AUTHOR', 'CO_APPLICATION']));
    // What was never handed in is anybody's word.
    await t.sql(`UPDATE applications SET submitted_at = NULL, state = 'DRAFT' WHERE id = $1`, [earlier.id]);
    expect(await grounds(application)).toEqual(['CO_AUTHOR']);
    const suggested = await bureau.query<{
      suggestedReviewers: { person: { name: string }; hindrances: object[] }[];
    }>(SUGGEST, { id: outside(application) });
    expect(
      suggested.suggestedReviewers.find(({ person }) => person.name === '测试 reviewer1')!.hindrances,
    ).toEqual([{ ground: 'CO_AUTHOR' }]);
  });

  it('only they know of it', async () => {
    const application = await panel.application(['rival', 'tju']);
    const self = await t.as('reviewer1');
    const organisationId = await t.organisation('tju');
    const input = { kind: 'INTEREST', organisationId, note: '持有股份' };
    const { id } = (await self.mutate<{ declareRelation: { id: string } }>(DECLARE, { input }))
      .declareRelation;
    expect(await grounds(application)).toEqual(['INTEREST']);
    const node = 'query ($id: ID!) { node(id: $id) { ... on Relation { note } } }';
    await (await t.as('tju')).refused('NOT_FOUND', node, { id });
    expect((await bureau.query(node, { id })).node.note).toBe('持有股份');
    const BACK = 'mutation ($id: ID!) { withdrawRelation(id: $id, reason: "已转让") { withdrawnAt } }';
    await bureau.refused('FORBIDDEN', BACK, { id });
    await self.mutate(BACK, { id });
    expect(await grounds(application)).toEqual([]);
  });
});

describe('a dismissal', () => {
  it('takes effect when another officer confirms it, stays shown, and never frees the same legal entity', async () => {
    const application = await panel.application(['newcomer', 'isl']);
    await t.sql(
      `INSERT INTO affiliations (id, person_id, organisation_id, since, until) VALUES ($1, $2, $3, '2010-01-01', $4)`,
      [newId(t.clock.now()), expert.personId, await t.personas.organisation('isl'), t.clock.today()],
    );
    expect((await grounds(application)).sort()).toEqual(['SAME_ENTITY']);
    const about = {
      applicationId: outside(application),
      personId: publicId('person', expert.personId),
      reason: '已离职',
    };
    await bureau.refused('conflicts.never', DISMISS, { input: { ...about, ground: 'SAME_ENTITY' } });
    const yesterday = new Date(t.clock.now().getTime() - 2 * 86_400_000).toISOString().slice(0, 10);
    await t.sql('UPDATE affiliations SET until = $1 WHERE person_id = $2 AND until IS NOT NULL', [
      yesterday,
      expert.personId,
    ]);
    const input = { ...about, ground: 'FORMER_ENTITY' };
    await bureau.refused('conflicts.not-found', DISMISS, { input: { ...about, ground: 'KINSHIP' } });
    await (await t.as('newcomer')).refused('FORBIDDEN', DISMISS, { input });
    const { id } = (await bureau.mutate<{ dismissConflict: { id: string } }>(DISMISS, { input }))
      .dismissConflict;
    await bureau.refused('conflicts.own-dismissal', CONFIRM, { id });
    const excluded = async (): Promise<string[]> => {
      const seen = await bureau.query<{
        suggestedReviewers: { person: { name: string }; hindrances: object[] }[];
      }>(SUGGEST, { id: outside(application) });
      return seen.suggestedReviewers
        .filter(({ hindrances }) => hindrances.length > 0)
        .map(({ person }) => person.name);
    };
    expect(await excluded()).toEqual(['测试 reviewer1']);
    await second.mutate(CONFIRM, { id });
    expect(await excluded()).toEqual([]);
    expect(await shown(application)).toEqual([
      expect.objectContaining({
        ground: 'FORMER_ENTITY',
        dismissal: expect.objectContaining({ reason: '已离职' }) as object,
      }),
    ]);
    await second.refused('conflicts.confirmed-already', CONFIRM, { id });
    const list = 'query ($id: ID!) { application(id: $id) { dismissals { id } } }';
    const parties = await (await t.as('newcomer')).query(list, { id: outside(application) });
    expect(parties.application.dismissals).toEqual([]);
    expect((await bureau.query(list, { id: outside(application) })).application.dismissals).toHaveLength(1);
    await panel.draw(application, 6);
  });
});

describe('an officer', () => {
  it('decides nothing on an application to which they declared a relation, and is told so', async () => {
    const application = await panel.application(['qmu', 'enterprise']);
    await t.sql(`UPDATE applications SET state = 'SUBMITTED' WHERE id = $1`, [application.id]);
    const input = { kind: 'KINSHIP', organisationId: await t.organisation('qmu'), note: '配偶任职' };
    await second.mutate(DECLARE, { input });
    const id = outside(application);
    for (const verb of ['RETURN', 'REFUSE', 'ACCEPT'])
      await second.refused('experts.officer-conflict', MOVE, { input: { id, verb, note: '理由' } });
    const actions = 'query ($id: ID!) { application(id: $id) { actions { name allowed code } } }';
    const of = async (
      client: ApiClient,
    ): Promise<{ name: string; allowed: boolean; code: string | null }[]> =>
      (await client.query(actions, { id })).application.actions;
    const accept = async (client: ApiClient) => (await of(client)).find(({ name }) => name === 'ACCEPT');
    expect(await accept(second)).toMatchObject({ allowed: false, code: 'experts.officer-conflict' });
    expect(await accept(bureau)).toMatchObject({ allowed: true });
    for (const [state, verb] of [
      ['RECOMMENDED', 'START_NOTICE'],
      ['PUBLIC_NOTICE', 'APPROVE'],
    ] as const) {
      await t.sql('UPDATE applications SET state = $2 WHERE id = $1', [application.id, state]);
      await second.refused('experts.officer-conflict', MOVE, { input: { id, verb } });
    }
    const about = { applicationId: id, personId: publicId('person', expert.personId) };
    await second.refused('experts.officer-conflict', CONFLICTS, { input: about });
    await second.refused('experts.officer-conflict', SUGGEST, { id });
  });
});
