import { topic } from '../../kernel/facts';
import type { MovePayload } from '../../kernel/lifecycle';

export const achievementDrafted = topic<{ organisationId: string }>('achievement.drafted');
export const achievementEdited = topic<{ fields: string[] }>('achievement.edited');
export const achievementSubmitted = topic<MovePayload>('achievement.submitted');
export const achievementPublished = topic<MovePayload>('achievement.published');
export const achievementReturned = topic<MovePayload>('achievement.returned');
export const achievementRejected = topic<MovePayload>('achievement.rejected');
export const achievementClosed = topic<MovePayload>('achievement.closed');
export const achievementWithdrawn = topic<MovePayload>('achievement.withdrawn');
export const achievementReopened = topic<MovePayload>('achievement.reopened');
export const achievementDisclosed = topic<{ organisationId: string }>('achievement.disclosed');
