import { topic } from '../../kernel/facts';
import type { MovePayload } from '../../kernel/lifecycle';

/** Instants in UTC, ISO 8601. */
export const roundPlanned = topic<{ year: number; quarter: number; opensAt: string; closesAt: string }>(
  'round.planned',
);
export const roundOpened = topic<MovePayload>('round.opened');
export const roundClosed = topic<MovePayload>('round.closed');
export const roundDecided = topic<MovePayload>('round.decided');
