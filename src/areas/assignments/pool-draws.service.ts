import { Injectable } from '@nestjs/common';
import { SYSTEM, type Actor } from '../../kernel/actor';
import { sql } from '../../kernel/policy';
import { UnitOfWork } from '../../kernel/unit-of-work';
import { ApplicationsReader } from '../applications';
import { Knowledge, seedOf, type PoolDraw, type SealedPool } from '../experts';
import { LotteriesService } from '../lotteries';
import { term } from '../programmes';
import { LOAD_LIMIT } from '../reviewers';
import { ReviewsReader, ReviewsService, type Review } from '../reviews';
import { RoundsReader } from '../rounds';
import type { DrawFromPoolInput } from './assignment.inputs';

/** How well an expert must at least know the matter, by their published works. */
const FLOOR = term('draws.expertise-floor', 0, {
  zh: '抽取评审专家的专业相关度下限（百分比，0 为不设限）',
  en: 'Least relevance of an expert’s works to an application, per cent (0 = no floor)',
  max: 100,
});
/** What a round draws by. */
export type RoundRules = Pick<PoolDraw, 'committed' | 'loads' | 'mostLoad' | 'floor'>;

/** What the draws of a round need of the areas before them. */
@Injectable()
export class DrawSources {
  constructor(
    readonly rounds: RoundsReader,
    readonly applications: ApplicationsReader,
    readonly reviews: ReviewsReader,
    readonly commands: ReviewsService,
    readonly lotteries: LotteriesService,
  ) {}
}

/** Draws experts for one application from the closed pool of its round. */
@Injectable()
export class PoolDrawsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly sources: DrawSources,
    private readonly knowledge: Knowledge,
  ) {}

  /** Who has fewest reviews in the round comes first, and among equals the lots of the committed seed decide. */
  async draw(actor: Actor, input: DrawFromPoolInput): Promise<Review[]> {
    const { applications, lotteries, commands } = this.sources;
    const application = await applications.get(actor, input.applicationId, 'applicationId');
    const committed = await lotteries.open(application.roundId);
    const expertise = (await this.knowledge.of([application])).get(application.id)!;
    return this.inRound(application.roundId, async () => {
      const rules = await this.rules(committed);
      return commands.draw(actor, { ...input, seed: seedOf(committed) }, { ...rules, expertise });
    });
  }

  /** What the round draws by at this moment. */
  async rules(committed: SealedPool): Promise<RoundRules> {
    const { terms } = await this.sources.rounds.get(SYSTEM, committed.roundId);
    const loads = await this.sources.reviews.loadsOf(committed.roundId);
    return { committed, loads, mostLoad: LOAD_LIMIT.of(terms), floor: FLOOR.of(terms) / 100 };
  }

  /** One change at a time to who reviews in a round: each counts the loads that the others leave. */
  inRound<T>(roundId: string, work: () => Promise<T>): Promise<T> {
    return this.uow.run(async () => {
      await this.uow.query(
        sql`SELECT pg_advisory_xact_lock(hashtextextended(${`assignments ${roundId}`}, 0))`,
      );
      return work();
    });
  }
}
