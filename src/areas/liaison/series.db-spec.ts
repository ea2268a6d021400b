import { startApp, type TestApp } from '../../../test/support/app';
import type { ApiClient, Data } from '../../../test/support/client';

let app: TestApp;
let bureau: ApiClient;
let isl: ApiClient;
let parties: string[];

const MEETINGS = `meetings(first: 100) { nodes { id state month extra meetsOn movedFrom startsAt place sequence version } }`;
const SERIES = `id version state title place rule time onHoliday pausedFrom resumesOn ruleSince endsOn
  history { nodes { topic note } } ${MEETINGS}`;
const START = `mutation($input: StartLiaisonInput!) { startLiaison(input: $input) { ${SERIES} } }`;
const CHANGE = `mutation($input: ChangeLiaisonInput!) { changeLiaison(input: $input) { ${SERIES} } }`;
const PAUSE = `mutation($input: PauseLiaisonInput!) { pauseLiaison(input: $input) { ${SERIES} } }`;
const RESUME = `mutation($input: ResumeLiaisonInput!) { resumeLiaison(input: $input) { ${SERIES} } }`;
const END = `mutation($id: ID!, $on: Date!) { endLiaison(id: $id, on: $on) { ${SERIES} } }`;
const ADD = `mutation($input: AddMeetingInput!) { addMeeting(input: $input) { id month extra meetsOn startsAt place series { id version } } }`;
const CANCEL = `mutation($input: CancelMeetingInput!) { cancelMeeting(input: $input) { id state } }`;
const REINSTATE = `mutation($input: ReinstateMeetingInput!) { reinstateMeeting(input: $input) { id state sequence } }`;

/** On the 15th of each month of 2026, or the next working day, at 09:30. */
const monthly = {
  rule: 'DAY_OF_MONTH',
  day: 15,
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  place: '一楼',
};
const start = async (input: object = {}): Promise<Data> =>
  (await bureau.mutate(START, { input: { title: '月对接', partyIds: parties, ...monthly, ...input } }))
    .startLiaison;
const now = async (): Promise<Data> => {
  const { liaisonSeries } = await bureau.query(`{ liaisonSeries(first: 1) { nodes { ${SERIES} } } }`);
  return liaisonSeries.nodes[0];
};
const days = (series: Data, state = 'PLANNED'): string[] =>
  series.meetings.nodes.filter((one: Data) => one.state === state).map((one: Data) => one.meetsOn as string);
const of = (series: Data, month: string): Data =>
  series.meetings.nodes.find((one: Data) => one.month === `2026-${month}` && one.extra === 0);
/** `MOVED isl`: what is written of a kind, for whom and at which sequence. */
const told = async (): Promise<string[]> => {
  await app.drain();
  const rows = await app.sql<{ line: string }>(`
    SELECT n.words->>'step' || ' ' || split_part(a.email, '@', 1) || ' ' || to_char(m.meets_on, 'MM-DD') AS line
    FROM notifications n JOIN accounts a ON a.id = n.account_id JOIN meetings m ON m.id = n.subject_id ORDER BY 1`);
  return rows.map(({ line }) => line);
};
const topics = ({ history }: Data): string[] => history.nodes.map(({ topic }: Data) => topic as string);

beforeAll(async () => {
  app = await startApp({ now: '2026-01-12T10:00:00+08:00' });
  [bureau, isl] = [await app.as('bureau'), await app.as('isl')];
  await app.as('enterprise');
  parties = [await app.organisation('isl'), await app.organisation('enterprise')];
});
afterAll(() => app.close());
beforeEach(() => app.clock.set('2026-01-12T10:00:00+08:00'));
afterEach(() => app.sql('TRUNCATE liaison_series, meetings, notifications CASCADE'));

