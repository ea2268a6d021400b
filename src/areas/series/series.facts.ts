import { topic } from '../../kernel/facts';
import type { MovePayload } from '../../kernel/lifecycle';

export const seriesStarted = topic<{ partyIds: string[]; rule: string }>('series.started');
/** Beside the step: the day that it holds from, and what is new. */
export const seriesChanged = topic<MovePayload>('series.changed');
/** Beside the step: `organisationId`, `contacts`, `deputies` (accounts). */
export const seriesContactsSet = topic<MovePayload>('series.contacts-set');
/** Beside the step: `meetingId`, `meetsOn`. */
export const seriesMeetingAdded = topic<MovePayload>('series.meeting-added');
/** Beside the step: `pausedFrom`, `resumesOn`. */
export const seriesPaused = topic<MovePayload>('series.paused');
/** Beside the step: `resumesOn`. */
export const seriesResumed = topic<MovePayload>('series.resumed');
/** Its last day was set; beside the step: `endsOn`. */
export const seriesEnded = topic<MovePayload>('series.ended');
/** Its last day has passed. */
export const seriesClosed = topic<MovePayload>('series.closed');
