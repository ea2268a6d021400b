import { dayOf } from '../../kernel/clock';
import { kind } from '../../kernel/kind';
import type { Check } from '../../kernel/lifecycle';
import { bureau, nobody, policy, sql } from '../../kernel/policy';
import type { Refusal } from '../../kernel/messages';
import { involved, involvedIn, isPaused, within, type Schedule } from '../series';
import { refuse } from './liaison.messages';
import { Meeting, meetingLifecycle, type MeetingVerb } from './meeting';

/** Who may do what to a meeting, and who may know of it. */
export const meetingPolicy = policy<Meeting>()<MeetingVerb>({
  rules: {
    ...{ read: involved, HOLD: involved, AMEND: involved, RESCHEDULE: involved },
    ...{ CANCEL: bureau, REINSTATE: bureau, MISS: nobody },
  },
  readable: (actor) => involvedIn(actor, sql`t.series_id`),
});

/** Minutes tell what was said: none of a month that has not begun. */
const begun: Check<Meeting> = ({ meetsOn }, now) =>
  dayOf(now).slice(0, 7) < meetsOn.slice(0, 7) ? refuse('liaison.not-yet', { day: meetsOn }) : undefined;

/** What lies behind cannot be taken back. */
const ahead: Check<Meeting> = ({ startsAt }, now) =>
  startsAt <= now ? refuse('liaison.over', {}) : undefined;

/** Why a series cannot have a meeting on a day, or undefined. */
export function dayRefusal(series: Schedule, day: string, field: string): Refusal | undefined {
  if (!within(series, day)) return refuse('liaison.outside', {}, ['input', field]);
  if (!isPaused(series, day)) return undefined;
  return refuse('liaison.paused', { from: series.pausedFrom! }, ['input', field]);
}

/** The meeting as the engine, the API and the tests know it. */
export const meetingKind = kind({
  prefix: 'meeting',
  entity: Meeting,
  lifecycle: meetingLifecycle,
  policy: meetingPolicy,
  verbs: ['HOLD', 'RESCHEDULE', 'CANCEL', 'REINSTATE', 'AMEND'],
  checks: { HOLD: [begun], REINSTATE: [ahead] },
  labels: {
    PLANNED: { zh: '已安排', en: 'planned' },
    HELD: { zh: '已召开', en: 'held' },
    MISSED: { zh: '未召开', en: 'missed' },
    CANCELLED: { zh: '已取消', en: 'cancelled' },
    HOLD: { zh: '提交纪要', en: 'file the minutes' },
    AMEND: { zh: '修订纪要', en: 'amend the minutes' },
    RESCHEDULE: { zh: '改期', en: 'reschedule' },
    CANCEL: { zh: '取消', en: 'cancel' },
    REINSTATE: { zh: '恢复', en: 'reinstate' },
    MISS: { zh: '标记未召开', en: 'mark missed' },
  },
});
