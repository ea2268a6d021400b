import { Injectable, Optional } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { Every } from '../../kernel/jobs';
import { blended, likeness, type Direction } from '../../engine/embedding';
import type { Values } from '../../engine/factors';
import { tryFeatures, type Outcome } from '../../engine/trial';
import { JudgedPairs, WeightsReader, type JudgedMatch } from '../relevance';
import { EmbeddingsService } from './embeddings.service';
import { EmbeddingsInUse } from './models.store';
import { NearnessReader } from './nearness.reader';

/** Less than a day: a trial a little later than the last is due all the same. */
const NIGHT_MS = 20 * 3_600_000;
/** So many vectors are read at once. */
const AT_ONCE = 500;

/** Finds out, once a night, whether embeddings order what owners have judged better than the text alone. */
@Injectable()
export class Trials {
  constructor(
    private readonly inUse: EmbeddingsInUse,
    private readonly nearness: NearnessReader,
    private readonly weights: WeightsReader,
    private readonly service: EmbeddingsService,
    private readonly clock: Clock,
    @Optional() private readonly judged?: JudgedPairs,
  ) {}

  @Every('40 3 * * *', 'embeddings.try', { queue: 'slow' })
  async try(): Promise<void> {
    const { model } = this.inUse;
    if (model === null || !this.judged) return;
    const last = await this.service.lastTrial(model);
    if (last && this.clock.now().getTime() - last.at.getTime() < NIGHT_MS) return;
    const pairs = await this.judged.all();
    if (pairs.length > 0) await this.service.conclude(model, await this.outcomeOf(pairs));
  }

  /** Pairs without both vectors count as they are served: by their text. */
  private async outcomeOf(pairs: readonly JudgedMatch[]): Promise<Outcome> {
    const directions = await this.directionsOf(pairs);
    const featuresOf = ({ needId, candidateId, features }: JudgedMatch): Values => {
      const [own, other] = [directions.get(needId), directions.get(candidateId)];
      return own && other && features.text !== undefined
        ? { ...features, text: blended(features.text, likeness(own, other)) }
        : features;
    };
    return tryFeatures(pairs, featuresOf, this.weights.current());
  }

  private async directionsOf(pairs: readonly JudgedMatch[]): Promise<Map<string, Direction>> {
    const ids = [...new Set(pairs.flatMap(({ needId, candidateId }) => [needId, candidateId]))];
    const directions = new Map<string, Direction>();
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const some = ids.slice(at, at + AT_ONCE);
      (await this.nearness.read(some)).forEach((direction, n) => {
        if (direction) directions.set(some[n]!, direction);
      });
    }
    return directions;
  }
}
