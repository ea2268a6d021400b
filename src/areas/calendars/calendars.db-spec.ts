import ICAL from 'ical.js';
import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';
import { aLiaison, held, type Liaison } from '../../../test/support/meetings';
import { statementCount } from '../../../test/support/statements';
import { put, SECRET_PROJECT } from '../../../test/support/tenants';
import { newId } from '../../kernel/ids';
import { Application } from '../applications';
import { Draw } from '../experts';
import { Project } from '../projects';
import { ProgrammesReader } from '../programmes';
import { Review } from '../reviews';
import { Round } from '../rounds';

let app: TestApp;
let liaison: Liaison;

const CALENDAR =
  'query($from: Date!, $to: Date!) { calendar(from: $from, to: $to) { kind day startsAt title link subject { id } } }';
const CREATE = 'mutation { createCalendarFeed { url createdAt } }';
const REVOKE = 'mutation { revokeCalendarFeed }';
const FIRST = { from: '2026-01-01', to: '2026-03-31' };

const shown = async (who: ApiClient, span: object = FIRST): Promise<string[]> =>
  ((await who.query(CALENDAR, span)).calendar as Data[]).map(
    ({ day, kind, title }) => `${day} ${kind} ${title}`,
  );

/** A project of the enterprise and tju in public notice until 12 February, reviewed by reviewer1 in a round of March. */
async function aCase(): Promise<void> {
  const [leadId, tju] = [
    await app.personas.organisation('enterprise'),
    await app.personas.organisation('tju'),
  ];
  const { personId } = await app.personas.account('reviewer1');
  const { id: programmeId, kept: terms } = await app.get(ProgrammesReader).latest();
  const [roundId, projectId, id, drawId] = [1, 2, 3, 4].map(() => newId(new Date())) as [
    string,
    string,
    string,
    string,
  ];
  const window = { opensAt: new Date('2026-01-05T01:00:00Z'), closesAt: new Date('2026-03-31T16:00:00Z') };
  const round = {
    id: roundId,
    version: 1,
    year: 2026,
    quarter: 1,
    title: '第一季度',
    state: 'OPEN',
    programmeId,
    terms,
  } as const;
  await put(app, Round, { ...round, ...window });
  const parties = { leadId, partyIds: [leadId, tju] };
  await put(app, Project, {
    id: projectId,
    state: 'APPLIED',
    ...SECRET_PROJECT,
    ...parties,
    readerIds: [personId],
  });
  const application = { id, state: 'UNDER_REVIEW', roundId, projectId, requestedFunding: '1', ...parties };
  await put(app, Application, { ...application, noticeEndsOn: '2026-02-12', reviewerPersonIds: [personId] });
  const drawn = {
    seed: 'x',
    count: 1,
    pool: [personId],
    drawn: [personId],
    excluded: [],
    partyIds: parties.partyIds,
  };
  await put(app, Draw, { id: drawId, applicationId: id, at: new Date('2026-01-12T02:00:00Z'), ...drawn });
  const review = {
    id: newId(new Date()),
    state: 'ASSIGNED',
    applicationId: id,
    reviewerId: personId,
    drawId,
  };
  await put(app, Review, { ...review, partyIds: parties.partyIds });
  await app.sql(
    `INSERT INTO deadlines (id, project_id, kind, about_id, due_on) VALUES ($1, $2, 'MILESTONE', $1, '2026-02-20'),
     ($3, $2, 'MILESTONE', $3, '2026-09-20')`,
    [newId(new Date()), projectId, newId(new Date())],
  );
}

beforeAll(async () => {
  app = await startApp({ now: '2026-01-21T10:00:00+08:00', environment: {} });
  liaison = await aLiaison(app, ['isl', 'enterprise']);
  const owner = { ownerId: liaison.partyIds[1], dueOn: '2026-02-10' };
  await held(app, liaison.meetings[0]!, { actionItems: [{ text: '送卤水样品', ...owner }] });
  await aCase();
});
afterAll(() => app.close());

const MEETINGS = ['01-21', '02-24', '03-18'].map(
  (day) => `2026-${day} MEETING Monthly liaison: isl、enterprise月对接`,
);
const ROUND = '2026-03-31 ROUND_CLOSES Applications close: 第一季度';
const DUE = '2026-02-20 DEADLINE Due, report on a milestone: 秘密的项目';
const REVIEW = '2026-01-26 REVIEW_DUE Review due';

