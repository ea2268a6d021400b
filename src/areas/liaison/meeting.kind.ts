import type { Actor } from '../../kernel/actor';
import { isBureau } from '../../kernel/actor';
import { dayOf } from '../../kernel/clock';
import { kind } from '../../kernel/kind';
import type { Check } from '../../kernel/lifecycle';
import { always, any, bureau, never, nobody, policy, sql, type Rule, type Sql } from '../../kernel/policy';
import { refuse } from './liaison.messages';
import { Meeting, meetingLifecycle, type MeetingVerb } from './meeting';

const party: Rule<{ partyIds: string[] }> = (actor, { partyIds }) =>
  actor.organisationIds.some((id) => partyIds.includes(id));

/** Who knows of a series and its meetings: the parties and the bureau. */
export const involved: Rule<{ partyIds: string[] }> = any(party, bureau);

/** `involved` as SQL; `seriesId` is the expression that names the series. */
export function involvedIn(actor: Actor, seriesId: Sql): Sql {
  if (actor.kind === 'system' || isBureau(actor)) return always;
  if (actor.organisationIds.length === 0) return never;
  return sql`EXISTS (SELECT 1 FROM series_parties mine
    WHERE mine.series_id = ${seriesId} AND mine.organisation_id = ANY(${actor.organisationIds}))`;
}

/** Who may do what to a meeting, and who may know of it. */
export const meetingPolicy = policy<Meeting>()<MeetingVerb>({
  rules: { read: involved, HOLD: involved, RESCHEDULE: involved, CANCEL: bureau, MISS: nobody },
  readable: (actor) => involvedIn(actor, sql`t.series_id`),
});

/** Minutes tell what was said: none of a month that has not begun. */
const begun: Check<Meeting> = ({ meetsOn }, now) =>
  dayOf(now).slice(0, 7) < meetsOn.slice(0, 7) ? refuse('liaison.not-yet', { day: meetsOn }) : undefined;

/** The meeting as the engine, the API and the tests know it. */
export const meetingKind = kind({
  prefix: 'meeting',
  entity: Meeting,
  lifecycle: meetingLifecycle,
  policy: meetingPolicy,
  verbs: ['HOLD', 'RESCHEDULE', 'CANCEL'],
  checks: { HOLD: [begun] },
  labels: {
    PLANNED: { zh: '已安排', en: 'planned' },
    HELD: { zh: '已召开', en: 'held' },
    MISSED: { zh: '未召开', en: 'missed' },
    CANCELLED: { zh: '已取消', en: 'cancelled' },
    HOLD: { zh: '提交纪要', en: 'file the minutes' },
    RESCHEDULE: { zh: '改期', en: 'reschedule' },
    CANCEL: { zh: '取消', en: 'cancel' },
    MISS: { zh: '标记未召开', en: 'mark missed' },
  },
});