describe('a series that changes', () => {
  it('keeps what lies before the day, and each later meeting its identity and month', async () => {
    const before = await start();
    await app.runTicks(); // January, on the 15th, is three days away
    const fixed = { meetingId: of(before, '06').id, meetsOn: '2026-06-09' };
    await isl.mutate(
      'mutation($input: RescheduleMeetingInput!) { rescheduleMeeting(input: $input) { id } }',
      { input: fixed },
    );
    app.clock.set('2026-04-10T10:00:00+08:00');
    await app.runTicks(); // April's are reminded of it a week before
    const input = {
      ...{ seriesId: before.id, from: '2026-04-12', rule: 'NTH_WEEKDAY', nth: 3, weekday: 3 },
      ...{ time: '14:00', place: '二楼', title: '盐湖月对接', note: '与例会错开', expectedVersion: 1 },
    };
    await isl.refused('FORBIDDEN', CHANGE, { input });
    const { changeLiaison: after } = await bureau.mutate(CHANGE, { input });
    expect(after).toMatchObject({
      ...{ version: 2, title: '盐湖月对接', rule: 'NTH_WEEKDAY', time: '14:00', ruleSince: '2026-04' },
    });
    expect(topics(after)).toEqual(['series.started', 'series.changed']);
    const same = (part: string): unknown[] =>
      [before, after].map((one) => one.meetings.nodes.map((m: Data) => m[part]));
    expect(same('id')[0]).toEqual(same('id')[1]);
    expect(same('month')[0]).toEqual(same('month')[1]);
    expect(of(after, '03')).toMatchObject({ meetsOn: '2026-03-16', place: '一楼', sequence: 0 });
    expect(of(after, '04')).toMatchObject({
      ...{ meetsOn: '2026-04-15', startsAt: '2026-04-15T06:00:00.000Z', place: '二楼', sequence: 1 },
    });
    expect(of(after, '05')).toMatchObject({ meetsOn: '2026-05-20', movedFrom: null, sequence: 1 });
    expect(of(after, '06')).toMatchObject({
      ...{ meetsOn: '2026-06-09', startsAt: '2026-06-09T01:30:00.000Z', place: '二楼' },
    });
    const moved = (await told()).filter((line) => line.startsWith('MOVED'));
    expect(moved).toEqual([
      'MOVED enterprise 04-15',
      ...['MOVED enterprise 06-09', 'MOVED enterprise 06-09'], // to another day, then to another place
      'MOVED isl 04-15',
      ...['MOVED isl 06-09', 'MOVED isl 06-09'],
    ]);
  });

  it('takes the new rule from the next month where this month’s meeting would be before the day, or was held', async () => {
    const { id } = await start();
    const change = async (input: object): Promise<Data> =>
      (await bureau.mutate(CHANGE, { input: { seriesId: id, ...input } })).changeLiaison;
    const first = await change({ from: '2026-02-10', rule: 'FIRST_WORKING_DAY' });
    expect([of(first, '02').meetsOn, of(first, '03').meetsOn]).toEqual(['2026-02-24', '2026-03-02']);
    expect(first.ruleSince).toBe('2026-03');
    const again = await change({ from: '2026-03-01', rule: 'DAY_OF_MONTH', day: 20 });
    expect([of(again, '02').meetsOn, of(again, '03').meetsOn]).toEqual(['2026-02-24', '2026-03-20']);
    expect(days(again)).toHaveLength(12);
  });

  it('is refused what cannot be', async () => {
    const { id } = await start();
    const refused = (code: string, input: object) =>
      bureau.refused(code, CHANGE, { input: { seriesId: id, from: '2026-02-01', ...input } });
    await refused('liaison.from', { from: '2026-01-11' });
    await refused('liaison.rule-weekday', { rule: 'NTH_WEEKDAY', nth: 2 });
    await refused('liaison.time', { time: '25:00' });
    await refused('CONFLICT', { expectedVersion: 9 });
  });
});

describe('a series that pauses', () => {
  it('has no meeting in the pause, which are cancelled with the reason, and goes on by itself', async () => {
    const { id } = await start();
    const input = { seriesId: id, from: '2026-02-01', resumesOn: '2026-04-01', note: '调整分工' };
    await bureau.refused('liaison.resumes-on', PAUSE, { input: { ...input, resumesOn: '2026-02-01' } });
    await isl.refused('FORBIDDEN', PAUSE, { input });
    const { pauseLiaison: paused } = await bureau.mutate(PAUSE, { input });
    expect(paused).toMatchObject({ state: 'PAUSED', pausedFrom: '2026-02-01', resumesOn: '2026-04-01' });
    expect(days(paused, 'CANCELLED')).toEqual(['2026-02-24', '2026-03-16']);
    expect(days(paused)).toHaveLength(10);
    expect(await told()).toEqual(['CANCELLED enterprise 02-24', 'CANCELLED isl 02-24']);
    await bureau.refused('move.illegal', PAUSE, { input });
    const moved = { meetingId: of(paused, '05').id, meetsOn: '2026-03-20' };
    const move = 'mutation($input: RescheduleMeetingInput!) { rescheduleMeeting(input: $input) { id } }';
    await isl.refused('liaison.paused', move, { input: moved });
    await bureau.refused('liaison.paused', REINSTATE, { input: { meetingId: of(paused, '02').id } });
    app.clock.set('2026-04-01T08:00:00+08:00');
    await app.runTicks();
    const later = await now();
    expect([later.state, topics(later)]).toEqual([
      'ACTIVE',
      ['series.started', 'series.paused', 'series.resumed'],
    ]);
    expect(days(later, 'MISSED')).toEqual(['2026-01-15']);
    expect(days(later, 'CANCELLED')).toHaveLength(2);
  });

  it('without an end is not planned on; what was cancelled comes back from the day on which it resumes', async () => {
    const { id } = await start({ endsOn: null });
    await bureau.mutate(PAUSE, { input: { seriesId: id, note: '机构改革' } });
    app.clock.set('2027-03-10T10:00:00+08:00');
    await app.runTicks();
    expect(days(await now(), 'PLANNED')).toEqual([]);
    expect((await now()).meetings.nodes).toHaveLength(13);
    const { resumeLiaison: resumed } = await bureau.mutate(RESUME, {
      input: { seriesId: id, on: '2027-04-01' },
    });
    expect(resumed).toMatchObject({ state: 'ACTIVE', resumesOn: '2027-04-01' });
    expect(days(resumed)).toHaveLength(12);
    expect(days(resumed)[0]).toBe('2027-04-15');
  });

  it('and resumes early has its meetings again, with the identity that they had', async () => {
    const before = await start();
    await bureau.mutate(PAUSE, { input: { seriesId: before.id, note: '出差' } });
    expect(days(await now())).toEqual([]);
    app.clock.set('2026-02-02T10:00:00+08:00');
    const { resumeLiaison: after } = await bureau.mutate(RESUME, { input: { seriesId: before.id } });
    expect(days(after)).toEqual(days(before).slice(1));
    expect(days(after, 'CANCELLED')).toEqual(['2026-01-15']);
    expect(of(after, '03')).toMatchObject({ id: of(before, '03').id, sequence: 1 });
  });
});

