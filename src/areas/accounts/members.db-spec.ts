import { SYSTEM } from '../../kernel/actor';
import { parseId } from '../../kernel/ids';
import { INVITATION_DAYS } from './account';
import { AccountsService } from './accounts.service';
import { startApp, type TestApp } from '../../../test/support/app';
import type { Answer, ApiClient, Data } from '../../../test/support/client';

const ADD = 'mutation($input: AddMemberInput!) { addMember(input: $input) { role organisation { id } } }';
const ACCEPT =
  'mutation($organisationId: ID!) { acceptMembership(organisationId: $organisationId) { role } }';
const REMOVE = 'mutation($input: RemoveMemberInput!) { removeMember(input: $input) }';
const ROLE = `mutation($email: String!, $role: PlatformRole!, $granted: Boolean!) {
  setPlatformRole(email: $email, role: $role, granted: $granted) }`;
const MINE =
  '{ viewer { roles memberships { role organisation { id } } invitations { role organisation { id } } person { organisation { id } } } }';

/** What came of requests: the code of each refusal, or `done`. */
const codesOf = (answers: readonly Answer<Data>[]): string[] =>
  answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done').sort();

let app: TestApp;
let enterprise: ApiClient;
let organisationId: string;

beforeAll(async () => {
  app = await startApp();
  enterprise = await app.as('enterprise');
  organisationId = await app.organisation('enterprise');
  await app.personas.account('guest');
});
afterAll(() => app.close());

describe('members', () => {
  const guest = 'guest@test.example';

  it('are invited, promoted and taken out by a representative; it holds from the next request on', async () => {
    const client = await app.as('guest');
    expect((await client.query(MINE)).viewer.memberships).toEqual([]);
    await client.refused('accounts.not-invited', ACCEPT, { organisationId });
    await enterprise.mutate(ADD, { input: { organisationId, email: guest, role: 'MEMBER' } });
    expect((await client.query(MINE)).viewer).toMatchObject({
      memberships: [],
      invitations: [{ role: 'MEMBER', organisation: { id: organisationId } }],
      person: { organisation: null },
    });
    await client.mutate(ACCEPT, { organisationId });
    expect((await client.query(MINE)).viewer).toMatchObject({
      memberships: [{ role: 'MEMBER', organisation: { id: organisationId } }],
      person: { organisation: { id: organisationId } },
    });
    await enterprise.mutate(ADD, { input: { organisationId, email: guest, role: 'REPRESENTATIVE' } });
    expect((await client.query(MINE)).viewer.memberships).toMatchObject([{ role: 'REPRESENTATIVE' }]);
    await enterprise.mutate(REMOVE, { input: { organisationId, email: guest } });
    expect((await client.query(MINE)).viewer).toMatchObject({
      memberships: [],
      person: { organisation: null },
    });
    await enterprise.refused('accounts.not-member', REMOVE, { input: { organisationId, email: guest } });
  });

  it('are nobody against their will: an invitation is declined, and a member leaves, alone', async () => {
    const { email } = await app.personas.account('reviewer1');
    const expert = await app.as('reviewer1');
    const before = (await expert.query(MINE)).viewer;
    const input = { organisationId, email, role: 'MEMBER' };
    await enterprise.mutate(ADD, { input });
    const invited = (await expert.query(MINE)).viewer;
    expect(invited).toEqual({
      ...before,
      invitations: [{ role: 'MEMBER', organisation: { id: organisationId } }],
    });
    await expert.mutate(REMOVE, { input: { organisationId, email } });
    expect((await expert.query(MINE)).viewer).toEqual(before);
    await enterprise.mutate(ADD, { input });
    await expert.mutate(ACCEPT, { organisationId });
    await expert.mutate(REMOVE, { input: { organisationId, email } });
    expect((await expert.query(MINE)).viewer).toEqual(before);
    await expert.refused('accounts.not-member', REMOVE, { input: { organisationId, email } });
  });

  it('are invited for a time', async () => {
    const { email } = await app.personas.account('reviewer2');
    const expert = await app.as('reviewer2');
    const input = { organisationId, email, role: 'MEMBER' };
    await enterprise.mutate(ADD, { input });
    const [before, invited] = [app.clock.now(), (await expert.query(MINE)).viewer.invitations];
    app.clock.set(new Date(before.getTime() + INVITATION_DAYS.value * 86_400_000));
    expect([invited.length, (await expert.query(MINE)).viewer.invitations]).toEqual([1, []]);
    const late = await expert.refused('accounts.invitation-lapsed', ACCEPT, { organisationId });
    expect(late.extensions).toMatchObject({ params: { days: 30 }, path: ['organisationId'] });
    await enterprise.mutate(ADD, { input });
    expect((await expert.mutate(ACCEPT, { organisationId })).acceptMembership.role).toBe('MEMBER');
    await expert.mutate(REMOVE, { input: { organisationId, email } });
  });

  it('that are only invited neither stand in for the last representative nor lose what they say of themselves', async () => {
    const [alone, expert] = [await app.as('qmu'), await app.as('reviewer3')];
    const { email, personId } = await app.personas.account('reviewer3');
    const theirs = await app.organisation('qmu');
    const claim = 'mutation($input: AddAffiliationInput!) { addAffiliation(input: $input) { id } }';
    await expert.mutate(claim, { input: { organisationId: theirs, since: '2020-01-01' } });
    const invited = { organisationId: theirs, email };
    await alone.mutate(ADD, { input: { ...invited, role: 'REPRESENTATIVE' } });
    const self = { organisationId: theirs, email: 'qmu@test.example' };
    await alone.refused('accounts.last-representative', REMOVE, { input: self });
    await alone.mutate(REMOVE, { input: invited });
    const open = await app.sql(
      'SELECT 1 FROM affiliations WHERE person_id = $1 AND organisation_id = $2 AND until IS NULL',
      [personId, uuidOf(theirs)],
    );
    expect(open).toHaveLength(1);
  });

  it('are nobody else’s matter', async () => {
    const input = { organisationId, email: 'rival@test.example', role: 'REPRESENTATIVE' };
    for (const persona of ['rival', 'colleague', 'bureau', 'admin'] as const) {
      await (await app.as(persona)).refused('accounts.not-representative', ADD, { input });
    }
    await app.anonymous().refused('UNAUTHENTICATED', ADD, { input });
  });

  it('keep one representative', async () => {
    const alone = await app.as('tju');
    const input = { organisationId: await app.organisation('tju'), email: 'tju@test.example' };
    await alone.refused('accounts.last-representative', REMOVE, { input });
    await alone.refused('accounts.last-representative', ADD, { input: { ...input, role: 'MEMBER' } });
  });

  it('are no officers, whom a representative could so make step aside', async () => {
    for (const officer of ['bureau', 'admin'] as const) {
      const { email } = await app.personas.account(officer);
      const input = { organisationId, email, role: 'MEMBER' };
      const { extensions } = await enterprise.refused('accounts.officer', ADD, { input });
      expect(extensions.path).toEqual(['input', 'email']);
    }
  });
});