describe('a calendar', () => {
  it('holds what concerns each person, and nothing else', async () => {
    const [enterprise, isl, tju] = [await app.as('enterprise'), await app.as('isl'), await app.as('tju')];
    const action = '2026-02-10 ACTION_DUE Action due: 送卤水样品';
    const ends = '2026-02-12 PUBLIC_NOTICE_ENDS Public notice ends: 秘密的项目';
    // While it is under review nobody hears of a public notice.
    expect(await shown(enterprise)).toEqual([MEETINGS[0], action, DUE, MEETINGS[1], MEETINGS[2], ROUND]);
    await app.sql(`UPDATE applications SET state = 'PUBLIC_NOTICE'`);
    expect(await shown(enterprise)).toEqual([
      MEETINGS[0],
      action,
      ends,
      DUE,
      MEETINGS[1],
      MEETINGS[2],
      ROUND,
    ]);
    expect(await shown(isl)).toEqual([...MEETINGS, ROUND]);
    expect(await shown(tju)).toEqual([ends, DUE, ROUND]);
    expect(await shown(await app.as('bureau'))).toEqual([MEETINGS[0], ends, MEETINGS[1], MEETINGS[2], ROUND]);
    expect(await shown(await app.as('reviewer1'))).toEqual([REVIEW, ROUND]);
    for (const who of ['reviewer2', 'rival'] as const)
      expect(await shown(await app.as(who))).toEqual([ROUND]);
    await app.anonymous().refused('UNAUTHENTICATED', CALENDAR, FIRST);
    const { calendar } = await isl.query(CALENDAR, { from: '2026-01-21', to: '2026-01-21' });
    expect(calendar).toEqual([
      {
        ...{ kind: 'MEETING', day: '2026-01-21', startsAt: '2026-01-21T01:30:00.000Z' },
        ...{ title: 'Monthly liaison: isl、enterprise月对接', subject: { id: liaison.meetings[0] } },
        link: expect.stringMatching(`/liaison/${liaison.meetings[0]}$`),
      },
    ]);
  });

  it('spans a year at most', async () => {
    const isl = await app.as('isl');
    await isl.refused('calendars.span', CALENDAR, { from: '2026-01-01', to: '2027-02-01' });
    await isl.refused('calendars.order', CALENDAR, { from: '2026-01-02', to: '2026-01-01' });
  });

  it('costs the same number of statements for a day as for a year', async () => {
    const enterprise = await app.as('enterprise');
    const count = (to: string): Promise<number> =>
      statementCount(app, () =>
        enterprise.query('query($from: Date!, $to: Date!) { calendar(from: $from, to: $to) { title } }', {
          from: '2026-01-21',
          to,
        }),
      );
    const year = await count('2026-12-31');
    expect(await count('2026-01-21')).toBe(year);
    expect(year).toBeLessThanOrEqual(11);
  });
});

describe('a feed', () => {
  const read = (url: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(app.url.replace(/\/graphql$/, '') + new URL(url).pathname, { headers });

  it('is read by its secret address alone, by the rights of the moment, until it is revoked', async () => {
    const enterprise = await app.as('enterprise');
    expect((await enterprise.query('{ calendarFeed { createdAt } }')).calendarFeed).toBeNull();
    const { url } = (await enterprise.mutate(CREATE)).createCalendarFeed as { url: string };
    const secret = /\/calendar\/([\w-]{43})\.ics$/.exec(url)![1]!;
    const stored = JSON.stringify(await app.sql('SELECT * FROM calendar_feeds'));
    expect([stored.includes(secret), stored.includes('hash')]).toEqual([false, true]);
    const answer = await read(url);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      ...[200, 'text/calendar; charset=utf-8', 'private, max-age=0, must-revalidate'],
    ]);
    const etag = answer.headers.get('etag')!;
    expect((await read(url, { 'if-none-match': etag, 'cache-control': 'max-age=0' })).status).toBe(304);
    const text = await answer.text();
    const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
    expect(calendar.getFirstSubcomponent('vtimezone')!.getFirstPropertyValue('tzid')).toBe('Asia/Shanghai');
    const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
    const meeting = events.find(({ uid }) => uid === `meeting-${liaison.meetings[1]}@benfu.invalid`)!;
    expect(meeting.summary).toBe('月对接：isl、enterprise月对接');
    expect([meeting.startDate.toJSDate(), meeting.location]).toEqual([
      new Date('2026-02-24T01:30:00Z'),
      '测试会议室',
    ]);
    const action = events.find(({ summary }) => summary === '行动事项到期：送卤水样品')!;
    expect([action.startDate.isDate, action.startDate.toString()]).toEqual([true, '2026-02-10']);
    await app.sql('DELETE FROM memberships WHERE organisation_id = $1', [
      await app.personas.organisation('enterprise'),
    ]);
    expect(await (await read(url)).text()).not.toContain('月对接：');
    const again = (await enterprise.mutate(CREATE)).createCalendarFeed.url as string;
    expect([(await read(url)).status, (await read(again)).status]).toEqual([404, 200]);
    expect((await enterprise.mutate(REVOKE)).revokeCalendarFeed).toBe(true);
    expect((await enterprise.mutate(REVOKE)).revokeCalendarFeed).toBe(true);
    for (const wrong of [again, url, url.replace('.ics', ''), url.replace(secret, 'x')])
      expect((await read(wrong)).status).toBe(404);
  });

  it('is not made under an Idempotency-Key, which would keep the secret', async () => {
    const isl = (await app.as('isl')).with({ 'idempotency-key': 'feed' });
    await isl.refused('calendars.no-key', CREATE);
    expect(await app.sql('SELECT FROM calendar_feeds')).toEqual([]);
  });
});
