import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { raw } from 'sql-template-tag';
import { HeldValue } from '../../kernel/held-value';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import type { Decider } from './embeddings';
import { EmbeddingProvider, type EmbeddingError, type EmbeddingFault } from './provider';

/** What is known of a model here. */
export interface EmbeddingModel {
  readonly inUse: boolean;
  readonly decidedBy: Decider | null;
  readonly fault: EmbeddingFault | null;
  readonly faultStatus: number | null;
  readonly faultAt: Date | null;
}

const UNKNOWN: EmbeddingModel = {
  ...{ inUse: false, decidedBy: null, fault: null, faultStatus: null, faultAt: null },
};
const COLUMNS = raw(`in_use "inUse", decided_by "decidedBy", fault, fault_status "faultStatus",
  fault_at "faultAt"`);

/** Keeps of each model whether it is in use, whether its endpoint is being asked, and what went wrong last. */
@Injectable()
export class ModelStore {
  constructor(private readonly uow: UnitOfWork) {}

  async find(model: string): Promise<EmbeddingModel> {
    const [row] = await this.uow.query<EmbeddingModel>(
      sql`SELECT ${COLUMNS} FROM match_embedding_models WHERE model = ${model}`,
    );
    return row ?? UNKNOWN;
  }

  /** Says from now on whether the model is used. */
  async decide(model: string, inUse: boolean, by: Decider): Promise<void> {
    await this.uow.query(sql`
      INSERT INTO match_embedding_models (model, in_use, decided_by) VALUES (${model}, ${inUse}, ${by})
      ON CONFLICT (model) DO UPDATE SET in_use = excluded.in_use, decided_by = excluded.decided_by`);
  }

  /** Takes the endpoint for oneself until an instant; false where another has it, or where it asked to be left alone. */
  async hold(model: string, now: Date, until: Date): Promise<boolean> {
    const rows = await this.uow.query(sql`
      INSERT INTO match_embedding_models AS known (model, held_until) VALUES (${model}, ${until})
      ON CONFLICT (model) DO UPDATE SET held_until = excluded.held_until
      WHERE known.held_until IS NULL OR known.held_until <= ${now} RETURNING model`);
    return rows.length > 0;
  }

  /** Gives the endpoint back, at once or from an instant on. */
  async release(model: string, until: Date | null = null): Promise<void> {
    await this.uow.query(sql`UPDATE match_embedding_models SET held_until = ${until} WHERE model = ${model}`);
  }

  /** Keeps what went wrong last. */
  async fail(model: string, { fault, status }: EmbeddingError, at: Date): Promise<void> {
    await this.uow.query(sql`
      UPDATE match_embedding_models SET fault = ${fault}, fault_status = ${status}::int, fault_at = ${at}
      WHERE model = ${model}`);
  }
}

const REFRESH_MS = 1_500;

/** The name of a model in the version of a match. */
const tagOf = (model: string): string => createHash('sha256').update(model).digest('hex').slice(0, 8);

/** Whether embeddings are used, at most two seconds behind a change made in another process. */
@Injectable()
export class EmbeddingsInUse {
  private readonly held = new HeldValue(false);
  private stop: (() => void) | undefined;
  /** The model that the operator has set. */
  readonly model: string | null;
  readonly tag: string | null;

  constructor(
    @Inject(EmbeddingProvider) provider: EmbeddingProvider | null,
    private readonly models: ModelStore,
  ) {
    this.model = provider?.model ?? null;
    this.tag = this.model === null ? null : tagOf(this.model);
  }

  async onApplicationBootstrap(): Promise<void> {
    const { model } = this;
    if (model === null) return;
    const read = async (): Promise<boolean> => (await this.models.find(model)).inUse;
    this.stop = await this.held.follow(read, REFRESH_MS);
  }

  beforeApplicationShutdown(): void {
    this.stop?.();
  }

  get value(): boolean {
    return this.held.value;
  }

  /** Holds from now on in this process. */
  hold(value: boolean): void {
    this.held.hold(value);
  }
}
