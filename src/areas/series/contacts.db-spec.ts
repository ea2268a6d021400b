import { actorWith } from '../../../test/support/actors';
import { disagreements } from '../../../test/support/agreement';
import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { statementCount } from '../../../test/support/statements';
import { ANONYMOUS, SYSTEM } from '../../kernel/actor';
import { publicId } from '../../kernel/ids';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { speakersOf } from './contacts';
import type { LiaisonSeries } from './series';
import { seriesPolicy } from './series.kind';
import { SeriesReader } from './series.reader';

let app: TestApp;
let bureau: ApiClient;
let enterprise: ApiClient;
let isl: ApiClient;
let parties: string[];
let people: Record<'enterprise' | 'colleague' | 'isl', string>;

const START = `mutation($input: StartLiaisonInput!) { startLiaison(input: $input) { id version } }`;
const SHOWN = `version contacts { organisation { id } contacts { id } deputies { id } }
  actions { name allowed } history { nodes { topic actorName } }`;
const SET = `mutation($input: SetLiaisonContactsInput!) { setLiaisonContacts(input: $input) { ${SHOWN} } }`;

const start = async (): Promise<string> => {
  const rule = { rule: 'DAY_OF_MONTH', day: 15, startsOn: '2026-01-01', endsOn: '2026-12-31' };
  const input = { title: '月对接', partyIds: parties, ...rule };
  return (await bureau.mutate(START, { input })).startLiaison.id as string;
};
/** Whom the platform tells for the enterprise. */
const speakers = async (): Promise<string[]> => {
  const uuid = await app.personas.organisation('enterprise');
  const rows = await app.get(UnitOfWork).query<{ email: string }>(sql`
    SELECT a.email FROM liaison_series s CROSS JOIN LATERAL (${speakersOf(sql`s.id`, sql`${uuid}::uuid`)}) speaker
      JOIN accounts a ON a.id = speaker.account_id`);
  return rows.map(({ email }) => email.split('@')[0]!);
};

beforeAll(async () => {
  app = await startApp({ now: '2026-01-12T10:00:00+08:00' });
  [bureau, enterprise, isl] = [await app.as('bureau'), await app.as('enterprise'), await app.as('isl')];
  parties = [await app.organisation('isl'), await app.organisation('enterprise')];
  const personOf = async (who: keyof typeof people): Promise<string> =>
    publicId('person', (await app.personas.account(who)).personId);
  people = {
    enterprise: await personOf('enterprise'),
    colleague: await personOf('colleague'),
    isl: await personOf('isl'),
  };
});
afterAll(() => app.close());
afterEach(() => app.sql('TRUNCATE liaison_series, meetings, notifications CASCADE'));

