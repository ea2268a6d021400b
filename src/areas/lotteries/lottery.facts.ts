import { topic } from '../../kernel/facts';

/** Stated of the round: hashes alone, in hex. */
export const seedCommitted = topic<{ hash: string; saltHash: string }>('round.seed-committed');
export const poolClosed = topic<{ poolHash: string; entropySource: string | null }>('round.pool-closed');
export const seedRevealed = topic<{ seed: string; entropy: string | null }>('round.seed-revealed');
