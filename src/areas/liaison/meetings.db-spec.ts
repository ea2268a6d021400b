import { actorWith } from '../../../test/support/actors';
import { disagreements } from '../../../test/support/agreement';
import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { statementCount } from '../../../test/support/statements';
import { ANONYMOUS, SYSTEM } from '../../kernel/actor';
import { newId, publicId } from '../../kernel/ids';
import { Jobs } from '../../kernel/jobs';
import { permits } from '../../kernel/policy';
import { SeriesReader } from '../series';
import { MeetingsReader } from './liaison.reader';
import { Meeting, MEETING_STATES } from './meeting';
import { meetingPolicy } from './meeting.kind';

let app: TestApp;
let bureau: ApiClient;
let isl: ApiClient;
let enterprise: ApiClient;
let parties: string[];

const START = `mutation($input: StartLiaisonInput!) { startLiaison(input: $input) {
  id title rule time remindDaysBefore parties { name } actions { name allowed }
  meetings(first: 100) { nodes { id version state month meetsOn startsAt provisional sequence } } } }`;
const HOLD = `mutation($input: HoldMeetingInput!) { holdMeeting(input: $input) {
  id version state minutes heldAt attendees { name } actionItems { id text owner { name } dueOn doneAt }
  history { nodes { topic actorName } } } }`;
const monthly = { rule: 'NTH_WEEKDAY', nth: 3, weekday: 3, startsOn: '2026-01-01', endsOn: '2026-12-31' };

const start = async (input: object = {}): Promise<Data> =>
  (await bureau.mutate(START, { input: { title: '盐湖所月对接', partyIds: parties, ...monthly, ...input } }))
    .startLiaison;
const tick = (): Promise<void> => app.get(Jobs).runTicks();

beforeEach(async () => {
  app = await startApp({ now: '2026-01-15T10:00:00+08:00' });
  [bureau, isl, enterprise] = [await app.as('bureau'), await app.as('isl'), await app.as('enterprise')];
  parties = [await app.organisation('isl'), await app.organisation('enterprise')];
});
afterEach(() => app.close());

