import { randomUUID } from 'node:crypto';
import { startApp, type TestApp } from '../../../test/support/app';
import type { Data } from '../../../test/support/client';
import { Panel } from '../../../test/support/panel';
import type { Persona } from '../../../test/support/personas';
import type { FactRow } from '../../kernel/facts';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { Courier } from '../letters';
import { titleOf } from './audiences';
import { HEARD } from './heard';

const INBOX = `{ inbox(first: 50) { nodes { id kind title text next why link readAt subject { __typename } } }
  unreadCount }`;

let app: TestApp;
let panel: Panel;

beforeAll(async () => {
  app = await startApp();
  panel = await Panel.open(app);
});
afterAll(() => app.close());

/** What a person's inbox holds once everything has been carried to those who hear it. */
async function inboxOf(who: Persona): Promise<Data[]> {
  await app.drain();
  await app.get(Courier).deliver();
  return (await (await app.as(who)).query(INBOX)).inbox.nodes;
}
const PREFIXES: Record<string, string> = { organisation: 'org' };

it.each(HEARD.map((hearing) => [hearing.topic, hearing] as const))(
  'asks the tables of %s for its audience and its title',
  async (topic, hearing) => {
    const prefix = topic.split('.')[0]!;
    const payload = { organisationId: randomUUID(), accountId: randomUUID() };
    const fact = {
      topic,
      subjectType: PREFIXES[prefix] ?? prefix,
      subjectId: randomUUID(),
      payload,
    } as unknown;
    const uow = app.get(UnitOfWork);
    const told = await uow.query(
      sql`SELECT account_id, organisation_id FROM (${hearing.to(fact as FactRow)}) t`,
    );
    const [row] = await uow.query<{ title: string | null }>(sql`SELECT ${titleOf(fact as FactRow)} AS title`);
    expect([told.every((one) => typeof one === 'object'), row!.title]).toEqual([true, null]);
  },
);

it('tells experts of a review, and no party', async () => {
  await app.as('rival');
  await panel.draw(await panel.application());
  const experts: Data[][] = [];
  for (const who of ['reviewer1', 'reviewer2', 'reviewer3', 'reviewer4', 'reviewer5', 'reviewer6'] as const)
    experts.push(await inboxOf(who));
  const asked = experts.filter((inbox) =>
    inbox.some(({ title }) => (title as string).startsWith('Please review')),
  );
  expect(asked).toHaveLength(3);
  for (const who of ['enterprise', 'tju', 'rival'] as const) {
    const kinds = (await inboxOf(who)).map(({ kind }) => kind as string);
    expect(kinds).not.toContain('REVIEWS');
  }
});

it('tells nobody of what they did themselves', async () => {
  const bureau = (await inboxOf('bureau')).map(({ title }) => title as string);
  expect(bureau.some((title) => title.startsWith('To be verified'))).toBe(true);
  expect(bureau.some((title) => title.startsWith('Verified'))).toBe(false);
});

it('says what happened, why it came, what to do, and where', async () => {
  const found = (await inboxOf('rival'))[0]!;
  expect(found).toMatchObject({ kind: 'ACCOUNT', subject: { __typename: 'Organisation' }, readAt: null });
  expect(found.link).toContain('/organisations/org_');
  for (const part of ['text', 'next', 'why']) expect((found[part] as string).length).toBeGreaterThan(5);
});

it('tells a person of a change of their own rights', async () => {
  await app.as('colleague');
  const input = 'email: "colleague@test.example", role: REVIEWER, granted: true';
  await (await app.as('admin')).mutate(`mutation { setPlatformRole(${input}) }`);
  const told = (await inboxOf('colleague')).filter(({ kind }) => kind === 'ACCOUNT');
  expect(told.map(({ title }) => title as string)).toContain('You have another role');
  expect(told.find(({ title }) => title === 'You have another role')).toMatchObject({
    subject: { __typename: 'Person' },
    link: expect.stringContaining('/people/person_'),
  });
});