describe('at the same moment', () => {
  const eight = (ask: (n: number) => Promise<Answer<Data>>): Promise<Answer<Data>[]> =>
    Promise.all(Array.from({ length: 8 }, (_, n) => ask(n)));
  const refusedBut = (one: string): string[] => [...Array<string>(7).fill(one), 'done'].sort();
  const counted = async (what: string): Promise<number> =>
    (await app.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${what}`))[0]!.n;

  it('one account comes of eight sign-ups with one e-mail, however it is written', async () => {
    const signUp = 'mutation($input: SignUpInput!) { signUp(input: $input) { viewer { email } } }';
    const answers = await eight((n) => {
      const email = n % 2 ? 'Twice@test.example' : 'twice@test.example';
      return app.anonymous().ask(signUp, { input: { email, name: '同名', password: 'benfu-test-2025' } });
    });
    expect(codesOf(answers)).toEqual(refusedBut('accounts.email-taken'));
    expect(await counted("accounts WHERE email = 'twice@test.example'")).toBe(1);
    expect(await counted("people WHERE name = '同名'")).toBe(1);
  });

  it('one organisation comes of eight registrations of one legal entity', async () => {
    const register =
      'mutation($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) { id } }';
    const callers = [await app.as('guest'), await app.as('rival')];
    const answers = await eight((n) => {
      const input = { name: `同一家企业 ${n}`, kind: 'ENTERPRISE', uscc: '91350100M000100Y43' };
      return callers[n % 2]!.ask(register, { input });
    });
    expect(codesOf(answers)).toEqual(refusedBut('organisations.duplicate'));
    expect(await counted("organisations WHERE uscc = '91350100M000100Y43'")).toBe(1);
  });
});

describe('platform roles', () => {
  it('are the administrator’s to give and take, at once', async () => {
    const [admin, bureau] = [await app.as('admin'), await app.as('bureau')];
    const id = await app.organisation('newcomer');
    const verify = 'mutation($id: ID!) { verifyOrganisation(id: $id) { verified } }';
    const grant = (granted: boolean): object => ({
      email: 'bureau@test.example',
      role: 'BUREAU_OFFICER',
      granted,
    });
    await admin.mutate(ROLE, grant(false));
    await bureau.refused('FORBIDDEN', verify, { id });
    expect((await bureau.query(MINE)).viewer.roles).toEqual([]);
    await admin.mutate(ROLE, grant(true));
    expect((await bureau.mutate(verify, { id })).verifyOrganisation).toEqual({ verified: true });
    for (const persona of ['bureau', 'enterprise'] as const) {
      await (await app.as(persona)).refused('FORBIDDEN', ROLE, grant(true));
    }
    await app.anonymous().refused('UNAUTHENTICATED', ROLE, grant(true));
  });

  it('are no secret to the person, and leave a trail', async () => {
    const topics = await app.sql<{ topic: string }>(
      "SELECT topic FROM facts WHERE topic LIKE 'account.role-%' ORDER BY seq",
    );
    expect(topics.map(({ topic }) => topic)).toEqual(
      expect.arrayContaining(['account.role-granted', 'account.role-revoked']),
    );
  });
});

it('an officer does not vouch for an organisation of their own', async () => {
  const bureau = await app.as('bureau');
  const REGISTER =
    'mutation($input: RegisterOrganisationInput!) { registerOrganisation(input: $input) { id } }';
  const { registerOrganisation } = await bureau.mutate(REGISTER, {
    input: { name: '官员自办研究会', kind: 'OTHER' },
  });
  const { id } = registerOrganisation as { id: string };
  const VERIFY =
    'mutation($id: ID!) { verifyOrganisation(id: $id) { verified actions { name allowed code } } }';
  await bureau.refused('organisations.own', VERIFY, { id });
  const { verifyOrganisation } = await (await app.as('admin')).mutate(VERIFY, { id });
  expect(verifyOrganisation.verified).toBe(true);
  await app.get(AccountsService).removeMember(SYSTEM, {
    organisationId: uuidOf(id),
    email: 'bureau@test.example',
  });
});

const uuidOf = (id: string): string => parseId(id).uuid;