describe('who speaks for a party', () => {
  it('is named by its representatives or the bureau, among its own members', async () => {
    const seriesId = await start();
    const [, organisationId] = parties as [string, string];
    const input = {
      seriesId,
      organisationId,
      contactIds: [people.colleague],
      deputyIds: [people.enterprise],
    };
    const refused = (who: ApiClient, code: string, more: object = {}) =>
      who.refused(code, SET, { input: { ...input, ...more } });
    await refused(await app.as('rival'), 'NOT_FOUND');
    await refused(isl, 'series.not-theirs');
    await refused(await app.as('colleague'), 'series.not-theirs'); // a member, no representative
    await refused(enterprise, 'series.contact', { contactIds: [people.isl] });
    await refused(enterprise, 'series.contact-twice', { deputyIds: [people.colleague] });
    await refused(bureau, 'series.not-party', { organisationId: await app.organisation('tju') });
    await refused(enterprise, 'CONFLICT', { expectedVersion: 5 });
    const { setLiaisonContacts: set } = await enterprise.mutate(SET, {
      input: { ...input, expectedVersion: 1 },
    });
    expect(set).toMatchObject({
      version: 2,
      contacts: [
        { organisation: { id: parties[0] }, contacts: [], deputies: [] },
        {
          organisation: { id: organisationId },
          contacts: [{ id: people.colleague }],
          deputies: [{ id: people.enterprise }],
        },
      ],
    });
    expect(set.actions.filter(({ allowed }: Data) => allowed)).toEqual([
      { name: 'SET_CONTACTS', allowed: true },
    ]);
    const again = await bureau.mutate(SET, { input: { ...input, contactIds: [], deputyIds: [] } });
    expect(again.setLiaisonContacts.contacts[1]).toMatchObject({ contacts: [], deputies: [] });
    expect(again.setLiaisonContacts.history.nodes.map(({ topic }: Data) => topic)).toEqual([
      ...['series.started', 'series.contacts-set', 'series.contacts-set'],
    ]);
    const [fact] = await app.sql<{ payload: Data }>(
      `SELECT payload FROM facts WHERE topic = 'series.contacts-set' ORDER BY at, seq LIMIT 1`,
    );
    expect(fact!.payload).toMatchObject({ contacts: [expect.any(String)], deputies: [expect.any(String)] });
  });

  it('is its contacts, else their deputies, else its members, representatives first', async () => {
    const seriesId = await start();
    const organisationId = parties[1];
    const set = (contactIds: string[], deputyIds: string[]) =>
      bureau.mutate(SET, { input: { seriesId, organisationId, contactIds, deputyIds } });
    expect(await speakers()).toEqual(['enterprise', 'colleague']);
    await set([people.colleague, people.enterprise], []);
    expect(await speakers()).toEqual(['colleague', 'enterprise']);
    await set([people.colleague], [people.enterprise]);
    expect(await speakers()).toEqual(['colleague']);
    const { accountId } = await app.personas.account('colleague');
    const membership = (accepted: Date | null) =>
      app.sql('UPDATE memberships SET accepted_at = $2 WHERE account_id = $1', [accountId, accepted]);
    await membership(null); // has left
    expect(await speakers()).toEqual(['enterprise']);
    const { liaisonSeries } = await isl.query(
      `{ liaisonSeries { nodes { contacts { contacts { id } deputies { id } } } } }`,
    );
    expect(liaisonSeries.nodes[0].contacts[1]).toEqual({
      contacts: [],
      deputies: [{ id: people.enterprise }],
    });
    await membership(app.clock.now());
    expect(await speakers()).toEqual(['colleague']);
  });

  it('is who is reminded', async () => {
    const seriesId = await start();
    const input = { seriesId, organisationId: parties[1], contactIds: [people.colleague] };
    await enterprise.mutate(SET, { input });
    await app.runTicks();
    const rows = await app.sql<{ email: string }>(
      `SELECT a.email FROM notifications n JOIN accounts a ON a.id = n.account_id WHERE n.subject_type = 'meeting' ORDER BY 1`,
    );
    expect(rows.map(({ email }) => email)).toEqual(['colleague@test.example', 'isl@test.example']);
  });

  it('costs the same number of statements for one series or many', async () => {
    const count = (): Promise<number> =>
      statementCount(app, () =>
        bureau.query(
          '{ liaisonSeries { nodes { contacts { organisation { name } contacts { name } deputies { name } } } } }',
        ),
      );
    const fill = async (): Promise<void> => {
      const input = {
        seriesId: await start(),
        organisationId: parties[1],
        contactIds: [people.colleague],
        deputyIds: [people.enterprise],
      };
      await bureau.mutate(SET, { input });
    };
    await fill();
    const one = await count();
    for (let n = 0; n < 4; n++) await fill();
    expect(await count()).toBe(one);
  });
});

it('who may know of a series is the same for a list as for one record', async () => {
  for (let n = 0; n < 3; n++) await start();
  await app.sql(
    `UPDATE liaison_series SET state = 'ENDED' WHERE id = (SELECT min(id::text)::uuid FROM liaison_series)`,
  );
  const reader = app.get(SeriesReader);
  const records = await reader.list(SYSTEM, sql`true`);
  const of = async (name: 'enterprise' | 'rival'): Promise<string[]> => [
    await app.personas.organisation(name),
  ];
  const actors = {
    ...{
      anonymous: ANONYMOUS,
      system: SYSTEM,
      stranger: actorWith(),
      officer: actorWith({ roles: ['BUREAU_OFFICER'] }),
    },
    party: actorWith({ organisationIds: await of('enterprise'), representedIds: [] }),
    rival: actorWith({ organisationIds: await of('rival') }),
  };
  const name = ({ id, state }: LiaisonSeries): string => `${id} ${state}`;
  const found = await disagreements({ reader, policy: seriesPolicy, actors, records, name });
  expect(found.wrong).toEqual([]);
  expect([found.seen, found.hidden]).toEqual([9, 9]);
});
