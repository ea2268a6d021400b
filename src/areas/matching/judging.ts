import { Injectable } from '@nestjs/common';
import { Clock, instantOf } from '../../kernel/clock';
import type { RequestContext } from '../../kernel/context';
import { WeightsReader } from '../relevance';
import type { Side } from '../../engine/statistics';
import { Examples } from './examples';
import type { OwnerOpinion } from '../verdicts';
import type { Judgement } from './ranking';
import { TraitsReader } from './traits.reader';

/** Gathers what candidates are judged with beside their texts. */
@Injectable()
export class Judging {
  constructor(
    private readonly clock: Clock,
    private readonly weights: WeightsReader,
    private readonly traits: TraitsReader,
    private readonly examples: Examples,
  ) {}

  /** Weights, traits of these organisations, the day, and what the owner thinks of candidates of this side. */
  async of(
    context: RequestContext,
    organisationIds: Iterable<string>,
    opinions: readonly OwnerOpinion[],
    side: Side,
  ): Promise<Judgement> {
    return {
      weights: this.weights.current(),
      today: instantOf(this.clock.today(), '00:00').getTime(),
      traits: await this.traits.of(context, organisationIds),
      examples: await this.examples.of(context, opinions, side),
    };
  }
}
