import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { aLiaison, type Liaison } from '../../../test/support/meetings';
import { publicId } from '../../kernel/ids';

let app: TestApp;
let isl: ApiClient;
let enterprise: ApiClient;
let liaison: Liaison;

const FIELDS = `id version minutes decisions guests attendees { name }
  minutesVersions { number text decisions guests writtenBy writtenAt attendees { name } } actions { name allowed }`;
const HOLD = `mutation($input: HoldMeetingInput!) { holdMeeting(input: $input) { ${FIELDS} } }`;
const AMEND = `mutation($input: AmendMinutesInput!) { amendMinutes(input: $input) { ${FIELDS} } }`;

beforeAll(async () => {
  app = await startApp({ now: '2026-01-21T10:00:00+08:00' });
  [isl, enterprise] = [await app.as('isl'), await app.as('enterprise')];
  liaison = await aLiaison(app, ['isl', 'enterprise']);
});
afterAll(() => app.close());

describe('minutes', () => {
  it('say who was there, guests too, and what was decided; another version leaves the first readable', async () => {
    const meetingId = liaison.meetings[0];
    const early = { meetingId, minutes: '改' };
    await isl.refused('move.illegal', AMEND, { input: early });
    const { personId } = await app.personas.account('isl');
    const input = {
      ...{ meetingId, minutes: '讨论了镁锂比', guests: ['王专家'], decisions: ['共建中试线'] },
      attendeeIds: [publicId('person', personId)],
    };
    const { holdMeeting } = await isl.mutate(HOLD, { input });
    const first = { guests: ['王专家'], decisions: ['共建中试线'], attendees: [{ name: '测试 isl' }] };
    expect(holdMeeting).toMatchObject({ minutes: '讨论了镁锂比', ...first, version: 2 });
    expect(holdMeeting.actions.find(({ name }: Data) => name === 'AMEND')).toMatchObject({ allowed: true });
    await (await app.as('rival')).refused('NOT_FOUND', AMEND, { input: early });
    await enterprise.refused('minutes.unchanged', AMEND, { input: { meetingId, decisions: ['共建中试线'] } });
    await enterprise.refused('CONFLICT', AMEND, { input: { ...early, expectedVersion: 1 } });
    app.clock.set('2026-01-22T10:00:00+08:00');
    const more = { meetingId, decisions: ['共建中试线', '三月送样'], note: '补记', expectedVersion: 2 };
    const { amendMinutes } = await enterprise.mutate(AMEND, { input: more });
    const second = { ...first, decisions: more.decisions };
    expect(amendMinutes).toMatchObject({ minutes: '讨论了镁锂比', ...second, version: 3 });
    expect(amendMinutes.minutesVersions).toEqual([
      {
        ...second,
        number: 2,
        text: '讨论了镁锂比',
        writtenBy: '测试 enterprise',
        writtenAt: expect.stringMatching(/^2026-01-22/),
      },
      {
        ...first,
        number: 1,
        text: '讨论了镁锂比',
        writtenBy: '测试 isl',
        writtenAt: expect.stringMatching(/^2026-01-21/),
      },
    ]);
  });

  it('of a meeting that is not held there are none', async () => {
    const query = `query($id: ID!) { meeting(id: $id) { ${FIELDS} } }`;
    const { meeting } = await isl.query(query, { id: liaison.meetings[5] });
    expect(meeting).toMatchObject({ minutes: null, decisions: [], guests: [], minutesVersions: [] });
  });
});
