import { PeopleReader } from './people.reader';
import { startApp, type TestApp } from '../../../test/support/app';

const UPDATE = `mutation($input: UpdateProfileInput!) {
  updateProfile(input: $input) { name nameEn orcid expertise } }`;

let app: TestApp;
beforeAll(async () => void (app = await startApp()));
afterAll(() => app.close());

it('a profile always has a name, expertise and a consent: null leaves them, and clears the rest', async () => {
  const guest = await app.as('guest');
  const shown = { name: '李明', nameEn: 'Li Ming', orcid: '0000-0002-1825-0097', expertise: ['结晶'] };
  const input = { ...shown, listed: true };
  expect((await guest.mutate(UPDATE, { input })).updateProfile).toEqual(shown);
  const nothing = { name: null, nameEn: null, orcid: null, expertise: null, listed: null };
  const { updateProfile } = await guest.mutate(UPDATE, { input: nothing });
  expect(updateProfile).toEqual({ ...shown, nameEn: null, orcid: null });
  expect(await app.sql("SELECT listed FROM people WHERE name = '李明'")).toEqual([{ listed: true }]);
});

it('a claim to work somewhere is shown as one, and makes nobody one of its people', async () => {
  const guest = await app.as('guest');
  const organisationId = await app.organisation('tju');
  const claim = `mutation($input: AddAffiliationInput!) { addAffiliation(input: $input) { confirmed organisation { name } } }`;
  const input = { organisationId, since: '2019-01-01' };
  expect((await guest.mutate(claim, { input })).addAffiliation).toMatchObject({ confirmed: false });
  const { viewer } = await guest.query('{ viewer { person { organisation { id } } } }');
  expect(viewer.person.organisation).toBeNull();
});

describe('personalised matching (PIPL art. 24)', () => {
  const SET = 'mutation($on: Boolean!) { setPersonalisedMatching(personalised: $on) { id personalised } }';
  const READ = 'query($id: ID!) { node(id: $id) { ... on Person { personalised } } }';

  it('is left and entered again by oneself, each once a fact; nobody else learns of it', async () => {
    const rival = await app.as('rival');
    const { personId } = await app.personas.account('rival');
    const among = (): Promise<Set<string>> => app.get(PeopleReader).personalisedAmong([personId]);
    expect(await among()).toEqual(new Set([personId]));
    const { id } = (await rival.mutate(SET, { on: false })).setPersonalisedMatching;
    await rival.mutate(SET, { on: false });
    expect((await rival.query(READ, { id })).node).toEqual({ personalised: false });
    expect(await among()).toEqual(new Set());
    for (const other of [await app.as('bureau'), await app.as('enterprise')])
      expect((await other.query(READ, { id })).node).toEqual({ personalised: null });
    expect((await rival.mutate(SET, { on: true })).setPersonalisedMatching).toEqual({
      id,
      personalised: true,
    });
    const topics = await app.sql(
      `SELECT topic FROM facts WHERE subject_id = $1 AND topic = 'person.matching-set'`,
      [personId],
    );
    expect(topics).toHaveLength(2);
    await app.anonymous().refused('UNAUTHENTICATED', SET, { on: true });
  });
});
