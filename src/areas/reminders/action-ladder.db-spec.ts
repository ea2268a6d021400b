import { startApp, type TestApp } from '../../../test/support/app';
import type { Data } from '../../../test/support/client';
import type { Persona } from '../../../test/support/personas';
import { Courier } from '../letters';
import { ActionLadder } from './action-ladder';

const START = `mutation ($input: StartLiaisonInput!) { startLiaison(input: $input) { id meetings(first: 1) { nodes { id } } } }`;
const HOLD = `mutation ($input: HoldMeetingInput!) { holdMeeting(input: $input) { actionItems { id } } }`;
const INBOX = '{ inbox(first: 50, kind: ACTIONS) { nodes { title subject { id } } } }';

let app: TestApp;
let action: string;

beforeAll(async () => {
  app = await startApp({ now: '2026-01-05T08:00:00+08:00' });
  for (const who of ['bureau', 'isl', 'enterprise', 'colleague'] as const) await app.personas.account(who);
  const [isl, enterprise] = [await app.organisation('isl'), await app.organisation('enterprise')];
  const rule = { rule: 'DAY_OF_MONTH', day: 6, startsOn: '2026-01-01', endsOn: '2026-12-31' };
  const bureau = await app.as('bureau');
  const input = { title: '盐湖月对接', partyIds: [isl, enterprise], ...rule };
  const { startLiaison } = await bureau.mutate(START, { input });
  const contacts = `mutation ($input: SetLiaisonContactsInput!) { setLiaisonContacts(input: $input) { id } }`;
  const person = async (who: Persona): Promise<string> =>
    (await (await app.as(who)).query('{ viewer { person { id } } }')).viewer.person.id;
  const named = { contactIds: [await person('enterprise')], deputyIds: [await person('colleague')] };
  await bureau.mutate(contacts, {
    input: { seriesId: startLiaison.id, organisationId: enterprise, ...named },
  });
  const actionItems = [{ text: '送卤水样品', ownerId: enterprise, dueOn: '2026-01-20' }];
  const held = { meetingId: startLiaison.meetings.nodes[0].id, minutes: '纪要', actionItems };
  action = (await bureau.mutate(HOLD, { input: held })).holdMeeting.actionItems[0].id;
});
afterAll(() => app.close());

/** Who has been told what of the action by `day`, looked at twice. */
async function toldBy(day: string): Promise<string[]> {
  app.clock.set(`${day}T09:00:00+08:00`);
  for (const _ of ['once', 'again']) {
    await app.get(ActionLadder).insertDue();
    await app.get(Courier).deliver();
  }
  const found: string[] = [];
  for (const who of ['isl', 'enterprise', 'colleague', 'bureau'] as const)
    for (const { title, subject } of (await (await app.as(who)).query(INBOX)).inbox.nodes as Data[]) {
      expect(subject.id).toBe(action);
      found.push(`${who} ${(title as string).split(/[ ,:]/)[0]!}`);
    }
  return found;
}

it('reminds the owner, then asks the deputies, then tells the bureau, each once', async () => {
  expect(await toldBy('2026-01-16')).toEqual([]);
  expect(await toldBy('2026-01-17')).toEqual(['enterprise Due']);
  expect(await toldBy('2026-01-20')).toEqual(['enterprise Due']);
  expect(await toldBy('2026-01-21')).toEqual(['enterprise Overdue', 'enterprise Due']);
  expect(await toldBy('2026-01-23')).toContain('colleague Overdue');
  const all = await toldBy('2026-01-27');
  expect(all.filter((line) => line.startsWith('colleague'))).toHaveLength(2);
  expect(all).toContain('bureau Long');
  expect(all.some((line) => line.startsWith('isl'))).toBe(false);
  expect(await toldBy('2026-01-30')).toHaveLength(all.length);
});

it('begins anew with another day, and ends when it is done', async () => {
  const postpone = `mutation ($input: PostponeActionItemInput!) { postponeActionItem(input: $input) { id } }`;
  const input = { id: action, dueOn: '2026-02-20', note: '样品需复测' };
  await (await app.as('bureau')).mutate(postpone, { input });
  const before = (await toldBy('2026-02-16')).length;
  expect(await toldBy('2026-02-17')).toHaveLength(before + 1);
  await (
    await app.as('enterprise')
  ).mutate('mutation ($id: ID!) { completeActionItem(id: $id) { id } }', { id: action });
  expect(await toldBy('2026-02-27')).toHaveLength(before + 1);
});
