import { topic } from '../../kernel/facts';
import type { MovePayload } from '../../kernel/lifecycle';

export const needDrafted = topic<{ organisationId: string }>('need.drafted');
export const needEdited = topic<{ fields: string[] }>('need.edited');
export const needSubmitted = topic<MovePayload>('need.submitted');
export const needPublished = topic<MovePayload>('need.published');
export const needReturned = topic<MovePayload>('need.returned');
export const needRejected = topic<MovePayload>('need.rejected');
export const needMatched = topic<MovePayload>('need.matched');
export const needClosed = topic<MovePayload>('need.closed');
export const needWithdrawn = topic<MovePayload>('need.withdrawn');
export const needReopened = topic<MovePayload>('need.reopened');
export const needExpired = topic<MovePayload>('need.expired');
export const needConfirmationAsked = topic<Record<string, never>>('need.confirmation-asked');
export const needConfirmed = topic<Record<string, never>>('need.confirmed');
export const needDisclosed = topic<{ organisationId: string }>('need.disclosed');
