import { AsyncResource } from 'node:async_hooks';
import { setTimeout as after } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { RequestContext } from '../../kernel/context';
import { sparingly } from '../../kernel/log';
import { likeness, type Direction } from '../../engine/embedding';
import { Corpus } from '../relevance';
import { EmbeddingsInUse } from './models.store';
import { VectorStore } from './vectors.store';

/** How near a text is to the subject by embeddings. */
export interface Nearness {
  /** 0 to 1. */
  readonly likeness: number;
  /** Tells the model: part of the version of a match. */
  readonly tag: string;
}

/** What has not been read by then is done without; milliseconds. */
const PATIENCE_MS = 200;
/** After a read that failed or came late nobody tries for so long, milliseconds. */
const REST_MS = 5_000;
/** So many of the best texts are compared. */
const MOST = 200;

const NOTHING: ReadonlyMap<string, Nearness> = new Map();

/** Compares stored vectors. It never asks the endpoint, and whatever goes wrong, the query goes on without it. */
@Injectable()
export class NearnessReader {
  private readonly log = new Logger('Embeddings');
  private readonly complain = sparingly((text) => this.log.warn(text));
  private restUntil = 0;

  constructor(
    private readonly inUse: EmbeddingsInUse,
    private readonly vectors: VectorStore,
    private readonly corpus: Corpus,
  ) {}

  /** How near the first of these are to the subject, by id; nothing where embeddings are not used or not at hand. */
  async of(context: RequestContext, subjectId: string, ids: readonly string[]): Promise<typeof NOTHING> {
    if (!this.inUse.value || performance.now() < this.restUntil) return NOTHING;
    const waiting = new AbortController();
    const late = after(PATIENCE_MS, undefined, { signal: waiting.signal }).then(() => {
      throw new Error(`not read within ${PATIENCE_MS} ms`);
    });
    late.catch(() => undefined);
    try {
      return await Promise.race([late, this.compare(context, subjectId, ids.slice(0, MOST))]);
    } catch (error) {
      this.restUntil = performance.now() + REST_MS;
      this.complain(`matched without embeddings: ${String(error)}`);
      return NOTHING;
    } finally {
      waiting.abort();
    }
  }

  /** As `of`, by the model of a tag, whether it is used now or not; undefined where its vectors are not there. */
  async again(
    context: RequestContext,
    subjectId: string,
    id: string,
    tag: string,
  ): Promise<Nearness | undefined> {
    if (tag !== this.inUse.tag) return undefined;
    return (await this.compare(context, subjectId, [id])).get(id);
  }

  private async compare(
    context: RequestContext,
    subjectId: string,
    ids: readonly string[],
  ): Promise<Map<string, Nearness>> {
    const loader = context.batch<Direction | null>('match.embeddings', this.readOutside);
    const [own, ...theirs] = await Promise.all([subjectId, ...ids].map((id) => loader.load(id)));
    const near = new Map<string, Nearness>();
    if (!own) return near;
    theirs.forEach((direction, at) => {
      if (direction) near.set(ids[at]!, { likeness: likeness(own, direction), tag: this.inUse.tag! });
    });
    return near;
  }

  /** Never in the transaction of whoever asks: a read that fails would end it, one that is slow would hold it up. */
  private readonly readOutside = AsyncResource.bind((ids: readonly string[]) => this.read(ids));

  /** The vectors of these in their order; one of an older version of the text tells nothing of this one. */
  async read(ids: readonly string[]): Promise<(Direction | null)[]> {
    const { need, achievement } = this.corpus.sides;
    const stored = await this.vectors.read(this.inUse.model!, ids);
    return ids.map((id) => {
      const found = stored.get(id);
      const current = (achievement.meta(id) ?? need.meta(id))?.version;
      return found && found.version === current ? found.direction : null;
    });
  }
}
