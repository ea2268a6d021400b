import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { DrawsService, hashOfBytes, hashOfPool, type SealedPool } from '../experts';
import { RoundsReader } from '../rounds';
import { LotteriesReader } from './lotteries.reader';
import { refuse } from './lotteries.messages';
import { poolClosed, seedCommitted, seedRevealed } from './lottery.facts';
import type { ClosePoolInput, RevealSeedInput } from './lottery.inputs';
import { SeedCommitment } from './seed-commitment';

/** Bytes of a seed and of a salt. */
const BYTES = 32;

/** What a lottery needs of the areas before it, to read from. */
@Injectable()
export class Sources {
  constructor(
    readonly rounds: RoundsReader,
    readonly draws: DrawsService,
  ) {}
}

/** Binds the draws of a round to a seed before anyone can know the pool, and to a pool before anyone can know the seed. */
@Injectable()
export class LotteriesService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly commitments: LotteriesReader,
    private readonly sources: Sources,
  ) {}

  /** Makes a seed and publishes its hash; nobody is shown the seed before the pool is closed. Once per round. */
  commit(actor: Actor, roundId: string): Promise<SeedCommitment> {
    return this.change(roundId, async (found) => {
      if (found) throw refuse('lotteries.committed-already', {});
      const [seed, salt] = [randomBytes(BYTES).toString('hex'), randomBytes(BYTES).toString('hex')];
      const made = Object.assign(new SeedCommitment(), {
        ...{ id: roundId, seed, salt, hash: hashOfBytes(seed), saltHash: hashOfBytes(salt) },
        ...{ at: this.clock.now(), officerId: actor.personId, closedAt: null, pool: null, poolHash: null },
        ...{ entropySource: null, entropy: null, revealedAt: null },
      });
      await this.uow.manager.insert(SeedCommitment, made);
      const { hash, saltHash } = made;
      const subject = { type: 'round', id: roundId };
      await this.facts.state(seedCommitted, { subject, actor, payload: { hash, saltHash } });
    });
  }

  /** Freezes who can be drawn in the round. The seed is revealed with it, unless a public value is awaited first. */
  close(actor: Actor, { roundId, entropySource = null }: ClosePoolInput): Promise<SeedCommitment> {
    return this.change(roundId, async (found) => {
      if (!found) throw refuse('lotteries.not-committed', {});
      if (found.closedAt) throw refuse('lotteries.closed-already', {});
      const pool = await this.sources.draws.pool();
      if (pool.length === 0) throw refuse('lotteries.pool-empty', {});
      const poolHash = hashOfPool(found.salt, pool);
      await this.write(roundId, { closedAt: this.clock.now(), pool, poolHash, entropySource });
      const subject = { type: 'round', id: roundId };
      await this.facts.state(poolClosed, { subject, actor, payload: { poolHash, entropySource } });
      if (entropySource === null) await this.show(actor, found, null);
    });
  }

  /** Reveals the seed once the public value that was announced at closing is known; it becomes part of every lot. */
  reveal(actor: Actor, { roundId, entropy }: RevealSeedInput): Promise<SeedCommitment> {
    return this.change(roundId, async (found) => {
      if (!found?.closedAt) throw refuse('lotteries.not-closed', {});
      if (found.revealedAt) throw refuse('lotteries.revealed-already', {});
      await this.show(actor, found, entropy);
    });
  }

  /** What a round draws from, its seed included. Refuses before the seed is revealed. Never for a client's eyes. */
  async open(roundId: string): Promise<SealedPool> {
    const found = await this.commitments.find(SYSTEM, roundId);
    if (!found) throw refuse('lotteries.not-committed', {});
    const { seed, salt, hash, saltHash, pool, poolHash, entropy, entropySource, revealedAt } = found;
    if (!pool || !poolHash) throw refuse('lotteries.not-closed', {});
    if (!revealedAt) throw refuse('lotteries.not-revealed', { source: entropySource! });
    return { roundId, seed, seedHash: hash, salt, saltHash, entropy, pool, poolHash };
  }

  /** Refuses where the round is bound to a seed: one that an officer gives would steer the draw past it. */
  async expectUnbound(roundId: string): Promise<void> {
    if (await this.commitments.find(SYSTEM, roundId)) throw refuse('lotteries.bound', {}, ['input', 'seed']);
  }

  private async show(actor: Actor, { id, seed }: SeedCommitment, entropy: string | null): Promise<void> {
    await this.write(id, { revealedAt: this.clock.now(), entropy });
    await this.facts.state(seedRevealed, {
      subject: { type: 'round', id },
      actor,
      payload: { seed, entropy },
    });
  }

  private async write(id: string, set: Partial<SeedCommitment>): Promise<void> {
    await this.uow.manager.update(SeedCommitment, { id }, set);
  }

  /** One change at a time to the lottery of a round. */
  private change(
    roundId: string,
    work: (found: SeedCommitment | undefined) => Promise<void>,
  ): Promise<SeedCommitment> {
    return this.uow.run(async () => {
      const { id } = await this.sources.rounds.get(SYSTEM, roundId, 'roundId');
      await this.uow.query(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`lottery ${id}`}, 0))`);
      await work(await this.commitments.find(SYSTEM, id));
      return this.commitments.get(SYSTEM, id);
    });
  }
}
