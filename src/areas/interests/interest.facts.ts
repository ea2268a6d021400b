import { topic } from '../../kernel/facts';
import type { MovePayload } from '../../kernel/lifecycle';

/** The organisation that is asked, and until when it has to answer (YYYY-MM-DD, Asia/Shanghai). */
export const interestExpressed = topic<{ toId: string; answerDueOn: string }>('interest.expressed');
export const interestAccepted = topic<MovePayload>('interest.accepted');
export const interestDeclined = topic<MovePayload>('interest.declined');
export const interestWithdrawn = topic<MovePayload>('interest.withdrawn');
export const interestEscalated = topic<MovePayload>('interest.escalated');
