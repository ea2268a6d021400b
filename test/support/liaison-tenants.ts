import { Meeting, meetingCancelled } from '../../src/areas/liaison';
import { LiaisonSeries, seriesChanged, SeriesParty } from '../../src/areas/series';
import type { Topic } from '../../src/kernel/facts';
import { newId } from '../../src/kernel/ids';
import type { TestApp } from './app';
import type { Row, Subject, Viewer } from './matrix';
import { OFFICERS, OWNERS, put, statesOf, TOLD } from './tenants';

/** Who meets, and the bureau. */
const INVOLVED: readonly Viewer[] = [...OWNERS, ...TOLD, ...OFFICERS];

/** A series of the enterprise and tju. */
async function aSeries(app: TestApp, state: string): Promise<string> {
  const id = newId(new Date());
  const rule = { rule: 'LAST_WORKING_DAY', time: '09:30', remindDaysBefore: [7], startsOn: '2026-01-01' };
  await put(app, LiaisonSeries, { id, state, title: '秘密的对接', ...rule });
  for (const [position, name] of (['enterprise', 'tju'] as const).entries()) {
    const organisationId = await app.personas.organisation(name);
    await put(app, SeriesParty, { seriesId: id, organisationId, position });
  }
  return id;
}

/** Series in every state. */
export async function series(app: TestApp): Promise<Subject> {
  const rows: Row[] = [];
  for (const state of statesOf('series'))
    rows.push({ uuid: await aSeries(app, state), name: `series ${state}`, seers: INVOLVED });
  return {
    ...{ prefix: 'series', history: false, topic: seriesChanged as unknown as Topic<never>, rows },
    lists: [{ path: ['liaisonSeries'] }],
  };
}

/** Meetings in every state, and one added to its month. */
export async function meetings(app: TestApp): Promise<Subject> {
  const seriesId = await aSeries(app, 'ACTIVE');
  const rows: Row[] = [];
  for (const [at, state] of [...statesOf('meeting'), 'PLANNED'].entries()) {
    const uuid = newId(new Date());
    const day = {
      month: '2026-01',
      extra: at,
      meetsOn: '2026-01-30',
      startsAt: new Date('2026-01-30T01:30Z'),
    };
    const secret = { minutes: '秘密的纪要', place: '秘密的地点', provisional: false };
    await put(app, Meeting, { id: uuid, state, seriesId, ...day, ...secret });
    rows.push({ uuid, name: `meeting ${at} ${state}`, seers: INVOLVED });
  }
  const topic = meetingCancelled as unknown as Topic<never>;
  return {
    ...{ prefix: 'meeting', one: 'meeting', history: true, topic, rows },
    lists: [{ path: ['meetings'], filters: ['filter: { from: "2026-01-01", to: "2026-01-31" }'] }],
  };
}
