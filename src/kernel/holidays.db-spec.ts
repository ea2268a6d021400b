import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type TestApp } from '../../test/support/app';
import { announceFile } from '../holidays-file';
import { SYSTEM } from './actor';
import { announcedByBureau } from './calendar';
import { Holidays } from './holidays';
import { LiaisonService } from '../areas/liaison';

let app: TestApp;
const ANNOUNCE = `mutation ($input: AnnounceHolidaysInput!) { announceHolidays(input: $input) {
  year provisional source version off worked } }`;
const HOLIDAYS = 'query ($year: Int!) { holidays(year: $year) { provisional source version off worked } }';

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
    expect(holidays).toMatchObject({ provisional: true, source: null, version: null, worked: [] });
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

  it('corrected, move the meetings again that the rule gives, and those who were told are told', async () => {
    const off = [...GIVEN.off, '2027-10-05'];
    const input = { ...GIVEN, off, source: '更正' };
    const { announceHolidays } = await (await app.as('bureau')).mutate(ANNOUNCE, { input });
    expect(announceHolidays).toMatchObject({
      source: '更正',
      version: '2',
      off: expect.arrayContaining(['2027-10-05']),
    });
    await app.drain(); // no tick is needed
    const [meeting] = await app.sql(`
      SELECT m.meets_on::text AS day, m.moved_from::text AS "movedFrom", m.provisional, m.sequence,
             (SELECT count(*)::int FROM notifications n WHERE n.subject_id = m.id AND n.words->>'step' = 'MOVED') AS told
      FROM meetings m WHERE m.month = '2027-10'`);
    expect(meeting).toEqual({
      ...{ day: '2027-10-06', movedFrom: '2027-10-04', provisional: false, sequence: 2, told: 2 },
    });
  });

  it('come from a file as well, with the same checks; once is enough, and a file counts whole or not at all', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'benfu-')), 'holidays.json');
    const enter = async (content: unknown): Promise<string[]> => {
      writeFileSync(file, JSON.stringify(content));
      const lines: string[] = [];
      await announceFile(app.app, file, (line) => lines.push(line));
      return lines;
    };
    const wrong = { ...GIVEN, off: GIVEN.off.slice(1), source: '文件' };
    await expect(enter([{ ...GIVEN, source: '文件' }, wrong])).rejects.toThrow(
      /entry 2: 2027-01-01 .*statutory holiday/,
    );
    await expect(enter({ ...GIVEN, year: '2027' })).rejects.toThrow(/“year” is not valid/);
    await expect(enter({ ...GIVEN, off: ['2027-02-30'] })).rejects.toThrow(/valid day/);
    expect((await app.anonymous().query(HOLIDAYS, { year: 2027 })).holidays.source).toBe('更正');
    expect(await enter({ ...GIVEN, source: '文件' })).toEqual([
      '2027, announcement 3 (文件): 15 days off, 1 made up.',
    ]);
    expect(await enter({ ...GIVEN, source: '文件' })).toEqual(['2027: as it stands already.']);
    expect((await app.anonymous().query(HOLIDAYS, { year: 2027 })).holidays).toMatchObject({
      ...{ source: '文件', version: '3' },
    });
  });

  it('hold for a process that starts later', async () => {
    announcedByBureau.hold(new Map());
    expect((await app.anonymous().query(HOLIDAYS, { year: 2027 })).holidays.provisional).toBe(true);
    await app.get(Holidays).onApplicationBootstrap();
    const { holidays } = await app.anonymous().query(HOLIDAYS, { year: 2027 });
    expect(holidays).toMatchObject({ source: '文件', version: '3' });
  });
});
