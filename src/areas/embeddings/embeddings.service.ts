import { Injectable } from '@nestjs/common';
import { raw } from 'sql-template-tag';
import { refuseAccess } from '../../kernel/access';
import { isBureau, SYSTEM, type Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { newId } from '../../kernel/ids';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import type { Outcome } from '../../engine/trial';
import type { Decider, EmbeddingTrial, UseEmbeddingsArgs } from './embeddings';
import {
  EMBEDDINGS_SUBJECT,
  embeddingsAdopted,
  embeddingsDropped,
  embeddingsSwitched,
} from './embeddings.facts';
import { refuse } from './embeddings.messages';
import { EmbeddingsInUse, ModelStore } from './models.store';

const COLUMNS = raw(`verdict, loss_before "lossBefore", loss_after "lossAfter", certainty, needs, at`);

/** Decides whether embeddings are used, one decision at a time. */
@Injectable()
export class EmbeddingsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly models: ModelStore,
    private readonly inUse: EmbeddingsInUse,
  ) {}

  /** The latest trial of a model. */
  async lastTrial(model: string): Promise<EmbeddingTrial | undefined> {
    const [last] = await this.uow.query<EmbeddingTrial>(sql`
      SELECT ${COLUMNS} FROM match_embedding_trials WHERE model = ${model} ORDER BY id DESC LIMIT 1`);
    return last;
  }

  /** An officer switches embeddings on or off, from then on whatever trials say. Saying it again changes nothing. */
  async use(actor: Actor, { on, reason }: UseEmbeddingsArgs): Promise<void> {
    if (actor.kind !== 'system' && !isBureau(actor)) throw refuseAccess('FORBIDDEN', {});
    const { model } = this.inUse;
    if (model === null) throw refuse('embeddings.off', {});
    await this.alone(async () => {
      const before = await this.models.find(model);
      if (before.inUse === on && before.decidedBy === 'BUREAU') return;
      await this.decide(model, on, 'BUREAU');
      const stated = { subject: EMBEDDINGS_SUBJECT, actor, note: reason, payload: { model, on } };
      await this.facts.state(embeddingsSwitched, stated);
    });
  }

  /** Keeps what a trial came to, and does what it says unless an officer has decided. */
  async conclude(model: string, { adopt, ...outcome }: Outcome): Promise<void> {
    await this.alone(async () => {
      const { verdict, lossBefore, lossAfter, certainty, needs } = outcome;
      const now = this.clock.now();
      await this.uow.query(sql`
        INSERT INTO match_embedding_trials (id, model, verdict, loss_before, loss_after, certainty, needs, at)
        VALUES (${newId(now)}, ${model}, ${verdict}, ${lossBefore}, ${lossAfter}, ${certainty}, ${needs}, ${now})`);
      const before = await this.models.find(model);
      if (before.decidedBy === 'BUREAU' || before.inUse === adopt) return;
      await this.decide(model, adopt, 'TRIAL');
      const stated = { subject: EMBEDDINGS_SUBJECT, actor: SYSTEM, payload: { model, ...outcome } };
      await this.facts.state(adopt ? embeddingsAdopted : embeddingsDropped, stated);
    });
  }

  private async decide(model: string, on: boolean, by: Decider): Promise<void> {
    await this.models.decide(model, on, by);
    this.uow.afterCommit(() => this.inUse.hold(on));
  }

  private alone(work: () => Promise<void>): Promise<void> {
    return this.uow.run(async () => {
      await this.uow.query(sql`SELECT pg_advisory_xact_lock(hashtextextended('match embeddings', 0))`);
      await work();
    });
  }
}
