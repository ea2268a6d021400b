import { Injectable, Optional } from '@nestjs/common';
import { refuseAccess } from '../../kernel/access';
import { isBureau, SYSTEM, type Actor } from '../../kernel/actor';
import { Clock } from '../../kernel/clock';
import { Facts } from '../../kernel/facts';
import { Every } from '../../kernel/job-registry';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { eachFactor, FACTORS, type Weights } from '../../engine/factors';
import { fitWeights, type Fit } from '../../engine/fit';
import type { JudgedPair } from '../../engine/trial';
import { refuse } from './relevance.messages';
import {
  WEIGHTS_SUBJECT,
  weightsFitted,
  weightsKept,
  weightsSet,
  weightsUsed,
  type MatchWeights,
  type SetMatchWeightsInput,
  type UseMatchWeightsArgs,
} from './weights';
import { WEIGHTS_COLUMNS, WeightsReader } from './weights.reader';

/** Less than a day: a fit a little later than the last is due all the same. */
const NIGHT_MS = 20 * 3_600_000;

/** A judged pair that says which candidate was judged. */
export interface JudgedMatch extends JudgedPair {
  readonly candidateId: string;
}

/** Where the nightly fit gets what people have judged; bound by the area that keeps verdicts. */
export abstract class JudgedPairs {
  /** Every judged pair, with its features of today. */
  abstract all(): Promise<JudgedMatch[]>;
}

type Numbers = Pick<MatchWeights, 'lossBefore' | 'lossAfter' | 'needsJudged'>;
type NewVersion = Pick<MatchWeights, 'weights' | 'origin' | 'note'> & Partial<Numbers>;

/** Makes versions of the weights and changes which is in use, one change at a time. */
@Injectable()
export class WeightsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly facts: Facts,
    private readonly clock: Clock,
    private readonly reader: WeightsReader,
    @Optional() private readonly judged?: JudgedPairs,
  ) {}

  /** Once a night, however often the program starts: learns from verdicts, if anybody keeps them. */
  @Every('10 3 * * *', 'relevance.refit', { queue: 'slow' })
  async refit(): Promise<void> {
    if (!this.judged || (await this.fittedSince(new Date(this.clock.now().getTime() - NIGHT_MS)))) return;
    const base = await this.reader.latest();
    const pairs = await this.judged.all();
    if (pairs.length === 0) return;
    await this.conclude(await fitWeights(pairs, base.weights), base);
  }

  /** An officer sets weights; only their proportions count. Setting what holds already changes nothing. */
  set(actor: Actor, { weights: wanted, reason }: SetMatchWeightsInput): Promise<MatchWeights> {
    const weights = this.checked(actor, wanted);
    return this.change(async (before) => {
      if (FACTORS.every((factor) => before.weights[factor] === weights[factor])) return before;
      const made = await this.add({ weights, origin: 'BUREAU', note: reason });
      const payload = { version: made.version, previous: before.version, weights };
      await this.facts.state(weightsSet, { subject: WEIGHTS_SUBJECT, actor, note: reason, payload });
      return made;
    });
  }

  /** An officer goes back, or forward, to a version. Using the one in use changes nothing. */
  use(actor: Actor, { version, reason }: UseMatchWeightsArgs): Promise<MatchWeights> {
    this.admit(actor);
    return this.change(async (before) => {
      const wanted = await this.reader.find(version);
      if (wanted.active) return wanted;
      await this.retire();
      await this.uow.query(sql`UPDATE match_weights SET active = true WHERE version = ${version}`);
      const payload = { version, previous: before.version };
      await this.facts.state(weightsUsed, { subject: WEIGHTS_SUBJECT, actor, note: reason, payload });
      return { ...wanted, active: true };
    });
  }

  /** Adopts what a night learned over the version `base`, or tells why all stays as it is. */
  conclude(fit: Fit, base: MatchWeights): Promise<MatchWeights> {
    const { weights, lossBefore, lossAfter, certainty, needs } = fit;
    const stated = { subject: WEIGHTS_SUBJECT, actor: SYSTEM };
    return this.change(async (before) => {
      const previous = before.version;
      const overtaken = previous !== base.version;
      if (overtaken || !fit.adopt) {
        const why = overtaken ? 'OVERTAKEN' : fit.verdict;
        await this.facts.state(weightsKept, { ...stated, payload: { version: previous, why, needs } });
        return before;
      }
      const numbers = { lossBefore, lossAfter, needsJudged: needs };
      const made = await this.add({ weights, origin: 'FITTED', note: null, ...numbers });
      const payload = { version: made.version, previous, lossBefore, lossAfter, certainty, needs };
      await this.facts.state(weightsFitted, { ...stated, payload });
      return made;
    });
  }

  /** Runs one change after another; what is then in use holds in this process at once. */
  private change(work: (before: MatchWeights) => Promise<MatchWeights>): Promise<MatchWeights> {
    return this.uow.run(async () => {
      await this.uow.query(sql`SELECT pg_advisory_xact_lock(hashtextextended('match weights', 0))`);
      const inUse = await work(await this.reader.latest());
      this.uow.afterCommit(() => this.reader.hold(inUse));
      return inUse;
    });
  }

  private async fittedSince(since: Date): Promise<boolean> {
    const [found] = await this.uow.query(sql`
      SELECT FROM facts WHERE subject_id = ${WEIGHTS_SUBJECT.id} AND at > ${since}
        AND topic IN (${weightsFitted.name}, ${weightsKept.name}) LIMIT 1`);
    return found !== undefined;
  }

  private async add({ weights, origin, note, ...numbers }: NewVersion): Promise<MatchWeights> {
    const { lossBefore = null, lossAfter = null, needsJudged = null } = numbers;
    await this.retire();
    const [made] = await this.uow.query<MatchWeights>(sql`
      INSERT INTO match_weights
        (version, weights, origin, note, loss_before, loss_after, needs_judged, made_at, active)
      SELECT max(version) + 1, ${JSON.stringify(weights)}::jsonb, ${origin}::text, ${note}::text,
        ${lossBefore}::float8, ${lossAfter}::float8, ${needsJudged}::int, ${this.clock.now()}::timestamptz, true
      FROM match_weights RETURNING ${WEIGHTS_COLUMNS}`);
    return made!;
  }

  private retire(): Promise<unknown> {
    return this.uow.query(sql`UPDATE match_weights SET active = false WHERE active`);
  }

  private admit(actor: Actor): void {
    if (actor.kind !== 'system' && !isBureau(actor)) throw refuseAccess('FORBIDDEN', {});
  }

  /** The weights scaled to a sum of 1. */
  private checked(actor: Actor, weights: Weights): Weights {
    this.admit(actor);
    for (const factor of FACTORS) {
      const path = ['input', 'weights', factor];
      // A NaN is in no range.
      if (!(weights[factor] >= 0 && weights[factor] <= 1))
        throw refuse('weights.range', { factor: `weights.factor.${factor}` }, path);
    }
    if (weights.text === 0) throw refuse('weights.text', {}, ['input', 'weights', 'text']);
    const sum = FACTORS.reduce((total, factor) => total + weights[factor], 0);
    return eachFactor((factor) => weights[factor] / sum);
  }
}
