import { isBureau, type Actor } from '../../kernel/actor';
import { kind } from '../../kernel/kind';
import { always, any, bureau, never, nobody, policy, sql, type Rule, type Sql } from '../../kernel/policy';
import { LiaisonSeries, seriesLifecycle, type SeriesVerb } from './series';

/** What the parties meet by: a series, or one of its meetings. */
interface Shared {
  readonly partyIds: readonly string[];
}

const party: Rule<Shared> = (actor, { partyIds }) =>
  actor.organisationIds.some((id) => partyIds.includes(id));
const representative: Rule<Shared> = (actor, { partyIds }) =>
  actor.representedIds.some((id) => partyIds.includes(id));

/** Who knows of a series and its meetings: the parties and the bureau. */
export const involved: Rule<Shared> = any(party, bureau);

/** `involved` as SQL; `seriesId` is the expression that names the series. */
export function involvedIn(actor: Actor, seriesId: Sql): Sql {
  if (actor.kind === 'system' || isBureau(actor)) return always;
  if (actor.organisationIds.length === 0) return never;
  return sql`EXISTS (SELECT 1 FROM series_parties mine
    WHERE mine.series_id = ${seriesId} AND mine.organisation_id = ANY(${actor.organisationIds}))`;
}

/** Who may do what to a series, and who may know of it. */
export const seriesPolicy = policy<LiaisonSeries>()<SeriesVerb>({
  rules: {
    read: involved,
    SET_CONTACTS: any<Shared>(representative, bureau),
    ...{ CHANGE: bureau, ADD_MEETING: bureau, PAUSE: bureau, RESUME: bureau, END: bureau, CLOSE: nobody },
  },
  readable: (actor) => involvedIn(actor, sql`t.id`),
});

/** The series as the engine, the API and the tests know it. */
export const seriesKind = kind({
  prefix: 'series',
  entity: LiaisonSeries,
  lifecycle: seriesLifecycle,
  policy: seriesPolicy,
  verbs: ['CHANGE', 'SET_CONTACTS', 'ADD_MEETING', 'PAUSE', 'RESUME', 'END'],
  labels: {
    ACTIVE: { zh: '进行中', en: 'active' },
    PAUSED: { zh: '已暂停', en: 'paused' },
    ENDED: { zh: '已结束', en: 'ended' },
    CHANGE: { zh: '更改安排', en: 'change' },
    SET_CONTACTS: { zh: '指定联系人', en: 'name contacts' },
    ADD_MEETING: { zh: '加开会议', en: 'add a meeting' },
    PAUSE: { zh: '暂停', en: 'pause' },
    RESUME: { zh: '恢复', en: 'resume' },
    END: { zh: '结束', en: 'end' },
    CLOSE: { zh: '到期结束', en: 'close' },
  },
});
