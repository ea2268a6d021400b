import { topic } from '../../kernel/facts';
import type { MovePayload } from '../../kernel/lifecycle';

const blind = { blind: true };

// Stated of the review, never of the application: whoever may read the application would learn how many there are.
export const reviewAssigned = topic<{ applicationId: string; drawId: string }>('review.assigned', blind);
export const reviewSubmitted = topic<MovePayload>('review.submitted', blind);
export const reviewHandedBack = topic<MovePayload>('review.handed-back', blind);
export const reviewReleased = topic<MovePayload>('review.released', blind);
export const reviewOpened = topic<MovePayload>('review.opened', blind);
export const reviewDisclosed = topic<MovePayload>('review.disclosed', blind);
export const reviewVoided = topic<MovePayload>('review.voided', blind);
/** A conflict came to light after the draw: the bureau has to act. */
export const reviewConflictFound = topic<{ applicationId: string; grounds: string[] }>(
  'review.conflict-found',
  blind,
);
