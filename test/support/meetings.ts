import type { TestApp } from './app';
import type { Data } from './client';
import type { OrganisationName } from './personas';

const START = `mutation($input: StartLiaisonInput!) { startLiaison(input: $input) { id meetings(first: 100) { nodes { id month } } } }`;
const HOLD = `mutation($input: HoldMeetingInput!) { holdMeeting(input: $input) { id actionItems { id text } } }`;

/** A monthly liaison of 2026, on the third Wednesday of each month, as the bureau starts it. */
export interface Liaison {
  readonly id: string;
  readonly partyIds: string[];
  /** The ids of the meetings, January first. */
  readonly meetings: string[];
}

/** Starts a liaison of these organisations. */
export async function aLiaison(app: TestApp, names: readonly OrganisationName[]): Promise<Liaison> {
  const partyIds: string[] = [];
  for (const name of names) partyIds.push(await app.organisation(name));
  const rule = { rule: 'NTH_WEEKDAY', nth: 3, weekday: 3, startsOn: '2026-01-01', endsOn: '2026-12-31' };
  const input = { title: `${names.join('、')}月对接`, place: '测试会议室', partyIds, ...rule };
  const { startLiaison: series } = await (await app.as('bureau')).mutate(START, { input });
  return { id: series.id, partyIds, meetings: series.meetings.nodes.map(({ id }: Data) => id as string) };
}

/** Files minutes with what was undertaken; gives the ids of the action items. */
export async function held(app: TestApp, meetingId: string, more: object = {}): Promise<string[]> {
  const input = { meetingId, minutes: '讨论了镁锂比', ...more };
  const { holdMeeting } = await (await app.as('bureau')).mutate(HOLD, { input });
  return holdMeeting.actionItems.map(({ id }: Data) => id as string);
}
