import { Check, ForeignKey } from 'typeorm';
import { Id, Instant, Json, Ref, Text } from '../../kernel/fields';
import { NodeType } from '../../kernel/node';
import { Person } from '../people';
import { Round } from '../rounds';

/** The seed that a round draws by: its hash is public before the pool of experts closes, the seed itself after. */
@NodeType(
  'commitment',
  'seed_commitments',
  'What a round’s draws were bound to beforehand: anyone can check the seed, once revealed, against the hash.',
)
@Check(
  'seed_commitments_order_check',
  `(pool IS NULL) = (closed_at IS NULL) AND (pool_hash IS NULL) = (closed_at IS NULL)
          AND (revealed_at IS NULL OR closed_at IS NOT NULL)`,
)
export class SeedCommitment {
  /** The round's. */
  @Id() @ForeignKey(() => Round) id!: string;
  @Text({ description: 'SHA-256 of the 32 bytes of the seed, in hex.' }) hash!: string;
  @Text({
    description:
      'SHA-256 of the 32 bytes of the salt, in hex. The salt stays in the records: with seed and salt anyone who guesses the pool would learn who reviews.',
  })
  saltHash!: string;
  @Instant({ description: 'When the seed was made, UTC.' }) at!: Date;
  @Ref(() => Person, { nullable: true, as: 'officer' }) officerId!: string | null;
  @Instant({ nullable: true, description: 'When the pool of experts closed, UTC.' }) closedAt!: Date | null;
  @Text({
    nullable: true,
    description: 'SHA-256 of the canonical JSON of the closed pool and the salt, in hex.',
  })
  poolHash!: string | null;
  @Text({
    nullable: true,
    description: 'The public value, not known yet when the pool closed, that joins the seed.',
  })
  entropySource!: string | null;
  @Text({ nullable: true, description: 'What that value was.' }) entropy!: string | null;
  @Instant({ nullable: true, description: 'When the seed was revealed, UTC.' }) revealedAt!: Date | null;
  /** 32 bytes in hex; shown as `Round.seed` once revealed. */
  @Text({ hidden: true }) seed!: string;
  @Text({ hidden: true }) salt!: string;
  /** Person ids, sorted. */
  @Json('hidden', { nullable: true }) pool!: string[] | null;
}
