import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { Every, Job, Jobs } from '../../kernel/jobs';
import { directionOf } from '../../engine/embedding';
import { ModelStore } from './models.store';
import { EmbeddingError, EmbeddingProvider } from './provider';
import { SentTexts, type SentText } from './sent-texts';
import { VectorStore } from './vectors.store';

/** So many texts go out at once. */
const BATCH = 64;
/** A worker that was killed keeps others from the endpoint for so long, milliseconds; more than an answer may take. */
const HOLD_MS = 60_000;
/** An endpoint that wants to be left alone for longer is asked all the same, milliseconds. */
const LONGEST_REST_MS = 3_600_000;
/** The endpoint takes this model and key, but not these texts. */
const REFUSED_TEXTS: readonly (number | null)[] = [400, 413, 422];
/** How much smaller the next batch then is. */
const SMALLER = 8;

/** Gets vectors for what has none: one batch a job, one job at a time. */
@Injectable()
export class Filling {
  constructor(
    @Inject(EmbeddingProvider) private readonly provider: EmbeddingProvider | null,
    private readonly vectors: VectorStore,
    private readonly models: ModelStore,
    private readonly texts: SentTexts,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Does one batch, and asks for the next until none is missing. A fault is kept, and thrown for the queue to try again. */
  @Job('embeddings.fill', { queue: 'outside' })
  async fill({ most = BATCH }: { most?: number }): Promise<void> {
    const { provider } = this;
    if (!provider) return;
    const now = this.clock.now();
    if (!(await this.models.hold(provider.model, now, new Date(now.getTime() + HOLD_MS)))) return;
    let rest: Date | null = null;
    try {
      const texts = await this.texts.of(await this.vectors.missing(provider.model, most));
      if (texts.length === 0) return;
      await this.store(provider, texts);
      await this.jobs.add('embeddings.fill', { most });
    } catch (error) {
      if (!(error instanceof EmbeddingError)) throw error;
      rest = await this.heed(provider.model, error, most);
      if (!rest) throw error;
    } finally {
      await this.models.release(provider.model, rest);
    }
  }

  private async store(provider: EmbeddingProvider, texts: readonly SentText[]): Promise<void> {
    const vectors = await provider.embed(texts.map(({ text }) => text));
    const stored = texts.map(({ id, version }, at) => {
      const direction = directionOf(vectors[at]!);
      if (!direction) throw new EmbeddingError('MALFORMED');
      return { id, version, direction };
    });
    await this.vectors.write(provider.model, stored);
  }

  /** Keeps the fault; until when the endpoint wants to be left alone, or null where the queue decides. */
  private async heed(model: string, error: EmbeddingError, most: number): Promise<Date | null> {
    const now = this.clock.now();
    await this.models.fail(model, error, now);
    if (error.retryAfterMs !== null) {
      const restMs = Math.min(error.retryAfterMs, LONGEST_REST_MS);
      await this.jobs.add('embeddings.fill', { most }, { delayMs: restMs });
      return new Date(now.getTime() + restMs);
    }
    // One text that the endpoint does not take must not keep back the others of its batch.
    const isTexts = error.fault === 'MALFORMED' || REFUSED_TEXTS.includes(error.status);
    if (isTexts && most > 1) await this.jobs.add('embeddings.fill', { most: Math.ceil(most / SMALLER) });
    return null;
  }
}

/** What is published together is sent together; milliseconds. */
const GATHER_MS = 1_000;

/** Wakes the worker that gets vectors: when a text changes, and every five minutes for what was missed. */
@Injectable()
export class Waking {
  private readonly log = new Logger('Embeddings');
  private stop: (() => void) | undefined;

  constructor(
    @Inject(EmbeddingProvider) private readonly provider: EmbeddingProvider | null,
    private readonly vectors: VectorStore,
    private readonly facts: Facts,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.provider) return;
    this.stop = this.facts.onCommit(({ subjectType }) => {
      if (subjectType === 'need' || subjectType === 'achievement') void this.soon();
    });
  }

  beforeApplicationShutdown(): void {
    this.stop?.();
  }

  /** Asks the endpoint nothing itself: it also runs at each start, which must not wait for others. */
  @Every('*/5 * * * *', 'embeddings.catch-up')
  async catchUp(): Promise<void> {
    if (!this.provider) return;
    await this.vectors.forget();
    const missing = await this.vectors.missing(this.provider.model, 1);
    if (missing.length > 0) await this.jobs.add('embeddings.fill');
  }

  /** A wake-up that is lost is made up for by the next catch-up. */
  private soon(): Promise<void> {
    const slot = Math.floor(this.clock.now().getTime() / GATHER_MS);
    const options = { jobId: `embeddings-${slot}`, delayMs: GATHER_MS };
    return this.jobs
      .add('embeddings.fill', {}, options)
      .catch((error: unknown) => this.log.warn(`vectors not asked for: ${String(error)}`));
  }
}
