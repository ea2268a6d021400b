import { startApp, type TestApp } from '../../test/support/app';
import { SYSTEM } from './actor';
import { announcedByBureau } from './calendar';
import { Holidays } from './holidays';
import { LiaisonService } from '../areas/liaison';

let app: TestApp;
const ANNOUNCE = `mutation ($input: AnnounceHolidaysInput!) { announceHolidays(input: $input) {
  year provisional source off worked } }`;
const HOLIDAYS = 'query ($year: Int!) { holidays(year: $year) { provisional source off worked } }';

/** A year as it might be announced: 8 October is worked for, and 26 September a Sunday that is worked. */
const GIVEN = {
  year: 2027,
  off: [
    ...['2027-01-01', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09', '2027-04-05'],
    ...['2027-05-01', '2027-05-02', '2027-06-09', '2027-09-15', '2027-10-01', '2027-10-02', '2027-10-03'],
    '2027-10-04',
  ],
  worked: ['2027-09-26'],
  source: '国办发明电（测试）',
};

beforeAll(async () => {
  app = await startApp({ now: '2026-11-02T10:00:00+08:00' });
});
afterAll(() => app.close());

describe('the holidays of a year', () => {
  it('are a guess until they are announced, and say so', async () => {
    const { holidays } = await app.anonymous().query(HOLIDAYS, { year: 2027 });
    expect(holidays).toMatchObject({ provisional: true, source: null, worked: [] });
    const known = (await app.anonymous().query(HOLIDAYS, { year: 2026 })).holidays;
    expect(known).toMatchObject({ provisional: false, source: expect.stringMatching(/^chinese-days \d/) });
    expect(known.worked).toContain('2026-10-10');
  });

  it('are entered by the bureau alone, and checked against the decree and the week', async () => {
    const bureau = await app.as('bureau');
    const refused = (code: string, more: object) =>
      bureau.refused(code, ANNOUNCE, { input: { ...GIVEN, ...more } });
    await (await app.as('enterprise')).refused('FORBIDDEN', ANNOUNCE, { input: GIVEN });
    await refused('holidays.other-year', { off: [...GIVEN.off, '2028-01-01'] });
    await refused('holidays.both', { off: [...GIVEN.off, '2027-09-26'] });
    await refused('holidays.no-weekend', { worked: ['2027-09-27'] });
    await refused('holidays.statutory', { off: GIVEN.off.filter((day) => day !== '2027-09-15') });
    expect((await bureau.query(HOLIDAYS, { year: 2027 })).holidays.provisional).toBe(true);
  });

  it('once announced, move the meetings that rested on the guess, and their parties are told', async () => {
    const partyIds = [await app.personas.organisation('enterprise'), await app.personas.organisation('isl')];
    const rule = { rule: 'DAY_OF_MONTH', day: 4, startsOn: '2026-12-01' } as const;
    await app.get(LiaisonService).start(SYSTEM, {
      ...{ title: '月对接', partyIds, remindDaysBefore: [60] },
      ...rule,
    });
    const MEETINGS = `{ liaisonSeries(first: 5) { nodes { meetings(first: 24) { nodes {
      month meetsOn provisional reminders { kind } } } } } }`;
    const october = async (): Promise<unknown> => {
      const { liaisonSeries } = await (await app.as('bureau')).query(MEETINGS);
      const all = liaisonSeries.nodes.flatMap(
        (series: { meetings: { nodes: object[] } }) => series.meetings.nodes,
      );
      return all.find(({ month }: { month: string }) => month === '2027-10');
    };
    expect(await october()).toMatchObject({ meetsOn: '2027-10-04', provisional: true });
    app.clock.set('2027-08-10T10:00:00+08:00');
    await app.runTicks();
    const { announceHolidays } = await (await app.as('bureau')).mutate(ANNOUNCE, { input: GIVEN });
    expect(announceHolidays).toMatchObject({
      provisional: false,
      source: GIVEN.source,
      worked: GIVEN.worked,
    });
    expect(announceHolidays.off).not.toContain('2027-10-02'); // a Saturday is off anyway
    await app.runTicks();
    expect(await october()).toMatchObject({ meetsOn: '2027-10-05', provisional: false });
    expect(((await october()) as { reminders: object[] }).reminders).toContainEqual({ kind: 'MOVED' });
  });

  it('are corrected by a later announcement, also for a process that starts later', async () => {
    const off = [...GIVEN.off, '2027-10-05'];
    const { announceHolidays } = await (
      await app.as('bureau')
    ).mutate(ANNOUNCE, {
      input: { ...GIVEN, off, source: '更正' },
    });
    expect(announceHolidays).toMatchObject({ source: '更正', off: expect.arrayContaining(['2027-10-05']) });
    announcedByBureau.hold(new Map());
    expect((await app.anonymous().query(HOLIDAYS, { year: 2027 })).holidays.provisional).toBe(true);
    await app.get(Holidays).onApplicationBootstrap();
    expect((await app.anonymous().query(HOLIDAYS, { year: 2027 })).holidays.source).toBe('更正');
  });
});