describe('a meeting', () => {
  it('is held by a party, with what each undertook; the owner says when that is done', async () => {
    const { meetings } = await start();
    const meetingId = meetings.nodes[0].id as string;
    const { personId } = await app.personas.account('isl');
    const actionItems = [
      { text: '提供卤水样品', ownerId: parties[1], dueOn: '2026-02-10' },
      { text: '出具检测报告', ownerId: parties[0], dueOn: '2026-03-31' },
    ];
    const input = {
      meetingId,
      minutes: '讨论了镁锂比',
      attendeeIds: [publicId('person', personId)],
      actionItems,
    };
    const stranger = await app.as('rival');
    await stranger.refused('NOT_FOUND', HOLD, { input });
    await isl.refused('CONFLICT', HOLD, { input: { ...input, expectedVersion: 7 } });
    const foreign = [{ ...actionItems[0], ownerId: await app.organisation('tju') }];
    const refusal = await isl.refused('liaison.action-owner', HOLD, {
      input: { ...input, actionItems: foreign },
    });
    expect(refusal.extensions.path).toEqual(['input', 'actionItems', '0', 'ownerId']);
    await isl.refused('liaison.attendee', HOLD, {
      input: { ...input, attendeeIds: [publicId('person', newId(new Date()))] },
    });
    app.clock.set('2026-01-21T12:00:00+08:00');
    const { holdMeeting: held } = await isl.mutate(HOLD, { input: { ...input, expectedVersion: 1 } });
    expect(held).toMatchObject({
      state: 'HELD',
      version: 2,
      minutes: '讨论了镁锂比',
      attendees: [{ name: '测试 isl' }],
    });
    expect(held.actionItems.map(({ owner }: Data) => owner.name)).toEqual([
      '青海测试锂盐有限公司',
      '测试盐湖研究所',
    ]);
    await isl.refused('move.illegal', HOLD, { input });
    const done = 'mutation($id: ID!) { completeActionItem(id: $id) { id doneAt } }';
    const { id } = held.actionItems[0];
    await isl.refused('liaison.not-owner', done, { id });
    await stranger.refused('NOT_FOUND', done, { id });
    const first = (await enterprise.mutate(done, { id })).completeActionItem;
    expect(first.doneAt).not.toBeNull();
    app.clock.advance({ seconds: 60 });
    expect((await bureau.mutate(done, { id })).completeActionItem).toEqual(first);
  });

  it('has an agenda that fills itself, in the caller’s language and within the viewer’s rights', async () => {
    const { meetings } = await start();
    const draft = `mutation($input: DraftNeedInput!) { draftNeed(input: $input) { id } }`;
    const content = {
      organisationId: parties[1],
      title: '高镁锂比卤水提锂',
      description: '需求',
      visibility: 'CONFIDENTIAL',
    };
    await enterprise.mutate(draft, { input: content });
    await app.sql(`UPDATE needs SET state = 'OPEN'`);
    app.clock.set('2026-01-21T12:00:00+08:00');
    const actionItems = [{ text: '提供卤水样品', ownerId: parties[1], dueOn: '2026-02-10' }];
    await isl.mutate(HOLD, { input: { meetingId: meetings.nodes[0].id, minutes: '纪要', actionItems } });
    app.clock.set('2026-02-20T12:00:00+08:00');
    const query = `query($id: ID!) { meeting(id: $id) { agenda { text subject { id __typename } } } }`;
    const agenda = async (who: ApiClient): Promise<Data[]> =>
      (await who.query(query, { id: meetings.nodes[1].id })).meeting.agenda;
    expect(await agenda(enterprise)).toMatchObject([
      {
        text: 'Overdue: 提供卤水样品 (青海测试锂盐有限公司, was due 2026-02-10)',
        subject: { __typename: 'ActionItem' },
      },
      { text: 'Open need: 高镁锂比卤水提锂 (青海测试锂盐有限公司)', subject: { __typename: 'Need' } },
    ]);
    const zh = await agenda(isl.with({ 'accept-language': 'zh-CN' }));
    expect(zh.map(({ text }) => text as string)).toEqual([
      '逾期：提供卤水样品（青海测试锂盐有限公司，应于 2026-02-10 前）',
    ]);
  });

  it('is moved by a party, cancelled by the bureau, and ends with its series', async () => {
    const series = await start();
    const [january, february] = series.meetings.nodes;
    const move =
      'mutation($input: RescheduleMeetingInput!) { rescheduleMeeting(input: $input) { meetsOn startsAt month sequence version } }';
    await isl.refused('liaison.past', move, {
      input: { meetingId: january.id, meetsOn: '2026-01-15', time: '09:59' },
    });
    await isl.refused('liaison.outside', move, { input: { meetingId: january.id, meetsOn: '2027-01-15' } });
    const input = {
      meetingId: january.id,
      meetsOn: '2026-01-23',
      time: '15:00',
      note: '出差',
      expectedVersion: 1,
    };
    expect((await isl.mutate(move, { input })).rescheduleMeeting).toEqual({
      ...{
        meetsOn: '2026-01-23',
        startsAt: '2026-01-23T07:00:00.000Z',
        month: '2026-01',
        sequence: 1,
        version: 2,
      },
    });
    const cancel =
      'mutation($input: CancelMeetingInput!) { cancelMeeting(input: $input) { state actions { name allowed code } } }';
    await isl.refused('FORBIDDEN', cancel, { input: { meetingId: february.id, note: '春节' } });
    const cancelled = (await bureau.mutate(cancel, { input: { meetingId: february.id, note: '春节' } }))
      .cancelMeeting;
    expect(cancelled).toMatchObject({
      state: 'CANCELLED',
      actions: [{ code: 'move.illegal' }, {}, {}, { name: 'REINSTATE', allowed: true }, {}],
    });
    const end =
      'mutation($id: ID!, $on: Date!) { endLiaison(id: $id, on: $on) { endsOn meetings { nodes { state } } } }';
    await isl.refused('FORBIDDEN', end, { id: series.id, on: '2026-06-30' });
    const ended = (await bureau.mutate(end, { id: series.id, on: '2026-06-30' })).endLiaison;
    const states = ended.meetings.nodes.map(({ state }: Data) => state);
    expect(states.filter((state: string) => state === 'PLANNED')).toHaveLength(5);
    expect(states.filter((state: string) => state === 'CANCELLED')).toHaveLength(7);
  });

  it('costs the same number of statements, one or many', async () => {
    await start();
    const query = `query($first: Int!) { liaisonSeries { nodes { parties { name } meetings(first: $first) { nodes {
      series { title } agenda { text } actionItems { text owner { name } } reminders { to } attendees { name } actions { name } } } } } }`;
    const count = (first: number): Promise<number> =>
      statementCount(app, () => bureau.query(query, { first }));
    const one = await count(1);
    expect(await count(12)).toBe(one);
    expect(one).toBeLessThanOrEqual(20);
  });
});

