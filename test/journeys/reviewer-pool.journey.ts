import { AccountsService } from '../../src/areas/accounts';
import { SYSTEM } from '../../src/kernel/actor';
import { publicId } from '../../src/kernel/ids';
import type { TestApp } from '../support/app';
import type { ApiClient, Data } from '../support/client';
import { Courier } from '../../src/areas/letters';
import { Mailbox } from '../support/mailbox';
import { DRAW, outside, Panel } from '../support/panel';
import type { Persona } from '../support/personas';
import { startApp } from '../support/app';

const INVITE =
  'mutation ($input: InviteReviewerInput!) { inviteReviewer(input: $input) { id state expertise } }';
const CONSENT =
  'mutation ($version: String!) { consentToReview(version: $version) { state consentVersion consentedAt } }';
const MOVE = 'mutation ($input: MoveReviewerInput!) { moveReviewer(input: $input) { state } }';
const UPDATE = `mutation ($input: UpdateReviewerInput!) {
  updateReviewerProfile(input: $input) { loadLimit expertise unavailable { since until } }
}`;
const POOL = '{ reviewers(filter: { states: [ACTIVE] }) { totalCount nodes { id person { name } } } }';
const SUGGEST = `query ($id: ID!) { suggestedReviewers(applicationId: $id, first: 50) {
  person { name } load loadLimit hindrances { ground text }
} }`;
const UNSUITABLE = `mutation ($input: NameUnsuitableInput!) {
  nameUnsuitableExperts(input: $input) { unsuitable { reason named { name } } }
}`;
const LOOK = `query ($id: ID!) { application(id: $id) {
  unsuitable { reason named { name } } dismissals { id } draws { id } history { nodes { topic } }
} }`;

let mailbox: Mailbox;
let panel: Panel;
let t: TestApp;
let bureau: ApiClient;

const personOf = async (name: Persona): Promise<string> =>
  publicId('person', (await t.personas.account(name)).personId);

/** Of everybody in the pool, what keeps them from an application. */
async function standing(applicationId: string): Promise<Map<string, string[]>> {
  const { suggestedReviewers } = await bureau.query<Data>(SUGGEST, { id: applicationId });
  return new Map(
    (suggestedReviewers as { person: { name: string }; hindrances: { ground: string }[] }[]).map(
      ({ person, hindrances }) => [person.name.replace('测试 ', ''), hindrances.map(({ ground }) => ground)],
    ),
  );
}

beforeAll(async () => {
  mailbox = await new Mailbox(/评审专家/).up();
  panel = await Panel.open(await startApp({ environment: { SMTP_URL: mailbox.url } }));
  ({ app: t, bureau } = panel);
});
afterAll(async () => {
  await t?.close();
  await mailbox?.down();
});

it('somebody is invited by mail, consents, is drawn by lot, and leaves again', async () => {
  const guest = await t.as('guest');
  const { inviteReviewer } = await bureau.mutate<Data>(INVITE, {
    input: { personId: await personOf('guest') },
  });
  expect(inviteReviewer.state).toBe('INVITED');
  await t.drain();
  await t.get(Courier).deliver();
  expect(mailbox.mails.map(({ subject, text }) => [subject, text])).toEqual([
    [expect.stringContaining('评审专家'), expect.stringContaining(inviteReviewer.id as string)],
  ]);
  const application = await panel.application();
  expect((await standing(outside(application))).has('guest')).toBe(false);

  const { reviewerConsent } = await guest.query<Data>('{ reviewerConsent { version text } }');
  expect(reviewerConsent.text).toContain('consent');
  await guest.refused('reviewers.consent-outdated', CONSENT, { version: '1999-1' });
  const { consentToReview } = await guest.mutate<Data>(CONSENT, { version: reviewerConsent.version });
  expect(consentToReview).toMatchObject({ state: 'ACTIVE', consentVersion: reviewerConsent.version });
  await bureau.refused('reviewers.in-pool', INVITE, { input: { personId: await personOf('guest') } });
  expect((await standing(outside(application))).get('guest')).toEqual([]);
  expect((await bureau.query<Data>(POOL)).reviewers.nodes).toEqual([
    { id: inviteReviewer.id, person: { name: '测试 guest' } },
  ]);

  const day = t.clock.today();
  await guest.refused('reviewers.above-limit', UPDATE, { input: { loadLimit: 11 } });
  await guest.mutate(UPDATE, {
    input: { unavailable: [{ since: day, until: day }], expertise: ['盐湖提锂'] },
  });
  expect((await standing(outside(application))).get('guest')).toEqual(['UNAVAILABLE']);
  await guest.mutate(UPDATE, { input: { unavailable: [], loadLimit: 1 } });
  const full = await panel.application(['rival', 'qmu'], application.roundId);
  await panel.draw(full, 7);
  expect((await standing(outside(application))).get('guest')).toEqual(['LOAD_REACHED']);
  const drawn = { input: { applicationId: outside(application), count: 7, seed: 's' } };
  await bureau.refused('experts.too-few-eligible', DRAW, drawn);

  await bureau.refused('move.note-required', MOVE, { input: { id: inviteReviewer.id, verb: 'SUSPEND' } });
  await bureau.mutate(MOVE, { input: { id: inviteReviewer.id, verb: 'SUSPEND', note: '核实中' } });
  expect((await standing(outside(application))).has('guest')).toBe(false);
  await guest.refused('FORBIDDEN', MOVE, { input: { id: inviteReviewer.id, verb: 'RESTORE' } });
  await bureau.mutate(MOVE, { input: { id: inviteReviewer.id, verb: 'RESTORE' } });
  await guest.mutate(MOVE, { input: { id: inviteReviewer.id, verb: 'RETIRE' } });
  expect(await guest.query<Data>('{ viewer { roles } myReviewerProfile { state } }')).toEqual({
    viewer: { roles: [] },
    myReviewerProfile: { state: 'RETIRED' },
  });
});

