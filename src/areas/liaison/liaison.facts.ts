import { topic } from '../../kernel/facts';
import type { MovePayload } from '../../kernel/lifecycle';

export const seriesStarted = topic<{ partyIds: string[]; rule: string }>('series.started');
export const seriesEnded = topic<{ endsOn: string }>('series.ended');
export const meetingPlanned = topic<{ meetsOn: string; provisional: boolean }>('meeting.planned');
/** The calendar of holidays became known and the rule now gives another day. */
export const meetingRecomputed = topic<{ from: string; to: string }>('meeting.recomputed');
export const meetingRescheduled = topic<MovePayload>('meeting.rescheduled');
export const meetingHeld = topic<MovePayload>('meeting.held');
export const meetingMissed = topic<MovePayload>('meeting.missed');
export const meetingCancelled = topic<MovePayload>('meeting.cancelled');
export const actionCompleted = topic<{ meetingId: string }>('action.completed');