describe('a party that nobody has an account for', () => {
  it('is shown as out of reach, until somebody has', async () => {
    const query =
      '{ liaisonSeries { nodes { unreachable { name } } } meetings(first: 2) { nodes { unreachable { name } } } }';
    const shown = async (who: ApiClient): Promise<string[][]> => {
      const { liaisonSeries, meetings } = await who.query(query);
      return [...liaisonSeries.nodes, ...meetings.nodes].map(({ unreachable }: Data) =>
        unreachable.map(({ name }: Data) => name as string),
      );
    };
    await start();
    expect(await shown(bureau)).toEqual([[], [], []]);
    await app.sql('DELETE FROM memberships WHERE organisation_id = $1', [
      await app.personas.organisation('enterprise'),
    ]);
    const alone = ['青海测试锂盐有限公司'];
    expect(await shown(bureau)).toEqual([alone, alone, alone]);
    expect(await shown(isl)).toEqual([alone, alone, alone]);
    await app.personas.account('colleague');
    expect(await shown(bureau)).toEqual([[], [], []]);
  });
});

describe('who may know of a liaison', () => {
  it('is the same for a list as for one record: its parties and the bureau', async () => {
    const series = await start();
    await start({
      partyIds: [await app.organisation('tju'), await app.organisation('qmu')],
      title: '另一个',
    });
    for (const [at, state] of MEETING_STATES.entries()) {
      await app.sql('UPDATE meetings SET state = $1 WHERE month = $2', [state, `2026-0${at + 1}`]);
    }
    const reader = app.get(MeetingsReader);
    const records = [...(await reader.search(SYSTEM, { first: 100 })).nodes];
    const actors = {
      ...{ anonymous: ANONYMOUS, system: SYSTEM, guest: actorWith(), admin: actorWith({ roles: ['ADMIN'] }) },
      bureau: actorWith({ roles: ['BUREAU_OFFICER'] }),
      reviewer: actorWith({ roles: ['REVIEWER'] }),
      party: actorWith({ organisationIds: [await app.personas.organisation('isl')] }),
      'party not verified': actorWith({
        organisationIds: [await app.personas.organisation('enterprise')],
        verified: false,
      }),
      rival: actorWith({ organisationIds: [await app.personas.organisation('rival')] }),
    };
    const name = ({ state, month }: Meeting): string => `${month} ${state}`;
    const found = await disagreements({ reader, policy: meetingPolicy, actors, records, name });
    expect(found.wrong).toEqual([]);
    expect(Math.min(found.seen, found.hidden)).toBeGreaterThan(60);
    const mine = await app.get(SeriesReader).page(actors.party, { first: 10 });
    expect(mine.nodes.map(({ id }) => publicId('series', id))).toEqual([series.id]);
    for (const verb of ['MISS', 'CANCEL'] as const)
      expect(permits(meetingPolicy, actors.party, verb, records[0]!)).toBe(false);
  });

  it('shows a party the reminders to its own people only', async () => {
    await start({ partyIds: parties });
    app.clock.set('2026-01-20T08:00:00+08:00');
    await tick();
    const query = '{ meetings(first: 1) { nodes { id reminders { to kind dueOn state error } } } }';
    const to = async (who: ApiClient): Promise<string[]> =>
      (await who.query(query)).meetings.nodes.flatMap(({ reminders }: Data) =>
        reminders.map((one: Data) => one.to),
      );
    expect(await to(bureau)).toEqual(['enterprise@test.example', 'isl@test.example']);
    expect(await to(isl)).toEqual(['isl@test.example']);
    expect(await to(await app.as('rival'))).toEqual([]);
  });
});
