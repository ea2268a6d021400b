import { topic } from '../../kernel/facts';

export const accountSignedUp = topic<{ personId: string }>('account.signed-up');
export const sessionReused = topic<{ sessionId: string }>('account.refresh-token-reused');
export const roleGranted = topic<{ role: string }>('account.role-granted');
export const roleRevoked = topic<{ role: string }>('account.role-revoked');
export const memberInvited = topic<{ accountId: string; role: string }>('organisation.member-invited');
/** Declined, or taken back. */
export const invitationEnded = topic<{ accountId: string }>('organisation.invitation-ended');
export const memberAdded = topic<{ accountId: string; role: string }>('organisation.member-added');
export const memberRemoved = topic<{ accountId: string }>('organisation.member-removed');