it('whoever held the role before consent was asked for goes on', async () => {
  const application = await panel.application(['tju', 'isl']);
  expect([...(await standing(outside(application))).keys()].sort()).toEqual([
    'reviewer1',
    'reviewer2',
    'reviewer3',
    'reviewer4',
    'reviewer5',
    'reviewer6',
  ]);
});

it('the applicant names experts as unsuitable, and neither they nor strangers learn of it', async () => {
  const lead = await t.as('enterprise');
  const application = await panel.application();
  const id = outside(application);
  const named = [await personOf('reviewer1'), await personOf('reviewer2')];
  const input = { applicationId: id, personIds: named, reason: '长期学术争议' };
  await lead.refused('unsuitable.handed-in', UNSUITABLE, { input });
  await t.sql(`UPDATE applications SET state = 'DRAFT' WHERE id = $1`, [application.id]);
  const most = [...named, await personOf('reviewer3'), await personOf('reviewer4')];
  await lead.refused('unsuitable.too-many', UNSUITABLE, { input: { ...input, personIds: most } });
  await (await t.as('colleague')).refused('unsuitable.not-representative', UNSUITABLE, { input });
  await lead.mutate(UNSUITABLE, { input });
  await t.sql(`UPDATE applications SET state = 'UNDER_REVIEW' WHERE id = $1`, [application.id]);
  const found = await standing(id);
  expect(
    [...found]
      .filter(([, why]) => why.includes('NAMED_UNSUITABLE'))
      .map(([name]) => name)
      .sort(),
  ).toEqual(['reviewer1', 'reviewer2']);
  const drawn = await panel.draw(application, 3);
  expect(drawn.map(({ reviewer }) => reviewer.name)).not.toContain('测试 reviewer1');
  const told = { unsuitable: { reason: '长期学术争议', named: [expect.anything(), expect.anything()] } };
  expect((await bureau.query<Data>(LOOK, { id })).application).toMatchObject(told);
  expect((await lead.query<Data>(LOOK, { id })).application).toMatchObject({
    ...told,
    dismissals: [],
    draws: [],
  });
  // Who reviews it reads the application, but not this.
  const reader = await panel.clientOf(drawn[0]!);
  const seen = (await reader.query<Data>(LOOK, { id })).application;
  expect(seen).toEqual({ unsuitable: null, dismissals: [], draws: [], history: { nodes: [] } });
  await (await t.as('reviewer1')).refused('NOT_FOUND', LOOK, { id });
});

it('parties learn neither who is in the pool nor who was kept from a review', async () => {
  const application = await panel.application(['enterprise', 'isl']);
  const id = outside(application);
  await t.personas.account('isl');
  await t.get(AccountsService).setRole(SYSTEM, 'isl@test.example', 'REVIEWER', true);
  await panel.draw(application);
  const party = await t.as('enterprise');
  const about = { input: { applicationId: id, personId: await personOf('isl') } };
  await party.refused(
    'FORBIDDEN',
    'query ($input: ConflictsInput!) { conflicts(input: $input) { ground } }',
    about,
  );
  await party.refused('FORBIDDEN', SUGGEST, { id });
  await party.refused('FORBIDDEN', POOL, {});
  const reviewerId = (await t.sql<{ id: string }>('SELECT id FROM reviewers'))[0]!.id;
  const node = 'query ($id: ID!) { node(id: $id) { id } }';
  await party.refused('NOT_FOUND', node, { id: publicId('reviewer', reviewerId) });
  const facts = await t.sql<{ id: string }>(
    `SELECT id FROM facts WHERE topic LIKE 'reviewer.%' OR topic LIKE 'relation.%' OR topic LIKE 'dismissal.%'`,
  );
  expect(facts.length).toBeGreaterThan(4);
  for (const fact of facts) await party.refused('NOT_FOUND', node, { id: publicId('fact', fact.id) });
  expect((await party.query<Data>(LOOK, { id })).application).toMatchObject({ draws: [], dismissals: [] });
});