describe('a series that ends', () => {
  it('is over after its last day, and then nothing of it can be changed', async () => {
    const { id } = await start();
    const { endLiaison: ended } = await bureau.mutate(END, { id, on: '2026-03-31' });
    expect([ended.state, days(ended).length, days(ended, 'CANCELLED').length]).toEqual(['ACTIVE', 3, 9]);
    app.clock.set('2026-04-01T00:01:00+08:00');
    await app.runTicks();
    const over = await now();
    expect(over.state).toBe('ENDED');
    expect(topics(over)).toEqual(['series.started', 'series.ended', 'series.closed']);
    await bureau.refused('move.illegal', CHANGE, {
      input: { seriesId: id, from: '2026-04-02', time: '10:00' },
    });
    await bureau.refused('move.illegal', END, { id, on: '2026-06-30' });
  });
});

describe('one meeting', () => {
  it('is added beside the regular one of its month, and reminded of like it', async () => {
    const { id } = await start();
    const input = {
      seriesId: id,
      meetsOn: '2026-01-19',
      time: '15:00',
      note: '中试现场会',
      place: '中试基地',
    };
    await isl.refused('FORBIDDEN', ADD, { input });
    await bureau.refused('liaison.past', ADD, { input: { ...input, meetsOn: '2026-01-09' } });
    await bureau.refused('liaison.outside', ADD, { input: { ...input, meetsOn: '2027-01-19' } });
    const add = async (more: object = {}): Promise<Data> =>
      (await bureau.mutate(ADD, { input: { ...input, ...more } })).addMeeting;
    expect(await add()).toMatchObject({
      ...{ month: '2026-01', extra: 1, startsAt: '2026-01-19T07:00:00.000Z', place: '中试基地' },
      series: { version: 2 },
    });
    expect(await add({ time: null, place: null })).toMatchObject({
      ...{ extra: 2, startsAt: '2026-01-19T01:30:00.000Z', place: '一楼' },
    });
    await app.runTicks();
    expect((await told()).filter((line) => line.endsWith('01-19'))).toEqual(
      ['enterprise', 'enterprise', 'isl', 'isl'].map((name) => `BEFORE_7 ${name} 01-19`),
    );
    expect(days(await now())).toHaveLength(14);
  });

  it('that was cancelled takes place after all; who was told is told again', async () => {
    const series = await start();
    await app.runTicks();
    const { id: meetingId } = of(series, '01');
    await bureau.mutate(CANCEL, { input: { meetingId, note: '大雪' } });
    await isl.refused('FORBIDDEN', REINSTATE, { input: { meetingId } });
    const { reinstateMeeting } = await bureau.mutate(REINSTATE, { input: { meetingId } });
    expect(reinstateMeeting).toMatchObject({ state: 'PLANNED', sequence: 1 });
    expect(await told()).toContain('REINSTATED isl 01-15');
    await bureau.mutate(CANCEL, { input: { meetingId, note: '大雪' } });
    app.clock.set('2026-01-15T10:00:00+08:00');
    await bureau.refused('liaison.over', REINSTATE, { input: { meetingId } });
  });

  it('that a holiday moves says from where, into the next month or not as the series wishes', async () => {
    const moved = async (onHoliday: string | null): Promise<Data> => {
      const series = await start({ day: 31, onHoliday });
      await app.sql('TRUNCATE liaison_series, meetings CASCADE');
      return of(series, '01');
    };
    expect(await moved(null)).toMatchObject({ meetsOn: '2026-02-02', movedFrom: '2026-01-31' });
    expect(await moved('SAME_MONTH')).toMatchObject({ meetsOn: '2026-01-30', movedFrom: '2026-01-31' });
    const { id } = of(await start({ day: 31 }), '01');
    const [fact] = await app.sql<{ payload: object }>(
      `SELECT payload FROM facts WHERE subject_id = (SELECT id FROM meetings WHERE month = '2026-01')`,
    );
    expect([id, fact!.payload]).toMatchObject([expect.any(String), { movedFrom: '2026-01-31' }]);
  });
});
