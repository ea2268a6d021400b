import { SYSTEM } from '../src/kernel/actor';
import { publicId } from '../src/kernel/ids';
import { AccountsService } from '../src/areas/accounts';
import { aDraft, moved, TO_NOTICE } from '../src/areas/applications/application.testing';
import { startApp, type TestApp } from './support/app';
import { ACHIEVEMENT, NEED } from './support/case-texts';
import type { ApiClient, Data } from './support/client';

/** What an officer does to a record of each type; `one` is the field that gives it. */
const WORK = [
  ['need', 'moveNeed', 'MoveNeedInput', ['APPROVE', 'RETURN', 'REJECT']],
  ['achievement', 'moveAchievement', 'MoveAchievementInput', ['APPROVE', 'RETURN', 'REJECT']],
  ['application', 'moveApplication', 'MoveApplicationInput', ['ACCEPT', 'RETURN', 'REFUSE']],
] as const;

let app: TestApp;
let own: ApiClient;
let bureau: ApiClient;
const ids: Record<string, string> = {};

/** The colleague became an officer after joining the enterprise: the two meet in one account. */
beforeAll(async () => {
  app = await startApp({ now: '2025-10-13T10:00:00+08:00' });
  [own, bureau] = [await app.as('colleague'), await app.as('bureau')];
  await app.get(AccountsService).setRole(SYSTEM, 'colleague@test.example', 'BUREAU_OFFICER', true);
  const organisationId = await app.organisation('enterprise');
  const submitted = async (type: string, content: object): Promise<string> => {
    const client = await app.as('enterprise');
    const draft = `mutation($input: Draft${type}Input!) { draft${type}(input: $input) { id } }`;
    const { id } = (await client.mutate(draft, { input: { ...content, organisationId } }))[`draft${type}`];
    await client.mutate(`mutation($input: Move${type}Input!) { move${type}(input: $input) { id } }`, {
      input: { id, verb: 'SUBMIT' },
    });
    return id as string;
  };
  ids['need'] = await submitted('Need', NEED);
  ids['achievement'] = await submitted('Achievement', ACHIEVEMENT);
  const application = await moved(app, await aDraft(app, ['tju', 'enterprise']), 'SUBMIT');
  ids['application'] = publicId('application', application.id);
  ids['project'] = publicId('project', application.projectId);
});
afterAll(() => app.close());

describe('an officer of the bureau steps aside (回避) from what their own organisation hands in', () => {
  const actions = async (client: ApiClient, type: string): Promise<Map<string, Data>> => {
    const query = `query($id: ID!) { ${type}(id: $id) { actions { name allowed code reason } } }`;
    const found = (await client.query(query, { id: ids[type] }))[type].actions as Data[];
    return new Map(found.map((action) => [action.name as string, action]));
  };

  it.each(WORK)(
    '%s: is told why, and refused; a colleague from elsewhere may',
    async (type, field, input, verbs) => {
      const [mine, others] = [await actions(own, type), await actions(bureau, type)];
      for (const verb of verbs) {
        expect(others.get(verb)).toMatchObject({ allowed: true });
        expect(mine.get(verb)).toMatchObject({ allowed: false, code: 'move.own-organisation' });
        expect(mine.get(verb).reason).toContain('another officer');
        await own.refused(
          'move.own-organisation',
          `mutation($input: ${input}!) { ${field}(input: $input) { id } }`,
          {
            input: { id: ids[type], verb, note: '理由' },
          },
        );
      }
    },
  );

  it('does not vouch for it either', async () => {
    const [organisation, newcomer] = [
      await app.organisation('enterprise'),
      await app.organisation('newcomer'),
    ];
    const verify = 'mutation($id: ID!) { verifyOrganisation(id: $id) { verified } }';
    const account = { email: 'colleague@test.example', role: 'MEMBER' } as const;
    await app
      .get(AccountsService)
      .addMember(SYSTEM, { ...account, organisationId: await app.personas.organisation('newcomer') });
    await own.refused('organisations.own', verify, { id: organisation });
    await own.refused('organisations.own', verify, { id: newcomer });
    const query = 'query($id: ID!) { organisation(id: $id) { actions { name allowed code } } }';
    expect((await own.query(query, { id: newcomer })).organisation.actions).toEqual([
      { name: 'VERIFY', allowed: false, code: 'organisations.own' },
    ]);
  });

  it('who has no such rights anywhere is told nothing but that', async () => {
    const party = await actions(await app.as('tju'), 'application');
    expect(party.get('ACCEPT')).toMatchObject({ allowed: false, code: 'FORBIDDEN' });
  });
});

describe('a party that a project went on without', () => {
  it('still reads its application, and of the project what a public notice shows', async () => {
    const application = await moved(
      app,
      await aDraft(app, ['enterprise', 'tju', 'qmu']),
      ...TO_NOTICE.slice(0, 1),
    );
    const qmu = await app.personas.organisation('qmu');
    await app.sql('DELETE FROM project_parties WHERE project_id = $1 AND organisation_id = $2', [
      application.projectId,
      qmu,
    ]);
    await app.sql('UPDATE projects SET party_ids = party_ids - $2::text WHERE id = $1', [
      application.projectId,
      qmu,
    ]);
    const left = await app.as('qmu');
    const query = `query($id: ID!) { application(id: $id) { project {
      title agreement { tasks } parties { organisation { name } signedAt } history { totalCount } } } }`;
    const { project } = (await left.query(query, { id: publicId('application', application.id) }))
      .application;
    expect(project).toMatchObject({ agreement: null, history: { totalCount: 0 } });
    expect(project.parties.map(({ signedAt }: Data) => signedAt)).toEqual([null, null]);
    const id = publicId('project', application.projectId);
    await left.refused('NOT_FOUND', 'query($id: ID!) { project(id: $id) { title } }', { id });
  });
});
