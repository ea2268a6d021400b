import { topic } from '../../kernel/facts';
import type { MovePayload } from '../../kernel/lifecycle';

/** `movedFrom` is the day that the rule named, where that is off. */
export const meetingPlanned = topic<{
  meetsOn: string;
  movedFrom: string | null;
  provisional: boolean;
}>('meeting.planned');
/** The holidays, the rule, the time or the place are others now, and with them this meeting's. */
export const meetingRecomputed = topic<{ from: string; to: string; movedFrom: string | null }>(
  'meeting.recomputed',
);
export const meetingReinstated = topic<MovePayload>('meeting.reinstated');
export const meetingRescheduled = topic<MovePayload>('meeting.rescheduled');
export const meetingHeld = topic<MovePayload>('meeting.held');
/** Its minutes have another version. */
export const meetingAmended = topic<MovePayload>('meeting.amended');
export const meetingMissed = topic<MovePayload>('meeting.missed');
/** `quietly`: together with an earlier one; only those who were told of this one need to know. */
export const meetingCancelled = topic<MovePayload & { quietly?: boolean }>('meeting.cancelled');
